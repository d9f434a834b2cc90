"""Business days and holidays of the securities of a run (Common/TradingCalendar.cs)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from minilean.enums import TradingDayType
from minilean.errors import ArgumentError
from minilean.interop.names import dotnet

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm
    from minilean.securities.symbol import Symbol

_ONE_DAY = timedelta(days=1)
_MONDAY, _THURSDAY, _FRIDAY, _SATURDAY = 0, 3, 4, 5
_FIXED = ((1, 1), (7, 4), (11, 11), (12, 25))
"""Month and day of holidays kept on the Friday before or the Monday after a weekend."""
_MOVING = (
    (1, 15, 21, _MONDAY, 1983), (2, 15, 21, _MONDAY, 1971), (5, 25, 31, _MONDAY, 1971), (9, 1, 7, _MONDAY, 0),
    (10, 8, 14, _MONDAY, 1971), (11, 22, 28, _THURSDAY, 0),
)  # fmt: skip
"""Month, first and last possible day, day of the week, first year."""


@dotnet
@dataclass(frozen=True)
class TradingDay:
    """What happens on a date; expirations are empty because derivatives are not traded here."""

    date: datetime
    business_day: bool
    public_holiday: bool
    weekend: bool
    option_expirations: list[Symbol] = field(default_factory=list)
    future_expirations: list[Symbol] = field(default_factory=list)
    future_rolls: list[Symbol] = field(default_factory=list)
    symbol_delistings: list[Symbol] = field(default_factory=list)
    equity_dividends: list[Symbol] = field(default_factory=list)


@dotnet
class TradingCalendar:
    """The days of all securities' exchanges together: one exchange's holiday is everybody's."""

    def __init__(self, algorithm: QCAlgorithm) -> None:
        self._qc_algorithm = algorithm

    def get_trading_day(self, day: datetime | None = None) -> TradingDay:
        """One day, today (UTC) without an argument."""
        day = self._qc_algorithm._qc.utc if day is None else day
        return self.get_trading_days(day, day)[0]

    def get_trading_days(self, start: datetime, end: datetime) -> list[TradingDay]:
        """All days from the first to the last; raises ArgumentError where the last comes before."""
        first, last = _midnight(start), _midnight(end)
        count = (last - first).days + 1
        if count < 0:
            raise ArgumentError(
                "TradingCalendar.PopulateTradingDays(): Total days is negative "
                f"({count}), indicating reverse start and end times. Check your usage of TradingCalendar to ensure "
                "proper arrangement of variables"
            )
        holidays = self._qc_holidays()
        return [_day(first + _ONE_DAY * index, holidays) for index in range(count)]

    def get_days_by_type(self, type: TradingDayType, start: datetime, end: datetime) -> list[TradingDay]:
        """The days of a kind."""
        name = _ATTRIBUTES.get(type)
        return [day for day in self.get_trading_days(start, end) if name is not None and getattr(day, name)]

    def _qc_holidays(self) -> set[datetime]:
        algorithm = self._qc_algorithm
        found: set[datetime] = set()
        for symbol in algorithm.securities.keys():  # noqa: SIM118 - .NET's dictionary
            entry = algorithm.market_hours_database.get_entry(symbol.id.market, symbol, symbol.security_type)
            found |= entry.exchange_hours.holidays
        return found


_ATTRIBUTES = {
    TradingDayType.BUSINESS_DAY: "business_day",
    TradingDayType.PUBLIC_HOLIDAY: "public_holiday",
    TradingDayType.WEEKEND: "weekend",
    TradingDayType.OPTION_EXPIRATION: "option_expirations",
    TradingDayType.FUTURE_EXPIRATION: "future_expirations",
    TradingDayType.FUTURE_ROLL: "future_rolls",
    TradingDayType.SYMBOL_DELISTING: "symbol_delistings",
    TradingDayType.EQUITY_DIVIDENDS: "equity_dividends",
}


def _day(date: datetime, holidays: set[datetime]) -> TradingDay:
    weekend = date.weekday() >= _SATURDAY
    holiday = weekend or date in holidays or _is_federal_holiday(date)
    return TradingDay(date, business_day=not holiday, public_holiday=holiday, weekend=weekend)


def _is_federal_holiday(date: datetime) -> bool:
    if any(_keeps(date, month, day) for month, day in _FIXED):
        return True
    return any(
        date.month == month and first <= date.day <= last and date.weekday() == weekday and date.year >= since
        for month, first, last, weekday, since in _MOVING
    )


def _keeps(date: datetime, month: int, day: int) -> bool:
    candidates = [date]
    if date.weekday() == _MONDAY:
        candidates.append(date - _ONE_DAY)
    elif date.weekday() == _FRIDAY:
        candidates.append(date + _ONE_DAY)
    return any((candidate.month, candidate.day) == (month, day) for candidate in candidates)


def _midnight(time: datetime) -> datetime:
    return time.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
