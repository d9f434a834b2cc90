"""The share of the portfolio each position's margin takes (Common/Securities/Positions/PortfolioMarginChart.cs)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.enums import SeriesType
from minilean.interop.decimals import ZERO, round_to_significant_digits
from minilean.results.points import ChartPoint
from minilean.results.series import Series
from minilean.securities.buying_power.model_calls import maintenance_margin_of_quantity

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal

    from minilean.results.chart import Chart
    from minilean.securities.portfolio import SecurityPortfolioManager

MARGIN_CHART = "Portfolio Margin"
_OTHERS = "OTHERS"
_MOST_SERIES = 40
_GRAY = "#808080"


def add_margin_sample(chart: Chart, portfolio: SecurityPortfolioManager, utc_time: datetime, value: Decimal) -> None:
    """Adds each position's margin in percent of the portfolio's value; all but the largest 40 share a series."""
    shares = _shares(portfolio, value)
    if not shares:
        return
    largest = set(sorted(shares, key=lambda name: -shares[name])[:_MOST_SERIES])
    others: Decimal | None = None
    for name, share in shares.items():
        if name in largest:
            _series(chart, name).add_point(ChartPoint.of(utc_time, share * 100))
        else:
            others = (others or ZERO) + share * 100
    if others is not None:
        _series(chart, _OTHERS).add_point(ChartPoint(utc_time, others))
    for series in chart.series.values():
        last = series.values[-1] if series.values else None
        if last is None or (last.time != utc_time and last._y is not None):
            series.add_point(ChartPoint(utc_time, None))


def remove_single_points(chart: Chart) -> None:
    """Takes out series of fewer than two values, which an area chart cannot draw."""
    chart.series = {
        name: series for name, series in chart.series.items() if sum(each._y is not None for each in series.values) > 1
    }


def _shares(portfolio: SecurityPortfolioManager, value: Decimal) -> dict[str, Decimal]:
    shares: dict[str, Decimal] = {}
    for security in portfolio.positions.held():
        used = maintenance_margin_of_quantity(security, security.holdings._quantity)
        shares[security.symbol.value] = round_to_significant_digits(used / value, 4) if value else ZERO
    return shares


def _series(chart: Chart, name: str) -> Series:
    series = chart.series.get(name)
    if series is None:
        series = chart.series[name] = Series(name, SeriesType.BAR, 0, "%")
        series.tooltip = "{SERIES_NAME}: {VALUE}%"
        series.index_name = "Margin Used (%)"
        if name == _OTHERS:
            series.color = _GRAY
    return series
