"""The algorithm's clock in UTC and in each exchange's zone (Common/TimeKeeper.cs)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.data.zones import ZoneClock, zone_clock
from minilean.interop.names import dotnet

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from zoneinfo import ZoneInfo


@dotnet
class LocalTimeKeeper:
    """One zone's wall clock; converted when first asked after the time moved on."""

    __slots__ = ("_clock", "_keeper", "_local", "_utc", "listeners", "time_zone")

    def __init__(self, keeper: TimeKeeper, time_zone: ZoneInfo) -> None:
        self.time_zone = time_zone
        self.listeners: list[Callable[[datetime], None]] = []
        self._keeper = keeper
        self._clock: ZoneClock = zone_clock(time_zone)
        self._utc = keeper._utc_time
        self._local = self._clock.from_utc(self._utc)

    @property
    def local_time(self) -> datetime:
        """The wall clock now."""
        utc = self._keeper._utc_time
        if utc is not self._utc:
            self._utc = utc
            self._local = self._clock.from_utc(utc)
        return self._local

    def listen(self, listener: Callable[[datetime], None]) -> None:
        """Calls the listener with the local time whenever the time moves on."""
        if listener not in self.listeners:
            self.listeners.append(listener)
            self._keeper._heard = True

    def forget(self, listener: Callable[[datetime], None]) -> None:
        """Stops calling the listener."""
        if listener in self.listeners:
            self.listeners.remove(listener)


@dotnet
class TimeKeeper:
    """UTC time, and a clock per zone."""

    __slots__ = ("_heard", "_local_time_keepers", "_utc_time")

    def __init__(self, utc_date_time: datetime) -> None:
        self._utc_time = utc_date_time
        self._heard = False
        self._local_time_keepers: dict[str, LocalTimeKeeper] = {}

    @property
    def utc_time(self) -> datetime:
        """The naive UTC time now."""
        return self._utc_time

    def set_utc_date_time(self, utc_date_time: datetime) -> None:
        """Moves all clocks."""
        self._utc_time = utc_date_time
        if self._heard:
            for keeper in self._local_time_keepers.values():
                for listener in keeper.listeners:
                    listener(keeper.local_time)

    def get_local_time_keeper(self, time_zone: ZoneInfo) -> LocalTimeKeeper:
        """The clock of a zone, made when first asked."""
        keeper = self._local_time_keepers.get(time_zone.key)
        if keeper is None:
            keeper = self._local_time_keepers[time_zone.key] = LocalTimeKeeper(self, time_zone)
        return keeper

    def get_time_in(self, time_zone: ZoneInfo) -> datetime:
        """The wall clock of a zone."""
        return self.get_local_time_keeper(time_zone).local_time
