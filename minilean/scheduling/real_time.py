"""Fires scheduled events as a backtest's time goes by."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from minilean.interop.names import dotnet

if TYPE_CHECKING:
    from minilean.scheduling.scheduled_event import ScheduledEvent


class SecurityListener(Protocol):
    """Keeps events that depend on which securities there are."""

    def on_securities_changed(self, added: Iterable[Any], removed: Iterable[Any]) -> None:
        """Hears of securities, internal ones left out, that came and went."""
        ...


@dotnet
class BacktestingRealTimeHandler:
    """Events in order of time, equal times in order of creation (Engine/RealTime/BacktestingRealTimeHandler.cs).

    ``utc_now`` tells the algorithm's UTC time, ``set_date_time`` moves it to an event's time when
    the event lies between two slices. What a callback raises is not caught; ``firing`` then still
    holds its event.
    """

    def __init__(self, utc_now: Callable[[], datetime], set_date_time: Callable[[datetime], None]) -> None:
        self._utc_now = utc_now
        self._set_date_time = set_date_time
        self._started = False
        self._numbers: dict[ScheduledEvent, int] = {}
        self._last_number = 0
        self._sorted: list[ScheduledEvent] = []
        self._needs_sorting = False
        self.due = datetime.min
        """No event fires before this UTC time: nobody needs to look."""
        self.firing: ScheduledEvent | None = None
        self.end_of_day: SecurityListener | None = None

    def add(self, scheduled_event: ScheduledEvent) -> None:
        """Takes an event; its times before now are dropped."""
        if self._started:
            scheduled_event.skip_events_until(self._utc_now())
        self._last_number += 1
        self._numbers[scheduled_event] = self._last_number
        self._sort_anew()

    def remove(self, scheduled_event: ScheduledEvent) -> None:
        """Lets go of an event; one that is due in the scan in progress still fires, as in LEAN."""
        self._numbers.pop(scheduled_event, None)
        self._sort_anew()

    def start(self) -> None:
        """Begins at the algorithm's time: earlier times of the events added so far are dropped (LEAN's Setup)."""
        self._started = True
        for event in self._in_order():
            event.skip_events_until(self._utc_now())
        self._sort_anew()

    def on_securities_changed(self, changes: Any) -> None:
        """Passes on the changes, those of internal securities left out."""
        if self.end_of_day is not None:
            self.end_of_day.on_securities_changed(changes._added, changes._removed)

    def set_time(self, time: datetime) -> None:
        """Fires what is due up to and including a UTC time, without moving the algorithm's time."""
        events = self._in_order()
        while events and events[0].next_event_utc_time <= time:
            self._fire(events, time)
        self._note_due(events)

    def scan_past_events(self, time: datetime) -> None:
        """Fires what is due before a UTC time, each event at its own time."""
        events = self._in_order()
        while events:
            due = events[0].next_event_utc_time
            if due >= time:
                break
            self._set_date_time(due)
            self._fire(events, due)
        self._note_due(events)

    def _sort_anew(self) -> None:
        self._needs_sorting = True
        self.due = datetime.min

    def _note_due(self, events: list[ScheduledEvent]) -> None:
        if not self._needs_sorting:
            self.due = events[0].next_event_utc_time if events else datetime.max

    def _fire(self, events: list[ScheduledEvent], time: datetime) -> None:
        self.firing = events[0]
        events[0].scan(time)
        self.firing = None
        _move_first(events)

    def _in_order(self) -> list[ScheduledEvent]:
        """The events sorted anew after a change; a scan in progress goes on with the list it has."""
        if self._needs_sorting:
            self._needs_sorting = False
            numbers = self._numbers
            self._sorted = sorted(numbers, key=lambda event: (event.next_event_utc_time, numbers[event]))
        return self._sorted


def _move_first(events: list[ScheduledEvent]) -> None:
    """Moves the first event to where its new time belongs.

    Among equal times it lands behind the one a binary search meets first, which is LEAN's order.
    """
    event = events[0]
    time = event.next_event_utc_time
    if len(events) < 2 or time <= events[1].next_event_utc_time:
        return
    del events[0]
    lower, upper = 0, len(events) - 1
    while lower <= upper:
        middle = (lower + upper) // 2
        other = events[middle].next_event_utc_time
        if time == other:
            lower = middle + 1
            break
        if time < other:
            upper = middle - 1
        else:
            lower = middle + 1
    events.insert(lower, event)
