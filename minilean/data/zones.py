"""Local time to UTC and back, quick for runs of times near each other.

A zone's offset is constant between two transitions; the span last used answers nearly every call.
"""

from __future__ import annotations

import functools
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

_HOUR = timedelta(hours=1)
_SECOND = timedelta(seconds=1)
_SPANS_KEPT = 8


class ZoneClock:
    """Conversions of one zone; local times that occur twice take the earlier offset, missing ones move on."""

    __slots__ = (
        "_local_from",
        "_local_offset",
        "_local_until",
        "_spans",
        "_utc_from",
        "_utc_offset",
        "_utc_until",
        "zone",
    )

    def __init__(self, zone: ZoneInfo) -> None:
        self.zone = zone
        self._utc_from = self._utc_until = datetime(1, 1, 1)
        self._utc_offset = timedelta()
        self._local_from = self._local_until = datetime(1, 1, 1)
        self._local_offset = timedelta()
        self._spans: list[tuple[datetime, datetime, timedelta]] = []

    def from_utc(self, utc: datetime) -> datetime:
        """The zone's wall clock at a naive UTC time."""
        if not self._utc_from <= utc < self._utc_until:
            self._utc_from, self._utc_until, self._utc_offset = self._span_of(utc)
        return utc + self._utc_offset

    def to_utc(self, local: datetime) -> datetime:
        """The UTC time at which the zone's wall clock shows ``local``."""
        if not self._local_from <= local < self._local_until:
            utc = local.replace(tzinfo=self.zone).astimezone(UTC).replace(tzinfo=None)
            start, end, offset = self._span_of(utc)
            # within a day of a transition a wall clock may be ambiguous or missing: ask the zone itself there
            self._local_from, self._local_until = start + offset + 24 * _HOUR, end + offset - 24 * _HOUR
            self._local_offset = offset
            return utc
        return local - self._local_offset

    def _span_of(self, utc: datetime) -> tuple[datetime, datetime, timedelta]:
        """The stretch a time is in: found before, as history and the run go to and fro, or found out now."""
        for span in self._spans:
            if span[0] <= utc < span[1]:
                return span
        found = _span(self.zone, utc)
        self._spans = [found, *self._spans[: _SPANS_KEPT - 1]]
        return found


@functools.cache
def zone_clock(zone: ZoneInfo) -> ZoneClock:
    """The clock of a zone; one per zone so that its span stays warm."""
    return ZoneClock(zone)


def convert(time: datetime, source: ZoneInfo, target: ZoneInfo) -> datetime:
    """A wall clock time of one zone as another zone shows it."""
    if source is target or source.key == target.key:
        return time
    return zone_clock(target).from_utc(zone_clock(source).to_utc(time))


def _span(zone: ZoneInfo, utc: datetime) -> tuple[datetime, datetime, timedelta]:
    """The longest stretch of at most a year around a time in which the offset stays: start, end, offset."""
    offset = _offset(zone, utc)
    return _edge(zone, utc, offset, -1), _edge(zone, utc, offset, 1), offset


def _edge(zone: ZoneInfo, utc: datetime, offset: timedelta, direction: int) -> datetime:
    step = timedelta(days=14) * direction
    inside = outside = utc
    for _ in range(26):
        outside = inside + step
        if _offset(zone, outside) != offset:
            break
        inside = outside
    else:
        return inside
    while abs(outside - inside) > _SECOND:
        middle = (inside + (outside - inside) / 2).replace(microsecond=0)
        if middle in (inside, outside):
            break
        if _offset(zone, middle) == offset:
            inside = middle
        else:
            outside = middle
    return outside if direction > 0 else inside


@functools.lru_cache(maxsize=4096)
def _offset(zone: ZoneInfo, utc: datetime) -> timedelta:
    offset = utc.replace(tzinfo=UTC).astimezone(zone).utcoffset()
    return offset if offset is not None else timedelta()
