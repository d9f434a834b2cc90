"""Reports are pages of their own, from results of minilean, LEAN and the cloud."""

from __future__ import annotations

import json
from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest

from minilean.errors import DataError
from minilean.results.report.comparison import comparison_page
from minilean.results.report.page import report_page
from minilean.results.report.source import SYNTHETIC_KEY, read_result
from minilean.results.report.tables import months
from tests.results.golden_folder import GOLDEN

if TYPE_CHECKING:
    from pathlib import Path

VOID = {"meta", "br", "hr", "img", "input", "link"}


class Balance(HTMLParser):
    """Fails on tags that are not closed in order, and on anything fetched from elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not {"src", "href", "srcset"} & {name for name, _ in attrs}
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def parsed(page: str) -> list[str]:
    balance = Balance()
    balance.feed(page)
    assert balance.open == []
    return balance.texts


def golden(name: str) -> Path:
    return GOLDEN / name / "result.json"


def rewritten(tmp_path: Path, name: str, change: Any) -> Path:
    content = json.loads(golden(name).read_text(encoding="utf-8"))
    file = tmp_path / "changed.json"
    file.write_text(json.dumps(change(content)), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    "name", ["parameters_and_charts", "forex_eur_account", "cryptofuture_ada_hour", "history_frames", "pairs_zscore"]
)
def test_a_report_is_one_well_formed_page(name: str) -> None:
    data = read_result(golden(name))
    texts = parsed(report_page(data))
    for figure, value in data.statistics.items():
        assert figure in texts
        assert (value or "-") in texts


def test_a_report_shows_every_part_of_a_run() -> None:
    texts = parsed(report_page(read_result(golden("parameters_and_charts"))))
    for title in ("Equity", "Drawdown", "Returns by month", "Exposure", "Turnover", "Conformance", "Bars", "Averages"):
        assert title in texts
    assert "Orders (17)" in texts


def test_a_run_of_a_year_shows_rolling_figures() -> None:
    texts = parsed(report_page(read_result(golden("pairs_zscore"))))
    assert {"Rolling Sharpe ratio", "Rolling beta", "Profit of each trade"} <= set(texts)


def test_the_error_that_ended_a_run_is_shown() -> None:
    texts = parsed(report_page(read_result(golden("runtime_error_on_data"))))
    assert any("conformance error at bar 100" in text for text in texts)


def test_synthetic_data_are_named(tmp_path: Path) -> None:
    note = "SYNTHETIC DATA: random numbers"
    file = rewritten(tmp_path, "limit_orders", lambda content: content | {"serverStatistics": {SYNTHETIC_KEY: note}})
    assert note in parsed(report_page(read_result(file)))


def test_the_clouds_result_is_read_from_its_envelope(tmp_path: Path) -> None:
    def enveloped(content: dict[str, Any]) -> dict[str, Any]:
        content["charts"] = {
            name: {"Name": name, "Series": {key: {"Name": key, "Values": [
                {"x": point[0], "y": point[-1]} if isinstance(point, list) else point for point in series["values"]]}
                for key, series in chart["series"].items()}}
            for name, chart in content["charts"].items()
        }  # fmt: skip
        return {"success": True, "backtest": content | {"name": "Cloudy", "algorithmConfiguration": None}}

    data = read_result(rewritten(tmp_path, "limit_orders", enveloped))
    plain = read_result(golden("limit_orders"))
    assert data.name == "Cloudy"
    assert (data.equity, data.benchmark, data.orders) == (plain.equity, plain.benchmark, plain.orders)
    parsed(report_page(data))


def test_user_text_is_escaped(tmp_path: Path) -> None:
    def hostile(content: dict[str, Any]) -> dict[str, Any]:
        content["algorithmConfiguration"]["name"] = "</script><script>alert(1)</script>"
        content["charts"]["</script><b>"] = content["charts"].pop("Conformance")
        return content

    page = report_page(read_result(rewritten(tmp_path, "parameters_and_charts", hostile)))
    parsed(page)
    assert "<script>alert" not in page
    assert "<b>" not in page.split("<script>", maxsplit=1)[0].replace("<body>", "")


@pytest.mark.parametrize("text", ["no json", "[]", '{"orders": {}}'])
def test_what_is_no_result_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "other.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DataError):
        read_result(file)


def test_a_project_names_its_local_runs(tmp_path: Path) -> None:
    folder = tmp_path / "intraday_momentum" / "backtests" / "2026-01-01_00-00-00"
    folder.mkdir(parents=True)
    file = folder / "1.json"
    file.write_text(golden("limit_orders").read_text(encoding="utf-8"), encoding="utf-8")
    assert read_result(file).name == "Intraday momentum"


def test_a_comparison_shows_both_runs_and_what_differs() -> None:
    first, second = read_result(golden("limit_orders")), read_result(golden("stop_market"))
    texts = parsed(comparison_page(first, second, "Orders: the first difference is order 1"))
    assert {"Equity", "Drawdown", "Orders: the first difference is order 1"} <= set(texts)
    assert first.statistics["Net Profit"] in texts
    assert second.statistics["Net Profit"] in texts


def test_a_comparison_draws_the_gap_between_runs_of_the_same_days() -> None:
    first = read_result(golden("limit_orders"))
    second = replace(first, name="Better", equity=[(time, value + 1) for time, value in first.equity])
    assert "Difference of equity" in parsed(comparison_page(first, second, ""))
    assert "Difference of equity" not in parsed(comparison_page(first, first, ""))


def test_two_results_of_one_name_are_told_apart_by_their_folders() -> None:
    first, second = read_result(golden("limit_orders")), read_result(golden("stop_market"))
    texts = parsed(comparison_page(first, second, ""))
    assert {f"Back test ({name}/result.json)" for name in ("limit_orders", "stop_market")} <= set(texts)


def test_a_lone_point_is_a_dot_and_a_lone_chart_takes_the_whole_width() -> None:
    data = read_result(golden("limit_orders"))
    page = report_page(replace(data, equity=data.equity[:1], exposure=[], returns=[]))
    assert 'class="dots c0"' in page
    assert 'class="pairs"' not in page.split("<script>", maxsplit=1)[0]


def test_a_month_without_a_return_has_no_color() -> None:
    assert months({2013: {1: -0.04, 2: 0.06}}).count('class="heat "') == 1
