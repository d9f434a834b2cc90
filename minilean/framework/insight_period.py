"""When insights close: bars counted through open markets (Common/Algorithm/Framework/Alphas/Insight.cs)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from minilean.data.zones import zone_clock
from minilean.enums import Resolution
from minilean.errors import ArgumentError
from minilean.framework.clock import END_OF_TIME, END_OF_TIME_SPAN, naive

if TYPE_CHECKING:
    from minilean.securities.exchange_hours import SecurityExchangeHours

Period = tuple[timedelta, datetime]
"""An insight's period and its close time in UTC."""
PeriodRule = Callable[[datetime, "SecurityExchangeHours"], Period]
"""From the generated time in UTC and the exchange's hours to the period."""

_MICROSECOND = timedelta(microseconds=1)
_TICKS_PER_MINUTE = 600_000_000
_SECOND = timedelta(seconds=1)
_MINUTE = timedelta(minutes=1)
_DAY = timedelta(days=1)
_SIZES = {Resolution.SECOND: _SECOND, Resolution.MINUTE: _MINUTE, Resolution.DAILY: _DAY}
NO_BARS = "Insight barCount must be greater than zero."
SHORT_PERIOD = "Insight period must be greater than or equal to 1 second."
PAST_CLOSE = "Insight closeTimeLocal must not be in the past."


def of_time_span(period: timedelta) -> PeriodRule:
    """Closes when so much open market time has passed; the period stays as given."""
    span = period or _SECOND
    return lambda generated, hours: (span, close_time_of_period(hours, generated, span))


def of_bars(resolution: Resolution, bar_count: int) -> PeriodRule:
    """Closes after so many bars; the period is the time in between."""

    def rule(generated: datetime, hours: SecurityExchangeHours) -> Period:
        close = close_time_of_bars(hours, generated, resolution, bar_count)
        return close - generated, close

    return rule


def until(close_time_local: datetime) -> PeriodRule:
    """Closes at a time of the exchange, or at the open after it.

    Raises ArgumentError when that has passed already.
    """

    def rule(generated: datetime, hours: SecurityExchangeHours) -> Period:
        close = _open_time(hours, close_time_local)
        if generated > close:
            raise ArgumentError(PAST_CLOSE)
        return close - generated, close

    return rule


def by_function(expiry: Callable[[datetime], datetime]) -> PeriodRule:
    """Closes when the function of the exchange's local time says, or at the open after it."""

    def rule(generated: datetime, hours: SecurityExchangeHours) -> Period:
        local = zone_clock(hours.time_zone).from_utc(generated)
        close = _open_time(hours, naive(expiry(local)))
        return close - generated, close

    return rule


def forever(generated: datetime, hours: SecurityExchangeHours) -> Period:  # noqa: ARG001 - a PeriodRule
    """Never closes."""
    return END_OF_TIME_SPAN, END_OF_TIME


def _open_time(hours: SecurityExchangeHours, local: datetime) -> datetime:
    if not hours.is_open(local, False):
        local = hours.get_next_market_open(local, False)
    return zone_clock(hours.time_zone).to_utc(local)


def close_time_of_bars(
    hours: SecurityExchangeHours, generated: datetime, resolution: Resolution, bar_count: int
) -> datetime:
    """The UTC time after so many bars with open market in them; hours are counted as 60 minutes."""
    if bar_count < 1:
        raise ArgumentError(NO_BARS)
    if resolution == Resolution.HOUR:
        bar_count *= 60
        resolution = Resolution.MINUTE
    size = _SIZES.get(resolution, _SECOND)
    clock = zone_clock(hours.time_zone)
    start = clock.from_utc(generated)
    return clock.to_utc(_after_days(hours, start, bar_count) if size == _DAY else _after(hours, start, size, bar_count))


def close_time_of_period(hours: SecurityExchangeHours, generated: datetime, period: timedelta) -> datetime:
    """The UTC time after a period: whole bars of its largest size, then minutes of what is left."""
    if period < _SECOND:
        raise ArgumentError(SHORT_PERIOD)
    resolution = _bar_resolution(period)
    size = _SIZES[resolution]
    count = period // size
    close = close_time_of_bars(hours, generated, resolution, count)
    if close == generated:
        return close_time_of_bars(hours, generated, Resolution.SECOND, 1)
    left = period - size * count
    minutes = _minutes_of_session(hours, left / _DAY) if resolution == Resolution.DAILY else left // _MINUTE
    return close_time_of_bars(hours, close, Resolution.MINUTE, minutes) if minutes > 0 else close


def _minutes_of_session(hours: SecurityExchangeHours, part: float) -> int:
    """Whole minutes in a part of a regular session, rounded as .NET's ticks are."""
    return round((hours.regular_market_duration // _MICROSECOND * 10) * part) // _TICKS_PER_MINUTE


def _bar_resolution(period: timedelta) -> Resolution:
    if period >= _DAY:
        return Resolution.DAILY
    return Resolution.MINUTE if period >= _MINUTE else Resolution.SECOND


def _after_days(hours: SecurityExchangeHours, start: datetime, days: int) -> datetime:
    current = start
    while days:
        current += _DAY
        days -= hours.is_date_open(current)
    return current


def _after(hours: SecurityExchangeHours, start: datetime, size: timedelta, bars: int) -> datetime:
    """Steps bar by bar (Time.GetEndTimeForTradeBars), but takes an open or closed stretch in one stride."""
    if hours.is_market_always_open:
        return start + size * bars
    current = start
    while bars:
        if hours.is_open(current, False):
            close = hours.get_next_market_close(current, False)
            steps = min(bars, max(1, -(-(close - current) // size)))
            bars -= steps
        else:
            opening = hours.get_next_market_open(current, False)
            steps = (opening - current) // size
            if not steps:  # the bar reaches over the open: it counts
                steps = 1
                bars -= 1
        current += size * steps
    return current
