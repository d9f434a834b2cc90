"""Expiry: functions from a time to the end of its day, week, month, quarter or year."""

from __future__ import annotations

import calendar
from datetime import datetime, timedelta

_DAY = timedelta(days=1)


def _plus_months(time: datetime, months: int) -> datetime:
    """The same day some months later, or the last one of a shorter month."""
    year, month = divmod(time.year * 12 + time.month - 1 + months, 12)
    return time.replace(year=year, month=month + 1, day=min(time.day, calendar.monthrange(year, month + 1)[1]))


def _midnight(time: datetime) -> datetime:
    return datetime(time.year, time.month, time.day, tzinfo=time.tzinfo)


def one_month(time: datetime) -> datetime:
    """A month later."""
    return _plus_months(time, 1)


def one_quarter(time: datetime) -> datetime:
    """Three months later."""
    return _plus_months(time, 3)


def one_year(time: datetime) -> datetime:
    """A year later."""
    return _plus_months(time, 12)


def end_of_day(time: datetime) -> datetime:
    """The next midnight."""
    return _midnight(time + _DAY)


def end_of_week(time: datetime) -> datetime:
    """Midnight of the next Monday."""
    return _midnight(time + (7 - time.weekday()) * _DAY)


def end_of_month(time: datetime) -> datetime:
    """Midnight of the first of the next month."""
    return _midnight(one_month(time).replace(day=1))


def end_of_quarter(time: datetime) -> datetime:
    """Midnight of the first day of the next quarter."""
    return _midnight(one_quarter(time.replace(month=(time.month - 1) // 3 * 3 + 1, day=1)))


def end_of_year(time: datetime) -> datetime:
    """Midnight of the next New Year."""
    return datetime(time.year + 1, 1, 1, tzinfo=time.tzinfo)


class Expiry:
    """LEAN's Expiry (Common/Expiry.cs): for insights and consolidators."""

    ONE_MONTH = OneMonth = one_month = staticmethod(one_month)
    ONE_QUARTER = OneQuarter = one_quarter = staticmethod(one_quarter)
    ONE_YEAR = OneYear = one_year = staticmethod(one_year)
    END_OF_DAY = EndOfDay = end_of_day = staticmethod(end_of_day)
    END_OF_WEEK = EndOfWeek = end_of_week = staticmethod(end_of_week)
    END_OF_MONTH = EndOfMonth = end_of_month = staticmethod(end_of_month)
    END_OF_QUARTER = EndOfQuarter = end_of_quarter = staticmethod(end_of_quarter)
    END_OF_YEAR = EndOfYear = end_of_year = staticmethod(end_of_year)
