"""Spans of time in .NET's ticks of 100 ns, which averages of trade durations need to be exact."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

TICKS_PER_MICROSECOND = 10
TICKS_PER_SECOND = 10_000_000
TICKS_PER_DAY = 86_400 * TICKS_PER_SECOND


def ticks_between(start: datetime, end: datetime) -> int:
    """The span from start to end in ticks."""
    return (end - start) // timedelta(microseconds=1) * TICKS_PER_MICROSECOND


def to_timedelta(ticks: int) -> timedelta:
    """The span as Python has it, to the microsecond."""
    return timedelta(microseconds=ticks // TICKS_PER_MICROSECOND)


def span_text(ticks: int) -> str:
    """Prints as TimeSpan.ToString(): ``-d.hh:mm:ss.fffffff``, days and fraction only where there are any."""
    sign = "-" if ticks < 0 else ""
    days, rest = divmod(abs(ticks), TICKS_PER_DAY)
    seconds, fraction = divmod(rest, TICKS_PER_SECOND)
    hours, seconds = divmod(seconds, 3600)
    minutes, seconds = divmod(seconds, 60)
    day_part = f"{days}." if days else ""
    fraction_part = f".{fraction:07d}" if fraction else ""
    return f"{sign}{day_part}{hours:02d}:{minutes:02d}:{seconds:02d}{fraction_part}"


def span_of(field: str) -> Any:
    """A public timedelta over the ticks stored in ``field``."""
    return property(lambda self: to_timedelta(getattr(self, field)))
