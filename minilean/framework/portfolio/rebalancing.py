"""When a portfolio is rebalanced: what users give turned into a function of the UTC time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

from minilean.enums import Resolution
from minilean.errors import ArgumentError
from minilean.framework.clock import END_OF_TIME, aware, naive

RebalancingFunction = Callable[[datetime], datetime | None]
"""From a naive UTC time to the next rebalancing time, None for not before the next call."""

_SPANS = {
    Resolution.TICK: timedelta(),
    Resolution.SECOND: timedelta(seconds=1),
    Resolution.MINUTE: timedelta(minutes=1),
    Resolution.HOUR: timedelta(hours=1),
    Resolution.DAILY: timedelta(days=1),
}
_NAMES = ("rebalance", "rebalancing_date_rules", "rebalancing_func", "time_span", "rebalance_resolution", "resolution")


def span_of(resolution: Resolution) -> timedelta:
    """The length of a bar of the resolution; zero for ticks."""
    return _SPANS[resolution]


def rebalancing_function(rebalance: Any) -> RebalancingFunction | None:
    """A resolution, a timedelta, a date rule, a function of the aware UTC time, or None for every time."""
    if rebalance is None:
        return None
    if isinstance(rebalance, Resolution):
        return _every(span_of(rebalance))
    if isinstance(rebalance, timedelta):
        return _every(rebalance) if rebalance else None
    if hasattr(rebalance, "get_dates"):
        return of_date_rule(rebalance)
    if callable(rebalance):
        return _of_users(rebalance)
    return None


def rebalance_argument(rebalance: Any, named: dict[str, Any]) -> Any:
    """The first argument of a construction model, by whichever of LEAN's names it came."""
    for name in _NAMES:
        if name in named:
            rebalance = named.pop(name)
    if named:
        message = f"unknown arguments: {', '.join(named)}"
        raise ArgumentError(message)
    return rebalance


def _every(span: timedelta) -> RebalancingFunction:
    return lambda utc: utc + span


def _of_users(function: Callable[[datetime], datetime | None]) -> RebalancingFunction:
    def rebalance(utc: datetime) -> datetime | None:
        time = function(aware(utc))
        return None if time is None else naive(time)

    return rebalance


def of_date_rule(date_rule: Any) -> RebalancingFunction:
    """The dates of a rule one by one, from the first call on (Extensions.ToFunc)."""
    dates: Iterator[datetime] | None = None
    current = END_OF_TIME

    def rebalance(utc: datetime) -> datetime | None:
        nonlocal dates, current
        if dates is None:
            dates = iter(date_rule.get_dates(utc, END_OF_TIME))
            current = next(dates, END_OF_TIME)
        if utc >= current:
            current = next(dates, END_OF_TIME)
        return current

    return rebalance
