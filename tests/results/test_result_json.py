"""Results print letter for letter as LEAN prints them."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from minilean.enums import ScatterMarkerSymbol, SeriesType
from minilean.interop.dates import TICK
from minilean.results.chart import Chart
from minilean.results.exact_json import read_exact_json
from minilean.results.json_text import compact, indented, time_text
from minilean.results.points import Candlestick, ChartPoint, ScatterChartPoint
from minilean.results.result_json import chart_object, color_text, performance_object, series_text
from minilean.results.series import BaseSeries, CandlestickSeries, Series, create_series
from minilean.statistics.builder import generate
from tests.results.golden_folder import GOLDEN
from tests.statistics.golden_run import NAMES, load, record_of

NOON = datetime(2013, 10, 7, 12)


def series_from(text: dict[str, Any]) -> BaseSeries:
    kind = SeriesType(int(text["seriesType"]))
    series = create_series(kind, text["name"], int(text["index"]), text["unit"])
    series.index_name, series.tooltip = text.get("indexName"), text.get("tooltip")
    for point in text["values"]:
        if kind == SeriesType.CANDLE:
            candle = Candlestick(int(point[0]))
            candle._open, candle._high, candle._low, candle._close = map(Decimal, point[1:])
            series.add_point(candle)
        else:
            time, value = point.values() if isinstance(point, dict) else point
            marker = ScatterChartPoint(int(time)) if isinstance(point, dict) else ChartPoint(int(time))
            marker._y = None if value is None else Decimal(value)
            series.add_point(marker)
    return series


@pytest.mark.parametrize("name", NAMES)
def test_charts_print_as_in_the_recorded_result(name: str) -> None:
    written = (GOLDEN / name / "result.json").read_text(encoding="utf-8")
    written = written.replace("\\u20ac", "€").replace("\\u20ae", "₮")
    for chart_name, text in read_exact_json(GOLDEN / name / "result.json")["charts"].items():
        chart = Chart(chart_name)
        chart.legend_disabled = text.get("legendDisabled", False)
        for series in text["series"].values():
            chart.add_series(series_from(series))
        assert f'"{chart_name}":{compact(chart_object(chart))}' in written


@pytest.mark.parametrize("name", ["limit_orders", "pairs_zscore", "forex_hour_spread", "buy_and_hold_hour"])
def test_statistics_print_as_in_the_recorded_result(name: str) -> None:
    written = (GOLDEN / name / "result.json").read_text(encoding="utf-8")
    performance = generate(record_of(load(name))).total_performance
    printed = performance_object(performance)
    for part in ("tradeStatistics", "portfolioStatistics"):
        assert f'"{part}":{compact(printed[part])}' in written
    keys = list(load(name)["totalPerformance"]["closedTrades"][0]) if performance.closed_trades else []
    assert all(list(trade)[1:] == keys for trade in printed["closedTrades"])


def test_a_series_has_all_that_users_may_set() -> None:
    series = Series("Signal", SeriesType.SCATTER, "%", "#FF0000", ScatterMarkerSymbol.TRIANGLE_DOWN)
    series.z_index = 3
    series.add_point(NOON, 1)
    series.add_point(ScatterChartPoint(NOON.replace(hour=13), 2.5, "bought"))
    assert series_text(series) == (
        '{"name":"Signal","unit":"%","index":0,"seriesType":1,"zIndex":3,"values":[{"x":1381147200,"y":1.0},'
        '{"x":1381150800,"y":2.5,"tooltip":"bought"}],"color":"#FF0000","scatterMarkerSymbol":"triangle-down"}'
    )


def test_a_pie_shows_the_sum_of_its_points() -> None:
    series = Series("Share", SeriesType.PIE)
    series.add_point(NOON, 1)
    series.add_point(NOON.replace(hour=13), 2)
    assert '"values":[[1381150800,3.0]]' in series_text(series)


def test_points_at_one_time_replace_each_other() -> None:
    series = CandlestickSeries("Bars", "$")
    series.add_point(NOON, 1, 2, 0, 1)
    series.add_point(NOON, [2, 3, 1, 2])
    assert '"values":[[1381147200,2.0,3.0,1.0,2.0]]' in series_text(series)


def test_a_color_prints_as_hexadecimal() -> None:
    class Red:
        r, g, b = 255, 0, 10

    assert color_text(Red()) == "#FF000A"
    assert not color_text(None)


def test_indentation_is_newtonsofts() -> None:
    assert indented({"a": {}, "b": [1, Decimal("1.50")], "c": "é\u2028"}) == (
        '{\n  "a": {},\n  "b": [\n    1,\n    1.50\n  ],\n  "c": "é\\u2028"\n}'
    )


def test_times_print_the_decimals_they_need() -> None:
    assert time_text(datetime(2013, 10, 7, 12, 0, 0, 1000)) == "2013-10-07T12:00:00.001Z"


def test_a_time_prints_the_tick_python_has_no_digit_for() -> None:
    assert time_text(datetime(2013, 10, 7, 12) + TICK) == "2013-10-07T12:00:00.0000001Z"
    assert time_text(datetime(2013, 10, 7, 12, 0, 0, 1000) + TICK) == "2013-10-07T12:00:00.0010001Z"
