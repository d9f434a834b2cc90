"""`minilean report` and `minilean compare` as they are called."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import TYPE_CHECKING

import pytest

from minilean.cli import compare, report
from minilean.errors import DataError, SettingsError
from minilean.results.location import result_file
from tests.results.golden_folder import GOLDEN, as_result_folder

if TYPE_CHECKING:
    from pathlib import Path


def call(command: str, *arguments: str) -> int:
    parser = ArgumentParser()
    subparsers = parser.add_subparsers()
    report.register(subparsers)
    compare.register(subparsers)
    options = parser.parse_args([command, *arguments])
    return int(options.run(options))


def test_a_report_goes_beside_the_result_of_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = as_result_folder("limit_orders", tmp_path / "run")
    assert call("report", str(folder)) == 0
    assert (folder / "1.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert capsys.readouterr().out == f"Report: {folder / '1.html'}\n"


def test_a_report_goes_where_it_is_told(tmp_path: Path) -> None:
    page = tmp_path / "pages" / "report.html"
    assert call("report", str(GOLDEN / "limit_orders" / "result.json"), "--output", str(page)) == 0
    assert page.exists()


@pytest.mark.parametrize("missing", ["gone.json", "."])
def test_a_path_without_a_result_is_refused(tmp_path: Path, missing: str) -> None:
    with pytest.raises(DataError):
        call("report", str(tmp_path / missing))


def test_a_report_that_cannot_be_written_says_where(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"cannot be written .*: give another --output"):
        call("report", str(GOLDEN / "limit_orders" / "result.json"), "--output", str(taken / "report.html"))


def test_equal_results_compare_well(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = as_result_folder("limit_orders", tmp_path / "run")
    assert call("compare", str(folder), str(folder)) == 0
    out = capsys.readouterr().out
    assert "0 of 27 figures differ" in out
    assert "Orders: all" in out


def test_projects_are_compared_by_their_newest_back_tests(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for project, name in (("p1", "limit_orders"), ("p2", "stop_market")):
        as_result_folder("buy_and_hold_hour", tmp_path / project / "backtests" / "2026-01-01_10-00-00")
        as_result_folder(name, tmp_path / project / "backtests" / "2026-01-02_10-00-00")
    assert call("compare", str(tmp_path / "p1"), str(tmp_path / "p2")) == 1
    out = capsys.readouterr().out
    newest = [tmp_path / project / "backtests" / "2026-01-02_10-00-00" for project in ("p1", "p2")]
    assert out.startswith(f"  {newest[0] / '1.json'}\n  {newest[1] / '1.json'}\n")
    assert "* Net Profit" in out
    assert "Orders: the first difference is order 1\n  2013-08-01T14:00:00Z  SPY  Limit 40.0 at 141.97  Filled" in out
    assert out.endswith(f"Page: {newest[1] / '1-comparison.html'}\n")
    assert (newest[1] / "1-comparison.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_a_comparison_goes_where_it_is_told(tmp_path: Path) -> None:
    page = tmp_path / "both.html"
    first, second = (str(GOLDEN / name / "result.json") for name in ("limit_orders", "stop_market"))
    assert call("compare", first, second, "--output", str(page)) == 1
    assert page.exists()


def test_a_comparison_shows_that_prices_were_random(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = as_result_folder("limit_orders", tmp_path / "run")
    file = result_file(folder)
    result = json.loads(file.read_text(encoding="utf-8"))
    result["serverStatistics"] = {"Synthetic Data": "These prices are random."}
    file.write_text(json.dumps(result), encoding="utf-8")
    call("compare", str(folder), str(folder))
    assert capsys.readouterr().out.count("These prices are random.\n") == 1
