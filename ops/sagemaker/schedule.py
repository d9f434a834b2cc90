"""When the collector makes its passes: at once, then a moment after every full interval, a bounded number of times."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

Clock = Callable[[], datetime]
"""Tells the time as naive UTC."""

Wait = Callable[[float], None]
"""Waits for some seconds."""

_EPOCH = datetime(1970, 1, 1)
_A_MOMENT = timedelta(seconds=10)
"""Exchanges publish a bar a little after it has ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """At most `passes` passes, one for each interval; the first at or after `until` (naive UTC) is the last."""

    every: timedelta
    passes: int
    until: datetime | None = None


def moments(schedule: Schedule, clock: Clock, wait: Wait) -> Iterator[datetime]:
    """Waits for each pass and gives the time up to which it collects; intervals that a long pass took are left out."""
    for number in range(schedule.passes):
        if number:
            now = clock()
            wait((_next(now, schedule.every) - now).total_seconds())
        now = clock()
        if schedule.until is not None and now >= schedule.until:
            yield schedule.until
            return
        yield now


def utc_now() -> datetime:
    """The clock on the wall as naive UTC: the one place here that reads it, for a notebook or a command to hand on."""
    return datetime.now(UTC).replace(tzinfo=None)  # noqa: TID251


def _next(now: datetime, every: timedelta) -> datetime:
    return _EPOCH + ((now - _A_MOMENT - _EPOCH) // every + 1) * every + _A_MOMENT
