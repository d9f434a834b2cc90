"""Rules that choose the dates of scheduled events."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from minilean.data.zones import zone_clock
from minilean.enums import DayOfWeek
from minilean.errors import ArgumentError
from minilean.interop.names import dotnet
from minilean.scheduling.periods import PeriodSearch, days_of_months, days_of_weeks, trading_weekdays
from minilean.scheduling.rules import FuncDateRule
from minilean.scheduling.schedule_rules import BaseScheduleRules
from minilean.securities.exchange_hours import day_of_week

if TYPE_CHECKING:
    from minilean.securities.symbol import Symbol

_DAY = timedelta(days=1)
_MONTHS = {"Month": (1, 30), "Quarter": (3, 92), "Year": (12, 365)}
_LARGEST_WEEK_OFFSET = 6


@dotnet
class DateRules(BaseScheduleRules):
    """What users reach as ``self.date_rules`` (Common/Scheduling/DateRules.cs).

    Rules that take a symbol count its trading days, others count all days. An offset may stand
    alone, as in ``month_start(2)``. Offsets out of range raise ArgumentError.
    """

    def on(self, *dates: Any) -> FuncDateRule:
        """On the dates given."""
        if len(dates) == 3 and all(isinstance(part, int) for part in dates):
            days = [datetime(*dates)]
        else:
            flat = [day for part in dates for day in (part if isinstance(part, Iterable) else (part,))]
            days = [datetime(day.year, day.month, day.day) for day in flat]
        name = ",".join(f"{day:%m/%d/%Y}" for day in days)
        return FuncDateRule(name, lambda start, end: [day for day in days if start <= day <= end])

    @property
    def today(self) -> FuncDateRule:
        """On the day that it is when the event is first looked at."""
        return FuncDateRule("TodayOnly", lambda _start, _end: self._days_from_now(0))

    @property
    def tomorrow(self) -> FuncDateRule:
        """On the day after."""
        return FuncDateRule("TomorrowOnly", lambda _start, _end: self._days_from_now(1))

    def _days_from_now(self, days: int) -> list[datetime]:
        now = zone_clock(self.time_zone).from_utc(self._utc_now())
        return [datetime(now.year, now.month, now.day) + days * _DAY]

    def every(self, *days: DayOfWeek | Iterable[DayOfWeek]) -> FuncDateRule:
        """On the weekdays given."""
        flat = [DayOfWeek(day) for part in days for day in (part if isinstance(part, Iterable) else (part,))]
        name = ",".join(day.dotnet_name for day in flat)
        return FuncDateRule(name, lambda start, end: (day for day in _each_day(start, end) if day_of_week(day) in flat))

    def every_day(self, symbol: Any = None, extended_market_hours: bool = False) -> FuncDateRule:
        """On every day, or on every day the symbol trades."""
        if symbol is None:
            return FuncDateRule("EveryDay", _each_day)
        owner = self._symbol_of(symbol)
        hours = self._hours_of(owner)
        return FuncDateRule(
            f"{owner.value}: EveryDay",
            lambda start, end: (day for day in _each_day(start, end) if hours.is_date_open(day, extended_market_hours)),
        )

    def year_start(self, symbol: Any = None, days_offset: int = 0, extended_market_hours: bool = True) -> FuncDateRule:
        """On the first day of each year, or days later."""
        return self._period("Year", symbol, days_offset, extended_market_hours, forward=True)

    def year_end(self, symbol: Any = None, days_offset: int = 0, extended_market_hours: bool = True) -> FuncDateRule:
        """On the last day of each year, or days earlier."""
        return self._period("Year", symbol, days_offset, extended_market_hours, forward=False)

    def quarter_start(
        self, symbol: Any = None, days_offset: int = 0, extended_market_hours: bool = True
    ) -> FuncDateRule:
        """On the first day of each quarter, or days later."""
        return self._period("Quarter", symbol, days_offset, extended_market_hours, forward=True)

    def quarter_end(self, symbol: Any = None, days_offset: int = 0, extended_market_hours: bool = True) -> FuncDateRule:
        """On the last day of each quarter, or days earlier."""
        return self._period("Quarter", symbol, days_offset, extended_market_hours, forward=False)

    def month_start(self, symbol: Any = None, days_offset: int = 0, extended_market_hours: bool = True) -> FuncDateRule:
        """On the first day of each month, or days later."""
        return self._period("Month", symbol, days_offset, extended_market_hours, forward=True)

    def month_end(self, symbol: Any = None, days_offset: int = 0, extended_market_hours: bool = True) -> FuncDateRule:
        """On the last day of each month, or days earlier."""
        return self._period("Month", symbol, days_offset, extended_market_hours, forward=False)

    def week_start(self, symbol: Any = None, days_offset: int = 0, extended_market_hours: bool = True) -> FuncDateRule:
        """On each Monday or first weekday of the symbol's market, or days later."""
        return self._week("WeekStart", symbol, days_offset, extended_market_hours)

    def week_end(self, symbol: Any = None, days_offset: int = 0, extended_market_hours: bool = True) -> FuncDateRule:
        """On each Friday or last weekday of the symbol's market, or days earlier."""
        return self._week("WeekEnd", symbol, days_offset, extended_market_hours)

    def _period(self, period: str, symbol: Any, offset: int, extended: bool, *, forward: bool) -> FuncDateRule:
        owner, offset = self._owner_and_offset(symbol, offset)
        kind = period + ("Start" if forward else "End")
        months, limit = _MONTHS[period]
        # LEAN lets any offset pass for months without a symbol
        is_checked = owner is not None or period != "Month"
        if is_checked and not 0 <= offset <= limit:
            message = f"DateRules.{kind}() : Offset must be between 0 and {limit}"
            raise ArgumentError(message)
        hours = self._hours_of(owner) if owner is not None else None
        search = PeriodSearch(hours, offset, forward, extended)
        return _rule(owner, kind, offset, lambda start, end: days_of_months(search, start, end, months))

    def _week(self, kind: str, symbol: Any, offset: int, extended: bool) -> FuncDateRule:
        owner, offset = self._owner_and_offset(symbol, offset)
        forward = kind == "WeekStart"
        hours = self._hours_of(owner) if owner is not None else None
        if owner is not None and hours is not None:
            _check_week_offset(kind, owner, offset, trading_weekdays(hours))
        elif not 0 <= offset <= _LARGEST_WEEK_OFFSET:
            message = f"DateRules.{kind}() : Offset must be between 0 and {_LARGEST_WEEK_OFFSET}"
            raise ArgumentError(message)
        search = PeriodSearch(hours, offset, forward, extended)
        return _rule(owner, kind, offset, lambda start, end: days_of_weeks(search, start, end))

    def _owner_and_offset(self, symbol: Any, offset: int) -> tuple[Symbol | None, int]:
        if symbol is None or isinstance(symbol, int):
            return None, offset if symbol is None else symbol
        return self._symbol_of(symbol), offset


def _rule(
    owner: Symbol | None, kind: str, offset: int, days: Callable[[datetime, datetime], Iterator[datetime]]
) -> FuncDateRule:
    signed = offset if kind.endswith("Start") else -offset
    name = f"{kind}{signed:+d}" if signed else kind
    return FuncDateRule(name if owner is None else f"{owner.value}: {name}", days)


def _check_week_offset(kind: str, owner: Symbol, offset: int, weekdays: list[DayOfWeek]) -> None:
    if offset <= len(weekdays) - 1:
        return
    base, sign = (weekdays[0], "+") if kind == "WeekStart" else (weekdays[-1], "-")
    message = (
        f"DateRules.{kind}() : {base.dotnet_name}{sign}{offset} is out of range for {owner}'s schedule, please use an "
        f"offset between 0 - {len(weekdays) - 1}; Schedule : {', '.join(day.dotnet_name for day in weekdays)}"
    )
    raise ArgumentError(message)


def _each_day(start: datetime, end: datetime) -> Iterator[datetime]:
    """The midnights from one date to another, both included."""
    day = datetime(start.year, start.month, start.day)
    last: date = end.date()
    while day.date() <= last:
        yield day
        day += _DAY
