from __future__ import annotations

import subprocess
import sys
import typing
from datetime import datetime, timedelta
from datetime import time as clock_time
from pathlib import Path

import pytest

from minilean.algorithm.facade import QCAlgorithm
from minilean.errors import NotInMiniLean
from minilean.framework.portfolio.equal_weighting import EqualWeightingPortfolioConstructionModel
from minilean.shim.collect import minilean_names, table
from minilean.shim.finder import install, shim_installed
from minilean.shim.public_names import all_names, exports, lean_names, resolve

ROOT = Path(__file__).parents[2]


def run(text, name="algorithm.py"):
    """What a file defines after it ran where algorithms do."""
    names = {"__name__": "algorithm"}
    with shim_installed():
        exec(compile(text, name, "exec"), names)  # noqa: S102 - as algorithms are loaded
    return names


def test_a_star_import_gives_what_the_file_mentions_and_no_more():
    names = run("from AlgorithmImports import *\nclass Mine(QCAlgorithm):\n    size = Resolution.HOUR")
    assert issubclass(names["Mine"], QCAlgorithm)
    assert "Slice" not in names


def test_names_inside_functions_count_as_mentioned():
    names = run("from AlgorithmImports import *\ndef made():\n    return [timedelta(1), time(9)], List[int]")
    assert names["made"]() == ([timedelta(1), clock_time(9)], typing.List[int])  # noqa: UP006 - LEAN's star import


def test_code_that_looks_names_up_gets_all_of_them():
    names = run("from AlgorithmImports import *\nfound = globals()['Market']")
    assert names["found"].USA == "usa"
    assert len(set(names) & all_names()) == len(all_names())


def test_named_imports_and_attributes_work_too():
    names = run(
        "import AlgorithmImports as lean\nfrom AlgorithmImports import OrderStatus\nday = lean.DayOfWeek.MONDAY"
    )
    assert names["OrderStatus"].FILLED
    assert int(names["day"]) == 1


def test_python_keeps_its_exception():
    assert resolve("Exception") is Exception
    assert resolve("QCAlgorithmFramework") is QCAlgorithm


def test_a_name_nobody_knows_is_missing():
    with pytest.raises(NameError):
        run("from AlgorithmImports import *\nNoSuchName")
    with pytest.raises(ImportError):
        run("from AlgorithmImports import NoSuchName")


def test_pandas_is_imported_only_when_it_is_used():
    code = (
        "import sys; from minilean.shim.public_names import resolve; pd, np = resolve('pd'), resolve('np');"
        "assert 'pandas' not in sys.modules; assert np.array([1]).sum() == 1; assert 'pandas' not in sys.modules;"
        "assert pd.DataFrame().empty; assert 'pandas' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


def test_the_names_alone_come_quickly():
    code = (
        "import sys; before = set(sys.modules); from minilean.shim.finder import shim_installed\n"
        "with shim_installed():\n    import AlgorithmImports\n"
        "assert not any(name.startswith('minilean.indicators') for name in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


def test_lean_names_without_an_implementation_raise_when_they_are_used():
    missing = next(name for name in ("OptionChain", "FuturesContract") if name not in exports())
    refused = resolve(missing)
    for use in (refused, lambda: refused.anything, lambda: type("Mine", (refused,), {})):
        with pytest.raises((NotInMiniLean, TypeError)):
            use()
    with pytest.raises(NotInMiniLean, match=f"{missing} is not part of minilean; options and futures"):
        run(f"from AlgorithmImports import *\nclass Mine({missing}): pass")
    assert not isinstance(5, refused)
    assert missing in repr(refused)


def test_annotations_may_name_what_is_missing():
    names = run("from AlgorithmImports import *\ndef chain(data: OptionChain | None) -> List[OptionChain]: ...")
    assert names["chain"](None) is None


@pytest.mark.parametrize(
    "line",
    [
        "from Portfolio.EqualWeightingPortfolioConstructionModel import EqualWeightingPortfolioConstructionModel",
        "from EqualWeightingPortfolioConstructionModel import *",
        "from QuantConnect.Algorithm.Framework.Portfolio import *",
    ],
)
def test_framework_files_and_namespaces_lead_to_our_classes(line):
    names = run(f"{line}\nmodel = EqualWeightingPortfolioConstructionModel")
    assert names["model"] is EqualWeightingPortfolioConstructionModel


def test_dotnet_namespaces_can_be_imported():
    names = run(
        "from clr import AddReference\nAddReference('System')\nimport System\n"
        "from System.Collections.Generic import List\nfrom QuantConnect.Data.Custom import Quandl\n"
        "items = List[int]()\nitems.Add(4)"
    )
    assert names["items"] == [4]
    with pytest.raises(NotInMiniLean, match="Quandl"):
        names["Quandl"]("TEST")


def test_a_projects_own_folder_wins_over_a_framework_file(tmp_path, monkeypatch):
    (tmp_path / "Risk").mkdir()
    (tmp_path / "Risk" / "NullRiskManagementModel.py").write_text("MINE = True\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert run("from Risk.NullRiskManagementModel import MINE")["MINE"]
    for name in [name for name in sys.modules if name.partition(".")[0] == "Risk"]:
        monkeypatch.delitem(sys.modules, name)


def test_nothing_stays_behind():
    before = list(sys.meta_path), list(sys.path)
    run("from AlgorithmImports import *\nimport clr")
    assert "AlgorithmImports" not in sys.modules
    assert "clr" not in sys.modules
    uninstall = install()
    install()()
    uninstall()
    assert (list(sys.meta_path), list(sys.path)) == before


def test_every_name_of_ours_resolves():
    for name in exports():
        assert resolve(name) is not None


def test_the_table_of_exports_is_the_one_the_sources_give():
    written = (ROOT / "minilean" / "shim" / "exports.txt").read_text(encoding="utf-8")
    assert written == table(minilean_names(lean_names())), "run python -m minilean.shim.collect"


def test_times_are_pythons():
    assert resolve("datetime") is datetime
