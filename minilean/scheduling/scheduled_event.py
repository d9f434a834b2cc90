"""An event that fires at given UTC times."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from minilean.interop.events import Event
from minilean.interop.names import dotnet

NEVER = datetime.max
Callback = Callable[[str, datetime], Any]


@dotnet
class ScheduledEvent:
    """Takes its times one by one, the first when somebody asks (Common/Scheduling/ScheduledEvent.cs)."""

    SECURITY_END_OF_DAY_DELTA = timedelta(minutes=10)
    ALGORITHM_END_OF_DAY_DELTA = timedelta(minutes=2)

    def __init__(
        self,
        name: str,
        ordered_event_utc_times: datetime | Iterable[datetime],
        callback: Callback | None = None,
    ) -> None:
        """One time or many in order; the callback gets the event's name and its time."""
        times = ordered_event_utc_times
        self._times: Iterator[datetime] = iter([times] if isinstance(times, datetime) else times)
        self._next: datetime | None = None
        self._callback = callback
        self._name = name
        self.enabled = True
        self.event_fired = Event()

    @property
    def name(self) -> str:
        """What the event is called."""
        return self._name

    @property
    def next_event_utc_time(self) -> datetime:
        """When it fires next, the end of time when never again."""
        if self._next is None:
            self._next = next(self._times, NEVER)
        return self._next

    def skip_events_until(self, utc_time: datetime) -> None:
        """Drops the times before another."""
        while self.next_event_utc_time < utc_time:
            self._next = None

    def scan(self, utc_time: datetime) -> None:
        """Fires, back to back, for every time up to and including another."""
        while self.next_event_utc_time <= utc_time and self._next is not NEVER:
            self._fire(self.next_event_utc_time)
            self._next = None

    def _fire(self, time: datetime) -> None:
        if not self.enabled:
            return
        if self._callback is not None:
            self._callback(self._name, time)
        self.event_fired(self._name, time)

    def __str__(self) -> str:
        return self._name
