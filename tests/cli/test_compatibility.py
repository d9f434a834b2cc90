from __future__ import annotations

import pytest

from minilean.cli.compatibility import has_member, main, page, proofs


@pytest.fixture
def repository(tmp_path):
    algorithms = tmp_path / "tests" / "conformance" / "algorithms"
    algorithms.mkdir(parents=True)
    (algorithms / "buy_and_hold.py").write_text("self.set_cash(1)\nResolution.HOUR\nliquidate = 1\n")
    (tmp_path / "tests" / "test_more.py").write_text("desk.set_cash, desk.market_order, TradeBar\n")
    return tmp_path


def test_a_conformance_algorithm_proves_more_than_a_test(repository):
    found = proofs(repository)
    assert found[".set_cash"] == "conformance `buy_and_hold`"
    assert found[".market_order"] == "test `test_more`"


def test_the_page_lists_what_is_here_and_what_is_refused(repository):
    text = page(repository)
    assert "| `set_cash` | conformance `buy_and_hold` |" in text
    assert "| `Resolution` | conformance `buy_and_hold` |" in text
    assert "| `add_option` | options and futures run in LEAN itself |" in text
    assert "| `liquidate` | - |" in text
    assert "`OptionChain`" in text.partition("## Refused when used")[2]


def test_members_are_methods_and_parts():
    assert has_member("set_cash")
    assert has_member("portfolio")
    assert not has_member("add_option")


def test_the_page_is_written_where_the_repository_is(repository, monkeypatch, capsys):
    monkeypatch.chdir(repository)
    assert main() == 0
    assert (repository / "docs" / "lean-compatibility.md").read_text().startswith("# What of LEAN is here")
    assert "written" in capsys.readouterr().out
