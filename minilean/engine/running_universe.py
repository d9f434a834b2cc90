"""A universe in the feed: when it selects next and from what data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from minilean.data.base_data_collection import BaseDataCollection
from minilean.data.corporate import Delisting
from minilean.data.subscription import NEVER
from minilean.data.zones import zone_clock
from minilean.framework.universe.scheduled import ScheduledUniverse

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm
    from minilean.engine.feed import DataFeed
    from minilean.framework.universe.universe import Universe


@dataclass(frozen=True, slots=True)
class Selection:
    """The data of a selection, and the points that count as delivered."""

    data: BaseDataCollection
    counted: list[Any]


class RunningUniverse:
    """Holds the next moment (naive UTC) at which a universe selects."""

    def __init__(self, universe: Universe, algorithm: QCAlgorithm, start_utc: datetime, feed: DataFeed) -> None:
        self.universe = universe
        self._algorithm = algorithm
        self._feed = feed
        self._points: list[Any] | None = None
        self.due: datetime = NEVER
        self.restart(start_utc)

    def restart(self, start_utc: datetime) -> None:
        """Forgets what was to come and begins anew."""
        self._moments = self._times(start_utc)
        self._advance()

    def _times(self, start_utc: datetime) -> Iterator[tuple[datetime, list[Any] | None]]:
        state = self._algorithm._qc
        end_utc = zone_clock(state.zone).to_utc(state.end)
        triggers = getattr(self.universe, "get_trigger_times", None)
        if triggers is None:
            yield from self._feed.universe_data(self.universe, start_utc, end_utc)
            return
        config = self.universe.configuration
        entry = self._algorithm.market_hours_database.get_entry(config.market, config.symbol, config.security_type)
        clock = zone_clock(config.exchange_time_zone)
        in_utc = isinstance(self.universe, ScheduledUniverse)
        for moment in triggers(start_utc, end_utc, entry.exchange_hours):
            yield max(moment if in_utc else clock.to_utc(moment), start_utc), None

    def _advance(self) -> None:
        self.due, self._points = next(self._moments, (NEVER, None))

    def take(self, frontier: datetime) -> Selection:
        """The data due by now; moves on to the next moment. A fund's delisting ends its universe."""
        points: list[Any] = []
        counted: list[Any] = []
        while self.due <= frontier:
            if self._points is None:
                counted.append(self.universe.symbol)
            else:
                points += self._points
                counted += self._points
            self._advance()
        if any(isinstance(point, Delisting) for point in points[-1:]):
            self.universe.dispose()
        return Selection(BaseDataCollection(frontier, frontier, self.universe.symbol, points), counted)

    def select_once_more(self, utc: datetime) -> None:
        """A disposed universe lets its members go at the next step."""
        self._moments = iter(())
        self.due, self._points = utc, None
