"""Rules that choose the times of scheduled events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from minilean.data.zones import zone_clock
from minilean.errors import ArgumentError
from minilean.interop.names import dotnet
from minilean.scheduling.rules import FuncTimeRule
from minilean.scheduling.schedule_rules import BaseScheduleRules

if TYPE_CHECKING:
    from minilean.securities.exchange_hours import SecurityExchangeHours

_DAY = timedelta(days=1)
_TICK = timedelta(microseconds=1)
_HALF_DAY = timedelta(hours=12)


@dotnet
class TimeRules(BaseScheduleRules):
    """What users reach as ``self.time_rules`` (Common/Scheduling/TimeRules.cs).

    Minutes may be fractions. Rules about opens and closes take a symbol, or stand for the
    earliest open and the latest close of the algorithm's markets.
    """

    @property
    def now(self) -> FuncTimeRule:
        """At the time that it is when the event is first looked at."""
        return FuncTimeRule("Now", lambda dates: (self._utc_now() for _ in dates))

    @property
    def midnight(self) -> FuncTimeRule:
        """At the start of the day."""
        return FuncTimeRule("Midnight", lambda dates: (zone_clock(self.time_zone).to_utc(date) for date in dates))

    @property
    def noon(self) -> FuncTimeRule:
        """Twelve hours after the start of the day, whatever the clocks do in between."""
        return FuncTimeRule(
            "Noon", lambda dates: (zone_clock(self.time_zone).to_utc(date) + _HALF_DAY for date in dates)
        )

    def at(
        self,
        hour: int | timedelta | None = None,
        minute: int | ZoneInfo = 0,
        second: int | ZoneInfo = 0,
        time_zone: ZoneInfo | None = None,
        *,
        time_of_day: timedelta | None = None,
    ) -> FuncTimeRule:
        """At a time of day: ``at(9, 30)``, ``at(9, 30, 15)``, ``at(timedelta(hours=9))``, or with a zone last."""
        parts = [part for part in (hour, minute, second, time_zone, time_of_day) if part is not None]
        zones = [part for part in parts if isinstance(part, ZoneInfo)]
        spans = [part for part in parts if isinstance(part, timedelta)]
        numbers = [part for part in parts if isinstance(part, int)]
        span = spans[0] if spans else timedelta(hours=numbers[0], minutes=numbers[1], seconds=sum(numbers[2:3]))
        clock = zone_clock(zones[0] if zones else self.time_zone)
        name = _two_decimals(span / timedelta(hours=1))
        return FuncTimeRule(name, lambda dates: (clock.to_utc(date + span) for date in dates))

    def every(self, interval: timedelta) -> FuncTimeRule:
        """Again and again from midnight on; raises ArgumentError for an interval that is not positive."""
        if interval <= timedelta():
            message = "TimeRules.Every(): time span interval can not be zero or less"
            raise ArgumentError(message)
        name = f"Every {_two_decimals(interval / timedelta(minutes=1))} min"
        return FuncTimeRule(name, lambda dates: _every(dates, interval, self.time_zone))

    def before_market_open(
        self, symbol: Any = None, minutes_before_open: float = 0, extended_market_open: bool = False
    ) -> FuncTimeRule:
        """Minutes before the open."""
        owner, minutes, extended = _arguments(symbol, minutes_before_open, extended_market_open)
        return self._market_open(owner, -minutes, extended=extended)

    def after_market_open(
        self, symbol: Any = None, minutes_after_open: float = 0, extended_market_open: bool = False
    ) -> FuncTimeRule:
        """Minutes after the open."""
        owner, minutes, extended = _arguments(symbol, minutes_after_open, extended_market_open)
        return self._market_open(owner, minutes, extended=extended)

    def before_market_close(
        self, symbol: Any = None, minutes_before_close: float = 0, extended_market_close: bool = False
    ) -> FuncTimeRule:
        """Minutes before the close."""
        owner, minutes, extended = _arguments(symbol, minutes_before_close, extended_market_close)
        return self._market_close(owner, minutes, extended=extended)

    def after_market_close(
        self, symbol: Any = None, minutes_after_close: float = 0, extended_market_close: bool = False
    ) -> FuncTimeRule:
        """Minutes after the close."""
        owner, minutes, extended = _arguments(symbol, minutes_after_close, extended_market_close)
        return self._market_close(owner, -minutes, extended=extended)

    def _market_open(self, owner: Any, minutes: float, *, extended: bool) -> FuncTimeRule:
        side = "after" if minutes > 0 else "before"
        name = f"{_two_decimals(abs(minutes))} min {side} {'Extended' if extended else ''}MarketOpen"
        delay = timedelta(minutes=minutes)
        if owner is None:
            return FuncTimeRule(name, lambda dates: self._earliest_opens(dates, delay, extended=extended))
        symbol = self._symbol_of(owner)
        hours = self._hours_of(symbol)
        return FuncTimeRule(f"{symbol}: {name}", lambda dates: _opens(dates, hours, delay, extended=extended))

    def _market_close(self, owner: Any, minutes: float, *, extended: bool) -> FuncTimeRule:
        side = "before" if minutes > 0 else "after"
        name = f"{_two_decimals(abs(minutes))} min {side} {'Extended' if extended else ''}MarketClose"
        lead = timedelta(minutes=minutes)
        if owner is None:
            return FuncTimeRule(name, lambda dates: self._latest_closes(dates, lead, extended=extended))
        symbol = self._symbol_of(owner)
        hours = self._hours_of(symbol)
        return FuncTimeRule(f"{symbol}: {name}", lambda dates: _closes(dates, hours, lead, extended=extended))

    def _earliest_opens(self, dates: Iterable[datetime], delay: timedelta, *, extended: bool) -> Iterator[datetime]:
        markets = self._hours_of_all()
        for date in dates:
            times = [time for hours in markets for time in _opens([date], hours, delay, extended=extended)]
            if times:
                yield min(times)

    def _latest_closes(self, dates: Iterable[datetime], lead: timedelta, *, extended: bool) -> Iterator[datetime]:
        markets = self._hours_of_all()
        for date in dates:
            times = [time for hours in markets for time in _closes([date], hours, lead, extended=extended)]
            if times:
                yield max(times)


def _arguments(symbol: Any, minutes: float, extended: bool) -> tuple[Any, float, bool]:
    """Moves minutes that stand first, without a symbol, into their place."""
    if isinstance(symbol, int | float):
        return None, symbol, bool(minutes) or extended
    return symbol, minutes, extended


def _opens(
    dates: Iterable[datetime], hours: SecurityExchangeHours, delay: timedelta, *, extended: bool
) -> Iterator[datetime]:
    """The first open of each date that has one, in UTC, moved by the delay."""
    clock = zone_clock(hours.time_zone)
    for date in dates:
        market_open = hours.get_first_daily_market_open(date + _DAY - _TICK, extended)
        if hours.is_date_open(date, extended) and market_open.date() == date.date():
            yield clock.to_utc(market_open + delay)


def _closes(
    dates: Iterable[datetime], hours: SecurityExchangeHours, lead: timedelta, *, extended: bool
) -> Iterator[datetime]:
    """The last close of each date that is open, in UTC, moved back by the lead."""
    clock = zone_clock(hours.time_zone)
    for date in dates:
        market_close = hours.get_last_daily_market_close(date, extended)
        if hours.is_date_open(date, extended):
            yield clock.to_utc(market_close - lead)


def _every(dates: Iterable[datetime], interval: timedelta, time_zone: ZoneInfo) -> Iterator[datetime]:
    clock = zone_clock(time_zone)
    for date in dates:
        time = timedelta()
        while time < _DAY:
            yield clock.to_utc(date + time)
            time += interval


def _two_decimals(number: float) -> str:
    """Prints as .NET's ``0.##``."""
    rounded = Decimal(repr(number)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{rounded:f}".rstrip("0").rstrip(".")
