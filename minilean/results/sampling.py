"""Samples a back test's charts in LEAN's order (Engine/Results/BaseResultsHandler.cs, BacktestingResultHandler.cs)."""

from __future__ import annotations

import functools
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from minilean.data.zones import zone_clock
from minilean.engine.benchmarks import benchmark_value
from minilean.enums import SecurityType, SeriesType
from minilean.interop.decimals import ONE, ZERO, round_half_even, smart_rounding
from minilean.results.chart import Chart
from minilean.results.margin_chart import MARGIN_CHART, add_margin_sample
from minilean.results.points import Candlestick, ChartPoint
from minilean.results.series import BaseSeries, create_series
from minilean.statistics.capacity import CapacityEstimate
from minilean.statistics.measures import drawdown_percent
from minilean.statistics.spans import TICKS_PER_MICROSECOND, TICKS_PER_SECOND, ticks_between

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from minilean.algorithm.facade import QCAlgorithm
    from minilean.results.points import Point

STRATEGY_EQUITY, EQUITY, RETURN = "Strategy Equity", "Equity", "Return"
BENCHMARK, DRAWDOWN, TURNOVER = "Benchmark", "Drawdown", "Portfolio Turnover"
_SALES_VOLUME, _EXPOSURE, _CAPACITY = "Assets Sales Volume", "Exposure", "Capacity"
_MOST_TRADED = 30
_SKIPPED = "Exceeded maximum data points per series for organization tier, chart update skipped."
_SAMPLES = 4000
_SHORTEST_PERIOD = 4.0
_TICKS_PER_MINUTE = 60 * TICKS_PER_SECOND
_LOST_TICKS = 9
"""Of an end at the last tick of a day, which Python's microseconds cannot hold."""


@functools.cache
def _long_name(kind: SecurityType) -> str:
    return f"{kind.dotnet_name} - Long Ratio"


@functools.cache
def _short_name(kind: SecurityType) -> str:
    return f"{kind.dotnet_name} - Short Ratio"


class EquityBar:
    """Open, high, low and close of the portfolio's value since the last sample."""

    __slots__ = ("_close", "_high", "_low", "_open")

    def __init__(self, value: Decimal) -> None:
        self._open = self._high = self._low = self._close = round_half_even(value, 4)

    def update(self, value: Decimal) -> None:
        """Takes the value of a moment; a worthless portfolio leaves no trace, as in LEAN."""
        if value > ONE and self._low < value < self._high:
            self._close = value
            return
        value = round_half_even(value, 4)
        if not value:
            return
        if not self._open:
            self._open = self._high = self._low = value
        elif value > self._high:
            self._high = value
        elif value < self._low:
            self._low = value
        self._close = value

    def candle(self, time: datetime) -> Candlestick:
        """The bar as a point of a chart."""
        return Candlestick.of(time, self._open, self._high, self._low, round_half_even(self._close, 4))


class ChartSampler:
    """Keeps all charts of a run. Times are UTC, money is in the account currency."""

    def __init__(self, algorithm: QCAlgorithm, starting_portfolio_value: Decimal, currency_symbol: str) -> None:
        self.charts: dict[str, Chart] = {}
        self.starting_portfolio_value = starting_portfolio_value
        self.capacity = CapacityEstimate(algorithm)
        self._algorithm = algorithm
        self._portfolio = algorithm.portfolio
        self._currency_symbol = currency_symbol
        self._highest_value = self._daily_value = starting_portfolio_value
        self._sales_volumes = (ZERO, ZERO)
        self._last_turnover: datetime | None = None
        self._bar: EquityBar | None = None
        period = resample_period(algorithm.start_date, algorithm.end_date)
        # the first microsecond past the period, part ticks and all
        self._resample_after = timedelta(microseconds=period // TICKS_PER_MICROSECOND + 1)
        self._next_sample = datetime.min
        chart = self.charts[STRATEGY_EQUITY] = Chart(STRATEGY_EQUITY)
        chart.add_series(create_series(SeriesType.CANDLE, EQUITY))
        chart.add_series(create_series(SeriesType.BAR, RETURN, 1, "%"))
        self.portfolio_value = starting_portfolio_value
        self.benchmark_value = ZERO

    def values(self, chart: str, series: str) -> list[Any]:
        """The points of a series; empty where there is none."""
        found = self.charts.get(chart)
        known = found.series.get(series) if found is not None else None
        return known.values if known is not None else []

    def on_warmup_finished(self) -> None:
        """Takes the portfolio's value as the starting one: prices and rates are current now."""
        value = self.portfolio_value = self._portfolio._total_portfolio_value
        if self._highest_value != value:
            self._highest_value = value
        if self._daily_value != value:
            self._daily_value = value
        if self.starting_portfolio_value != value:
            self.starting_portfolio_value = value
            self._bar = None

    def sample(self, utc_time: datetime) -> None:
        """The daily sample of every chart, at each midnight of the algorithm and at the end."""
        value = self.portfolio_value = self._portfolio._total_portfolio_value
        benchmark = self._algorithm.benchmark
        if benchmark is not None:
            self.benchmark_value = smart_rounding(benchmark_value(benchmark, utc_time))
        change = self.daily_change(value)
        self._highest_value = max(value, self._highest_value)
        self._update_bar()
        self._sample_equity(utc_time)
        self._add(BENCHMARK, BENCHMARK, 0, SeriesType.LINE, ChartPoint.of(utc_time, self.benchmark_value))
        self._add(STRATEGY_EQUITY, RETURN, 1, SeriesType.BAR, ChartPoint.of(utc_time, change), "%")
        self._sample_drawdown(utc_time, value)
        self._sample_sales_volume(utc_time)
        self._sample_exposure(utc_time, value)
        capacity = ChartPoint.of(utc_time, self.capacity._capacity)
        self._add(_CAPACITY, "Strategy Capacity", 0, SeriesType.LINE, capacity, self._currency_symbol)
        self._sample_turnover(utc_time, value)
        add_margin_sample(self._margin_chart(), self._portfolio, utc_time, value)
        self._daily_value = value

    def daily_change(self, value: Decimal) -> Decimal:
        """The change in percent since the last daily sample."""
        if not self._daily_value:
            return ZERO
        return round_half_even((value - self._daily_value) * 100 / self._daily_value, 10)

    def update(self, utc_time: datetime, force: bool = False) -> bool:
        """Follows the portfolio's value after a step; true if the equity was sampled."""
        self.portfolio_value = self._portfolio._total_portfolio_value
        self.capacity.update_market_capacity(force)
        self._update_bar()
        if not force and utc_time < self._next_sample:
            return False
        self._next_sample = utc_time + self._resample_after
        self._sample_equity(utc_time)
        return True

    def _update_bar(self) -> None:
        if self._bar is None:
            self._bar = EquityBar(self.portfolio_value)
        else:
            self._bar.update(self.portfolio_value)

    def _sample_equity(self, utc_time: datetime) -> None:
        bar = self._bar or EquityBar(self.portfolio_value)
        candle = bar.candle(utc_time)
        self._add(STRATEGY_EQUITY, EQUITY, 0, SeriesType.CANDLE, candle, self._currency_symbol)
        self._bar = None

    def _sample_drawdown(self, utc_time: datetime, value: Decimal) -> None:
        if self._highest_value:
            drawdown = drawdown_percent(value, self._highest_value)
            self._add(DRAWDOWN, "Equity Drawdown", 0, SeriesType.LINE, ChartPoint.of(utc_time, drawdown), "%")

    def _sample_sales_volume(self, utc_time: datetime) -> None:
        traded = [holding for holding in self._portfolio.values() if holding._total_sale_volume]
        traded.sort(key=lambda holding: -holding._total_sale_volume)
        for holding in traded[:_MOST_TRADED]:
            point = ChartPoint.of(utc_time, holding._total_sale_volume)
            name = holding.symbol.value
            self._add(_SALES_VOLUME, name, 0, SeriesType.TREEMAP, point, self._currency_symbol)

    def _sample_exposure(self, utc_time: datetime, value: Decimal) -> None:
        if not value:
            return
        long: dict[SecurityType, Decimal] = {}
        short: dict[SecurityType, Decimal] = {}
        for holding in self._portfolio.values():
            kind = holding.symbol.security_type
            if kind not in long:
                long[kind] = short[kind] = ZERO
            worth = holding._holdings_value
            if worth > 0:
                long[kind] += worth
            else:
                short[kind] += worth
        for totals, name in ((long, _long_name), (short, _short_name)):
            for kind, total in totals.items():
                ratio = ChartPoint.of(utc_time, round_half_even(total / value, 4) if total else ZERO)
                self._add(_EXPOSURE, name(kind), 0, SeriesType.LINE, ratio, "")

    def _sample_turnover(self, utc_time: datetime, value: Decimal) -> None:
        algorithm = self._algorithm
        if not value or algorithm.start_date == zone_clock(algorithm.time_zone).from_utc(utc_time):
            return
        volume = self._portfolio._total_sale_volume
        last, before = self._sales_volumes
        base = before if self._last_turnover == utc_time else last
        self._sales_volumes = (volume, last)
        self._last_turnover = utc_time
        turnover = ChartPoint.of(utc_time, (volume - base) / value)
        self._add(TURNOVER, TURNOVER, 0, SeriesType.LINE, turnover, "%")

    def _margin_chart(self) -> Chart:
        chart = self.charts.get(MARGIN_CHART)
        if chart is None:
            chart = self.charts[MARGIN_CHART] = Chart(MARGIN_CHART)
            chart.legend_disabled = True
        return chart

    def _add(self, chart_name: str, name: str, index: int, kind: SeriesType, point: Point, unit: str = "$") -> None:
        """Adds a point that is later than the series' last; nothing while warming up."""
        if self._algorithm.is_warming_up:
            return
        chart = self.charts.get(chart_name)
        if chart is None:
            chart = self.charts[chart_name] = Chart(chart_name)
        series: BaseSeries | None = chart.series.get(name)
        if series is None:
            series = create_series(kind, name, index, unit)
            chart.add_series(series)
        values = series.values
        if not values or point.time > values[-1].time:
            values.append(point)
        elif chart_name == TURNOVER:
            series.add_point(point)


def resample_period(start: datetime, end: datetime) -> int:
    """How many ticks lie between equity samples: 4 minutes, or a 4000th of a longer run."""
    span = ticks_between(start, end) + (_LOST_TICKS if end.microsecond == 999_999 else 0)
    minutes = span / _TICKS_PER_MINUTE
    return int(max(_SHORTEST_PERIOD, minutes / _SAMPLES) * _TICKS_PER_MINUTE)


class UserCharts:
    """Copies what users plot into the run's charts, within LEAN's limits (BacktestingResultHandler.SampleRange)."""

    def __init__(self, charts: dict[str, Chart], most_series: int, most_points: int) -> None:
        self._charts = charts
        self._most_series = most_series
        self._most_points = most_points
        self._names: set[str] = set()
        self._overflowing: set[tuple[str, str]] = set()
        self._told_of_series = False

    def add(self, updates: Iterable[Chart]) -> list[str]:
        """Adds the new points; returns what users must be told."""
        told: list[str] = []
        for update in updates:
            chart = self._charts.get(update.name)
            if chart is None:
                chart = self._charts[update.name] = Chart(update.name)
            for series in update.series.values():
                if self._is_within_limit(series.name, told) and series.values:
                    self._append(chart, series, told)
        return told

    def _is_within_limit(self, name: str, told: list[str]) -> bool:
        if len(self._names) < self._most_series:
            self._names.add(name)
        elif name not in self._names:
            if not self._told_of_series:
                self._told_of_series = True
                told.append(
                    "Exceeded maximum chart series count for organization tier, new series will be ignored. "
                    f"Limit is currently set at {self._most_series}. https://qnt.co/docs-charting-quotas"
                )
            return False
        return True

    def _append(self, chart: Chart, series: BaseSeries, told: list[str]) -> None:
        known = chart.try_add_and_get_series(str(series.name), series)
        if series.series_type == SeriesType.PIE:
            known.add_point(series.consolidate_chart_points())
        elif len(known.values) + len(series.values) <= self._most_points:
            known.values.extend(series.values)
        elif (chart.name, str(series.name)) not in self._overflowing:
            self._overflowing.add((chart.name, str(series.name)))
            told.append(
                f"{_SKIPPED} Chart Name {chart.name}. Series name {series.name}. https://qnt.co/docs-charting-quotas"
                f"Limit is currently set at {self._most_points}"
            )
