"""UTC times of the framework: naive inside, with a time zone where users see them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

END_OF_TIME = datetime(2050, 12, 31)
"""LEAN's Time.EndOfTime: an insight that never closes."""
END_OF_TIME_SPAN = END_OF_TIME - datetime(1, 1, 1)
FAR_FUTURE = datetime.max
"""DateTime.MaxValue: no refresh is due."""


def naive(time: datetime) -> datetime:
    """The same wall clock without a time zone."""
    return time.replace(tzinfo=None) if time.tzinfo is not None else time


def aware(utc: datetime) -> datetime:
    """A UTC time as Python users get it from .NET, with its zone."""
    return utc.replace(tzinfo=UTC)


def whole_minutes(span: timedelta) -> int:
    """How many whole minutes fit into a span."""
    return span // timedelta(minutes=1)
