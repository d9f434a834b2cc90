"""Dates and times as .NET's DateTime has them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

TICK = timedelta(microseconds=1)
""".NET's smallest step of time, a tenth of a microsecond, for which Python's smallest stands in."""
_MILLISECOND = 1000


_MIDNIGHT = time()


def midnight_of(moment: datetime) -> datetime:
    """The beginning of the day; seven times as quick as replacing four fields."""
    return datetime.combine(moment, _MIDNIGHT, moment.tzinfo)


def to_date_time(moment: date) -> datetime:
    """What pythonnet makes of a date or a datetime where LEAN asks for a DateTime."""
    return moment if isinstance(moment, datetime) else datetime.combine(moment, time())


def is_tick_late(moment: datetime) -> bool:
    """Whether a time is one tick past a whole millisecond."""
    return moment.microsecond % _MILLISECOND == 1


def without_tick(moment: datetime) -> datetime:
    """What pythonnet shows of a time: a tick is less than a microsecond and gets lost."""
    return moment - TICK if is_tick_late(moment) else moment
