"""Figures a report works out itself: returns by month, rolling Sharpe ratio and beta."""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minilean.results.report.source import Points, ReportData

_LATE_EVENING = 6 * 3600
"""A midnight sample closes the day before; so many seconds earlier every zone agrees which day that is."""
_DAY = 86_400
_SATURDAY = 5
_WEEKDAYS_ONLY = 300
_FEWEST = 20


@dataclass(frozen=True, slots=True)
class RollingFigures:
    """Ratios over a moving window of so many days."""

    days: int
    sharpe: Points
    beta: Points


def day_of(time: float) -> datetime:
    """The day a sample closes, as a UTC time in its evening."""
    return datetime.fromtimestamp(time - _LATE_EVENING, UTC)


def monthly_returns(equity: Points) -> dict[int, dict[int, float]]:
    """Returns in percent by year and month; the first and the last month may be part of one."""
    months: dict[tuple[int, int], float] = {}
    for time, value in equity:
        day = day_of(time)
        months[day.year, day.month] = value
    returns: dict[int, dict[int, float]] = {}
    before = equity[0][1] if equity else 0.0
    for (year, month), value in months.items():
        returns.setdefault(year, {})[month] = (value / before - 1) * 100 if before else 0.0
        before = value
    # the very first sample closes the evening before the run began: no month of the run
    if len(equity) > 1 and day_of(equity[0][0]).month != day_of(equity[1][0]).month:
        first = day_of(equity[0][0])
        returns[first.year].pop(first.month)
        if not returns[first.year]:
            returns.pop(first.year)
    return returns


def compounded(returns: Sequence[float]) -> float:
    """Percent returns one after the other, as one."""
    return (math.prod(1 + each / 100 for each in returns) - 1) * 100


def rolling_figures(data: ReportData) -> RollingFigures | None:
    """Sharpe ratio and beta over half a year, or a quarter of a shorter run; none for very short ones."""
    own, market = _daily_returns(data)
    window = min(data.trading_days // 2, len(own) // 4)
    if window < _FEWEST:
        return None
    sharpe: Points = []
    beta: Points = []
    for end in range(window, len(own) + 1):
        returns = [value for _, value in own[end - window : end]]
        mean = sum(returns) / window
        variance = sum((value - mean) ** 2 for value in returns) / (window - 1)
        time = own[end - 1][0]
        if variance > 0:
            sharpe.append((time, mean / math.sqrt(variance) * math.sqrt(data.trading_days)))
        if any(market):
            beta.append((time, _beta(returns, mean, market[end - window : end])))
    return RollingFigures(window, sharpe, beta)


def _beta(returns: list[float], mean: float, market: list[float]) -> float:
    market_mean = sum(market) / len(market)
    spread = sum((value - market_mean) ** 2 for value in market)
    if not spread:
        return 0.0
    common = sum((own - mean) * (other - market_mean) for own, other in zip(returns, market, strict=True))
    return common / spread


def _daily_returns(data: ReportData) -> tuple[Points, list[float]]:
    """Own and the benchmark's returns of the days the market is open."""
    times = [time for time, _ in data.benchmark]
    own: Points = []
    market: list[float] = []
    for time, percent in data.returns[1:]:
        if data.trading_days < _WEEKDAYS_ONLY and day_of(time).weekday() >= _SATURDAY:
            continue
        own.append((time, percent / 100))
        if times:
            now = data.benchmark[max(bisect_right(times, time) - 1, 0)][1]
            before = data.benchmark[max(bisect_right(times, time - _DAY) - 1, 0)][1]
            market.append(now / before - 1 if before else 0.0)
    return own, market


def rebased(points: Points, start: float) -> Points:
    """A series scaled so that it begins at start; empty if it has no value to begin with."""
    first = next((value for _, value in points if value), 0.0)
    return [(time, value / first * start) for time, value in points if value] if first else []


def averaged(points: Points, most: int) -> Points:
    """At most so many points, each the mean of a stretch."""
    stretch = math.ceil(len(points) / most) or 1
    parts = (points[begin : begin + stretch] for begin in range(0, len(points), stretch))
    return [(part[0][0], sum(value for _, value in part) / len(part)) for part in parts]


def thinned(points: Points, most: int) -> Points:
    """At most so many points, with the lowest and the highest of every stretch kept."""
    if len(points) <= most:
        return points
    stretch = math.ceil(len(points) / (most / 2))
    kept: Points = []
    for begin in range(0, len(points), stretch):
        part = points[begin : begin + stretch]
        low, high = min(part, key=lambda point: point[1]), max(part, key=lambda point: point[1])
        kept.extend([low] if low is high else sorted((low, high)))
    if kept[-1] != points[-1]:
        kept.append(points[-1])
    return kept
