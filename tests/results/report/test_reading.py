"""A report reads every form of a result that LEAN and its cloud write, and names what is none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from minilean.enums import OrderStatus, OrderType
from minilean.errors import DataError
from minilean.results.report.page import report_page
from minilean.results.report.source import ReportData, read_result

STATISTICS = {"Total Orders": "1", "Total Fees": "$1.00"}


def read(tmp_path: Path, **parts: Any) -> ReportData:
    file = tmp_path / "result.json"
    file.write_text(json.dumps({"statistics": STATISTICS} | parts), encoding="utf-8")
    return read_result(file)


def chart(values: Any, **more: Any) -> dict[str, Any]:
    return {"Own": {"name": "Own", "series": {"Line": {"name": "Line", "unit": "", "values": values} | more}}}


def test_nothing_among_a_series_values_is_a_gap(tmp_path: Path) -> None:
    values = [None, [1380000000, None], [1380000060, float("nan")], [1380000120, "2.5"], {"x": 1380000180, "y": 3}]
    (series,) = read(tmp_path, charts=chart(values)).own_charts["Own"]
    assert series.points == [(1380000120.0, 2.5), (1380000180.0, 3.0)]


@pytest.mark.parametrize(
    ("kind", "status"), [(4, 3), ("MarketOnOpen", "Filled"), ("market_on_open", "filled"), ("4", "3")]
)
def test_orders_have_their_type_as_a_number_or_by_name(tmp_path: Path, kind: Any, status: Any) -> None:
    (order,) = read(tmp_path, orders=[{"id": 1, "type": kind, "status": status}]).orders
    assert (order.kind, order.status) == (OrderType.MARKET_ON_OPEN, OrderStatus.FILLED)


def test_orders_may_be_numbered_with_words(tmp_path: Path) -> None:
    data = read(tmp_path, orders={"a": {"id": "BYBIT-7", "quantity": "0.5", "symbol": "BTCUSDT"}})
    assert [(each.number, each.quantity, each.symbol) for each in data.orders] == [("BYBIT-7", 0.5, "BTCUSDT")]


def test_a_trade_without_an_exit_is_listed_and_not_drawn(tmp_path: Path) -> None:
    trade = {"symbol": "SPY", "direction": "Short", "profitLoss": "5.5", "exitTime": "0001-01-01T00:00:00"}
    data = read(tmp_path, totalPerformance={"closedTrades": [trade]})
    assert [(each.is_long, each.profit) for each in data.trades] == [(False, 5.5)]
    assert "Profit of each trade" not in report_page(data)


def test_a_series_of_a_kind_yet_unknown_is_a_line(tmp_path: Path) -> None:
    data = read(tmp_path, charts=chart([[1380000000, 1], [1380000060, 2]], seriesType=99))
    assert 'class="line c0"' in report_page(data)


def test_a_live_result_of_the_cloud_is_read_from_its_envelope(tmp_path: Path) -> None:
    file = tmp_path / "live.json"
    result = {"charts": chart([[1380000000, 1]]), "runtimeStatistics": {"Equity": "$5"}}
    file.write_text(json.dumps({"LiveResults": {"version": 1, "results": result}, "success": True}), encoding="utf-8")
    assert read_result(file).runtime == {"Equity": "$5"}


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        (
            {"charts": chart([[1.38e12, 1]])},
            "the time of value 0 of series 'Line' of chart 'Own' is 1380000000000.0, not",
        ),
        ({"charts": chart(["x"])}, "value 0 of series 'Line' of chart 'Own' is 'x', not a time and a number"),
        ({"charts": chart([[1380000000, "x"]])}, "value 0 of series 'Line' of chart 'Own' is 'x', not a number"),
        ({"charts": chart(5)}, "values of series 'Line' of chart 'Own' is 5, not a list"),
        ({"orders": [{"id": 1, "type": "Hope"}]}, "type of order 1 is 'Hope', which LEAN's OrderType lacks"),
        ({"orders": [{"id": 1, "quantity": []}]}, r"quantity of order 1 is \[\], not a number"),
        ({"orders": [{"id": 1, "time": "noon"}]}, "time of order 1 is 'noon', not a time such as"),
        ({"totalPerformance": {"closedTrades": [{"profitLoss": "much"}]}}, "profitLoss of closed trade 0 is 'much'"),
        ({"statistics": [1]}, "it holds no statistics"),
    ],
)
def test_what_lean_never_writes_is_named(tmp_path: Path, parts: dict[str, Any], sentence: str) -> None:
    with pytest.raises(DataError, match=sentence) as raised:
        read(tmp_path, **parts)
    assert str(raised.value).startswith(str(tmp_path / "result.json"))


def test_the_clouds_own_errors_are_told(tmp_path: Path) -> None:
    file = tmp_path / "refused.json"
    file.write_text('{"success": false, "errors": ["Backtest not found"]}', encoding="utf-8")
    with pytest.raises(DataError, match="the cloud's errors: Backtest not found"):
        read_result(file)


@pytest.mark.parametrize("text", ["[" * 100_000, "\x00", ""])
def test_broken_json_is_one_sentence(tmp_path: Path, text: str) -> None:
    file = tmp_path / "broken.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match="cannot be read as JSON"):
        read_result(file)
