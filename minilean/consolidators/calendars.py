"""Weeks, months, quarters and years as periods of consolidation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from minilean.interop.dates import midnight_of, to_date_time
from minilean.interop.names import dotnet


@dotnet
@dataclass(frozen=True, slots=True)
class CalendarInfo:
    """Where a period starts and how long it is (Common/Data/Consolidators/Calendar.cs)."""

    start: datetime
    period: timedelta

    def __post_init__(self) -> None:
        object.__setattr__(self, "start", to_date_time(self.start))  # users give dates, too

    @property
    def end(self) -> datetime:
        """The first moment after the period."""
        return self.start + self.period

    def __str__(self) -> str:
        return f"{self.start} {self.period}"


def weekly(time: datetime) -> CalendarInfo:
    """The week from Monday holding a time."""
    start = midnight_of(time) - timedelta(days=time.weekday())
    return CalendarInfo(start, timedelta(days=7))


def monthly(time: datetime) -> CalendarInfo:
    """The month holding a time."""
    return _months(time.replace(day=1), 1)


def quarterly(time: datetime) -> CalendarInfo:
    """The quarter holding a time."""
    return _months(time.replace(day=1, month=(time.month - 1) // 3 * 3 + 1), 3)


def yearly(time: datetime) -> CalendarInfo:
    """The year holding a time."""
    return _months(time.replace(day=1, month=1), 12)


def _months(first_day: datetime, count: int) -> CalendarInfo:
    start = midnight_of(first_day)
    month = start.month - 1 + count
    end = start.replace(year=start.year + month // 12, month=month % 12 + 1)
    return CalendarInfo(start, end - start)


@dotnet
class Calendar:
    """The calendar functions by LEAN's names."""

    WEEKLY = staticmethod(weekly)
    MONTHLY = staticmethod(monthly)
    QUARTERLY = staticmethod(quarterly)
    YEARLY = staticmethod(yearly)
    Weekly = staticmethod(weekly)
    Monthly = staticmethod(monthly)
    Quarterly = staticmethod(quarterly)
    Yearly = staticmethod(yearly)


@dotnet
class CalendarType:
    """The older name of Calendar."""

    WEEKLY = staticmethod(weekly)
    MONTHLY = staticmethod(monthly)
    Weekly = staticmethod(weekly)
    Monthly = staticmethod(monthly)
