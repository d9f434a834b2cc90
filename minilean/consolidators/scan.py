"""When consolidators look at the clock: bars are also completed by time that passes without data."""

from __future__ import annotations

import heapq
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Protocol

from minilean.data.base_data import NO_TIME

if TYPE_CHECKING:
    from collections.abc import Callable

    from minilean.consolidators.base import ConsolidatorBase

_SECOND = timedelta(seconds=1)


class ScanClock(Protocol):
    """The time a subscription's consolidators see."""

    @property
    def utc_time(self) -> datetime:
        """Now, in UTC without a zone."""

    @property
    def local_time(self) -> datetime:
        """Now, in the subscription's exchange zone."""

    def to_utc(self, local_time: datetime) -> datetime:
        """A time of the exchange's zone in UTC."""


class ConsolidatorWrapper:
    """A consolidator and the UTC time of its next scan (Common/Data/ConsolidatorWrapper.cs).

    ``increment`` is the length of the subscription's data.
    """

    __slots__ = ("_bar_span", "_clock", "_consolidator", "_increment", "disposed", "utc_scan_time")

    def __init__(self, consolidator: ConsolidatorBase, increment: timedelta, clock: ScanClock) -> None:
        self._consolidator = consolidator
        self._increment = max(increment, _SECOND)
        self._clock = clock
        self._bar_span: timedelta | None = None
        self.utc_scan_time = NO_TIME
        self.disposed = False

    def listen(self) -> None:
        """Follows the consolidator's bars, which move the time of the next scan."""
        self._consolidator._qc_emitted += self._bar_emitted

    def scan(self) -> None:
        """Lets the consolidator look at the clock and sets the next time, bar or no bar."""
        self._consolidator.scan(self._clock.local_time)
        self.advance_scan_time()

    def dispose(self) -> None:
        """Takes the consolidator off the clock."""
        self.disposed = True
        self._consolidator._qc_emitted -= self._bar_emitted

    def _bar_emitted(self, _: object, bar: Any) -> None:
        if bar is None:
            self.advance_scan_time()
            return
        end_time = bar._end_time
        if self._bar_span is None:
            self._bar_span = max(end_time - bar._time, self._increment)
        self.utc_scan_time = self._clock.to_utc(end_time) + self._bar_span

    def advance_scan_time(self) -> None:
        """Sets the next time unless it is still ahead."""
        now = self._clock.utc_time
        if self.utc_scan_time > now:
            return
        if self._bar_span is not None:
            self.utc_scan_time = now + self._bar_span
            return
        working = self._consolidator.working_data
        due = self._clock.to_utc(working._end_time) if working is not None else now
        self.utc_scan_time = due if due > now else now + self._increment


class ScanQueue:
    """All consolidators by the time of their next scan, ties in the order they were added (SubscriptionManager.cs)."""

    def __init__(self) -> None:
        self._added: list[ConsolidatorWrapper] = []
        self._queue: list[tuple[datetime, int, ConsolidatorWrapper]] = []
        self._count = 0
        self._ids: dict[ConsolidatorWrapper, int] = {}

    def __bool__(self) -> bool:
        """Whether there is any consolidator to look after."""
        return bool(self._queue or self._added)

    def add(self, wrapper: ConsolidatorWrapper) -> None:
        """Adds a consolidator; its first scan is set when the queue is next asked."""
        wrapper.listen()
        self._count += 1
        self._ids[wrapper] = self._count
        self._added.append(wrapper)

    def scan_past(self, new_utc_time: datetime, now: datetime, set_time: Callable[[datetime], None]) -> None:
        """Scans all that is due before a time (SubscriptionManager.ScanPastConsolidators).

        ``now`` is the algorithm's UTC time; ``set_time`` moves it and is called only when it has to move.
        """
        if self._added:
            for wrapper in self._added:
                wrapper.advance_scan_time()
                self._push(wrapper)
            self._added = []
        queue = self._queue
        while queue and queue[0][0] < new_utc_time:
            due, _, wrapper = heapq.heappop(queue)
            if wrapper.disposed:
                del self._ids[wrapper]
                continue
            if due != now:
                set_time(due)
                now = due
            if wrapper.utc_scan_time <= due:
                wrapper.scan()
            self._push(wrapper)

    def _push(self, wrapper: ConsolidatorWrapper) -> None:
        heapq.heappush(self._queue, (wrapper.utc_scan_time, self._ids[wrapper], wrapper))
