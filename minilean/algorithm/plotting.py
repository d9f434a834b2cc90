"""Charts (Algorithm/QCAlgorithm.Plotting.cs)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minilean.data.bars import TradeBar
from minilean.enums import SeriesType
from minilean.errors import ArgumentError
from minilean.indicators.base import IndicatorBase
from minilean.interop.decimals import to_decimal
from minilean.interop.overloads import overloaded
from minilean.securities.symbol import Symbol

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm

RESERVED: dict[str, tuple[str, ...]] = {
    "Strategy Equity": ("Equity", "Return"),
    "Capacity": ("Strategy Capacity",),
    "Drawdown": ("Equity Drawdown",),
    "Benchmark": ("Benchmark",),
    "Assets Sales Volume": (),
    "Exposure": (),
    "Portfolio Margin": (),
    "Portfolio Turnover": ("Portfolio Turnover",),
}
"""Charts LEAN draws itself; an empty tuple reserves the whole chart."""
_DEFAULT_CHART = "Strategy Equity"
_CANDLE = 4


def add_chart(self: QCAlgorithm, chart: Any) -> None:
    """Adds a chart; one of the same name stays."""
    self._qc_charts.setdefault(chart.name, chart)


def add_series(
    self: QCAlgorithm,
    chart: str,
    series: str,
    series_type: SeriesType = SeriesType.LINE,
    unit: str = "$",
) -> None:
    """Adds a series to a chart, making the chart when there is none."""
    from minilean.results.chart import Chart
    from minilean.results.series import create_series

    known = self._qc_charts.setdefault(chart, Chart(chart))
    known.series[series] = create_series(series_type, series, unit=unit)


@overloaded(
    "series value",
    "series py_object",
    "series bar",
    "series open high low close",
    "chart series value",
    "chart series bar",
    "chart series open high low close",
    "chart first second third fourth",
)
def plot(self: QCAlgorithm, *arguments: Any) -> None:
    """Adds points.

    Arguments are ``(series, value)`` or ``(chart, series, value)``, with open, high, low and close or a bar instead of
    the value, or ``(chart, indicator, ...)``.
    """
    given: list[Any] = [str(each) if isinstance(each, Symbol) else each for each in arguments]
    chart, *rest = given
    if rest and isinstance(rest[0], IndicatorBase):
        for indicator in rest:
            _add(self, chart, indicator.name, [indicator.current._value])
        return
    if rest and isinstance(rest[0], str):
        series, *values = rest
    else:
        chart, series, values = _DEFAULT_CHART, chart, rest
    if values and isinstance(values[0], IndicatorBase):
        values = [values[0].current._value]
    if values and isinstance(values[0], TradeBar):
        bar = values[0]
        values = [bar._open, bar._high, bar._low, bar._close]
    _add(self, chart, series, [to_decimal(value) for value in values])


def _add(self: QCAlgorithm, chart_name: str, name: str, values: list[Any]) -> None:
    from minilean.results.chart import Chart
    from minilean.results.series import CandlestickSeries, Series

    reserved = RESERVED.get(chart_name)
    if reserved is not None and not reserved:
        message = f"'{chart_name}' is a reserved chart name."
        raise ArgumentError(message)
    if reserved is not None and name in reserved:
        message = f"'{name}' is a reserved series name for chart '{chart_name}'."
        raise ArgumentError(message)
    chart = self._qc_charts.get(chart_name)
    if chart is None:
        chart = self._qc_charts[chart_name] = Chart(chart_name)
    series = chart.series.get(name)
    if series is None:
        series = CandlestickSeries(name) if len(values) == _CANDLE else Series(name)
        chart.add_series(series)
    series.add_point(self._qc.utc, *values)


def record(self: QCAlgorithm, series: str, value: Any) -> None:
    """Adds a point to the equity chart."""
    plot(self, series, value)


@overloaded("chart first second third fourth", "chart wait_for_ready first second third fourth")
def plot_indicator(self: QCAlgorithm, chart: str, *arguments: Any) -> None:
    """Draws indicators whenever they are updated; a first True waits until they are ready."""
    waits = bool(arguments) and arguments[0] is True
    for indicator in arguments:
        if isinstance(indicator, IndicatorBase):
            indicator.updated += _plotter(self, chart, indicator, waits=waits)


def _plotter(self: QCAlgorithm, chart: str, indicator: IndicatorBase, *, waits: bool) -> Any:
    def draw(_: Any, __: Any) -> None:
        if not waits or indicator.is_ready:
            plot(self, chart, indicator)

    return draw
