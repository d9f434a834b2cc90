"""The page that says what of LEAN is here is complete, up to date, and names a test for every name."""

from __future__ import annotations

import re
import sysconfig
from pathlib import Path

import pytest

from minilean.algorithm.unsupported import lean_names
from minilean.cli.compatibility import PAGE, has_member, main, page
from minilean.cli.proofs import proofs
from minilean.shim.collect import algorithm_names

ROOT = Path(__file__).parents[2]
_ALGORITHM = """
from AlgorithmImports import *

class Mine(QCAlgorithm):
    def initialize(self):
        self.set_cash(1)
        self.log(Resolution.HOUR)
        liquidate = 1

    def on_data(self, data):
        pass

class Other:
    def look(self):
        self.market_order = 1
"""
_TESTS = '''
TEXT = "self.limit_order(spy, 1, 2)"
CALLS = ["self.Buy(spy, 1)"]

def ready():
    return run("self.AddEquity('SPY')")

def test_first(ready):
    """The algorithm sells: self.sell(spy, 1)."""
    desk.stop_market_order(1)
    session.algorithm.quit()

@pytest.mark.parametrize("call", CALLS)
def test_second(call):
    run(TEXT, f"self.debug({call})")
'''


@pytest.fixture
def repository(tmp_path):
    conformance = tmp_path / "tests" / "conformance"
    (conformance / "golden" / "hold").mkdir(parents=True)
    (conformance / "algorithms").mkdir()
    (conformance / "algorithms" / "hold.py").write_text(_ALGORITHM)
    (tmp_path / "tests" / "test_more.py").write_text(_TESTS)
    return tmp_path


@pytest.mark.parametrize(
    ("name", "test"),
    [
        ("set_cash", "tests/conformance/test_conformance.py::test_a_run_equals_leans[hold]"),
        ("on_data", "tests/conformance/test_conformance.py::test_a_run_equals_leans[hold]"),
        ("quit", "tests/test_more.py::test_first"),
        ("add_equity", "tests/test_more.py::test_first"),
        ("limit_order", "tests/test_more.py::test_second"),
        ("buy", "tests/test_more.py::test_second"),
        ("debug", "tests/test_more.py::test_second"),
    ],
)
def test_a_member_is_proved_by_the_first_test_that_takes_it_from_an_algorithm(repository, name, test):
    assert proofs(repository).members[name] == test


@pytest.mark.parametrize("name", ["liquidate", "market_order", "stop_market_order", "sell"])
def test_a_name_in_prose_or_of_something_else_proves_nothing(repository, name):
    assert name not in proofs(repository).members


def test_the_page_lists_what_is_here_and_what_is_refused(repository):
    text = page(repository)
    proof = "`tests/conformance/test_conformance.py::test_a_run_equals_leans[hold]`"
    assert f"| `set_cash` | supported | {proof} |" in text
    assert f"| `Resolution` | {proof} |" in text
    assert "| `add_option` | options and futures run in LEAN itself |" in text
    assert "| `add_security` | partial: " in text
    assert "| `liquidate` | supported | - |" in text
    assert "`OptionChain`" in text.partition("## Refused when used")[2]


def test_the_page_of_this_repository_is_up_to_date():
    assert (ROOT / PAGE).read_text(encoding="utf-8") == page(ROOT), "run python -m minilean.cli.compatibility"


def test_every_name_on_the_page_has_a_test_that_exists():
    text = (ROOT / PAGE).read_text(encoding="utf-8")
    assert "| - |" not in text
    for file, test in set(re.findall(r"\| `(tests/\S+\.py)::(\w+)", text)):
        assert f"def {test}(" in (ROOT / file).read_text(encoding="utf-8")


def test_the_page_knows_every_member_of_leans_algorithm_in_the_stubs():
    assert lean_names() == set(algorithm_names(Path(sysconfig.get_paths()["purelib"])))


def test_members_are_methods_and_parts():
    assert has_member("set_cash")
    assert has_member("portfolio")
    assert has_member("notify")
    assert not has_member("add_option")


def test_the_page_is_written_where_the_repository_is(repository, monkeypatch, capsys):
    monkeypatch.chdir(repository)
    assert main() == 0
    assert (repository / "docs" / "lean-compatibility.md").read_text().startswith("# What of LEAN is here")
    assert "written" in capsys.readouterr().out
