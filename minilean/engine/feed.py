"""The data feed: subscriptions in time order, and the securities users add and remove.

Follows Engine/DataFeeds/SubscriptionSynchronizer.cs, DataManager.cs and UniverseSelection.cs.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from minilean.data.fill_forward import FillInterval
from minilean.data.slice import Slice
from minilean.data.subscription import NEVER, Subscription, SubscriptionRequest, is_delisted
from minilean.data.subscription_config import INCREMENTS, SubscriptionDataConfig
from minilean.data.zones import zone_clock
from minilean.engine.time_slice import TimeSlice
from minilean.engine.universe_data import universe_points
from minilean.engine.universe_selection import UniverseSelection
from minilean.enums import MarketDataType, Resolution
from minilean.framework.security_changes import SecurityChanges
from minilean.interop.dates import TICK, without_tick
from minilean.securities.data_filter import lets_all_pass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from minilean.algorithm.facade import QCAlgorithm
    from minilean.data.base_data import BaseData
    from minilean.data.subscription import AuxiliaryFiles
    from minilean.engine.custom_data import CustomData
    from minilean.engine.security_factory import SecurityFactory
    from minilean.framework.universe.universe import Universe
    from minilean.securities.exchange_hours import SecurityExchangeHours
    from minilean.securities.symbol import Symbol


Packet = tuple[Subscription, list["BaseData"]]
_AUXILIARY = MarketDataType.AUXILIARY


class DataFeed:
    """Delivers time slices."""

    def __init__(
        self, algorithm: QCAlgorithm, securities: SecurityFactory, files: AuxiliaryFiles, custom: CustomData
    ) -> None:
        self._algorithm = algorithm
        self._custom = custom
        self.securities = securities
        self.selection = UniverseSelection(algorithm, self)
        self.files = files
        self.history_points = 0
        self._owners: dict[int, set[Symbol | None]] = {}
        self._subscriptions: list[Subscription] = []
        self._ended = False
        self._due: datetime | None = None
        self._interval = FillInterval(INCREMENTS[Resolution.MINUTE])
        self._frontier = datetime.min
        self._end_utc = datetime.max

    def register_custom(self, symbol: Symbol, zone: Any, properties: Any, hours: Any) -> None:
        """Gives a custom symbol its hours and properties."""
        self._custom.register(symbol, zone, properties, hours)

    def custom_emissions(self, config: SubscriptionDataConfig) -> Any:
        """How a custom subscription reads; None for the price files."""
        return self._custom.emissions(config)

    def hours_of(self, config: SubscriptionDataConfig) -> SecurityExchangeHours:
        """The exchange hours of a subscription."""
        database = self._algorithm.market_hours_database
        hours: SecurityExchangeHours = database.get_exchange_hours(config.market, config.symbol, config.security_type)
        return hours

    def universe_data(
        self, universe: Universe, start_utc: datetime, end_utc: datetime
    ) -> Iterator[tuple[datetime, list[Any] | None]]:
        """The data a universe selects from, by the UTC time they are known."""
        return universe_points(self._algorithm, universe, start_utc, end_utc)

    def subscribe(
        self,
        config: SubscriptionDataConfig,
        security: Any,
        start_utc: datetime,
        universe: Universe | None,
    ) -> bool:
        """Starts a subscription for a universe, or for the engine; says whether users see something new."""
        if config not in self._algorithm._qc.configs:
            self._algorithm._qc.configs.append(config)
        owners = self._owners.setdefault(id(config), set())
        owners.add(None if universe is None else universe.symbol)
        if any(known.config is config for known in self._subscriptions):
            return config.is_internal_feed
        self._update_interval(config)
        self._add(Subscription(self._request(config, security, start_utc), security))
        return True

    def unsubscribe(self, config: SubscriptionDataConfig, universe: Universe | None) -> None:
        """Ends a subscription that no other universe wants, and forgets its configuration."""
        owners = self._owners.get(id(config), set())
        owners.discard(None if universe is None else universe.symbol)
        if owners:
            return
        found = False
        for subscription in self._subscriptions:
            if subscription.config is config:
                subscription.removed = True
                found = subscription.due != NEVER
        self._due = None
        self._subscriptions = [known for known in self._subscriptions if known.config is not config]
        configs = self._algorithm._qc.configs
        if config in configs:
            configs.remove(config)
        if found:
            self._update_interval(config, removed=True)

    def _request(self, config: SubscriptionDataConfig, security: Any, start_utc: datetime) -> SubscriptionRequest:
        data_filter = security.data_filter
        return SubscriptionRequest(
            config=config,
            hours=security.exchange.hours,
            files=self.files,
            start_utc=start_utc,
            end_utc=self._end_utc,
            fill_interval=self._interval,
            precise_daily_ends=self._algorithm.settings.daily_precise_end_time,
            passes=None if lets_all_pass(data_filter) else lambda data: bool(data_filter.filter(security, data)),
            emissions=self._custom.emissions(config),
        )

    def _add(self, subscription: Subscription) -> None:
        self._subscriptions.append(subscription)
        self._due = None
        self._ended = self._ended or subscription.due == NEVER
        self._subscriptions.sort(key=_order)

    def _update_interval(self, changed: SubscriptionDataConfig, removed: bool = False) -> None:
        """Keeps the fill-forward interval the smallest bar of all; a change restarts what is filled forward.

        Subscriptions that ran out of data no longer count, but only once another one is added
        (SubscriptionCollection.UpdateFillForwardResolution).
        """
        if not _counts(changed) or (INCREMENTS[changed.resolution] == self._interval.span) is not removed:
            return
        sizes = [known.config.resolution for known in self._subscriptions if _counts(known.config)]
        if not removed:
            sizes.append(changed.resolution)
        elif changed.resolution in sizes:
            return
        interval = INCREMENTS[min(sizes, default=Resolution.MINUTE)]
        if interval == self._interval.span:
            return
        self._interval.span = interval
        utc = self._algorithm._qc.utc + TICK
        for position, known in enumerate(self._subscriptions):
            config = known.config
            if config.fill_data_forward and config.resolution != Resolution.TICK:
                request = self._request(config, known.security, utc)
                self._subscriptions[position] = restarted = Subscription(request, known.security)
                self._ended = self._ended or restarted.due == NEVER
        self._due = None
        self.selection.restart_filled_forward(utc)

    def slices(self) -> Iterator[TimeSlice]:
        """Every step of the run, in order of time."""
        algorithm = self._algorithm
        state = algorithm._qc
        self._end_utc = zone_clock(state.zone).to_utc(state.end)
        self._frontier = state.utc
        warm_up_end = zone_clock(state.zone).to_utc(state.start)
        clock = zone_clock(state.zone)
        selection = self.selection
        while True:
            due = self._due or self._first_due()
            frontier = max(min(due, selection.next_due), self._frontier)
            if frontier == NEVER:
                return
            self._frontier = frontier
            if state.warming_up and state.utc < warm_up_end < frontier:
                yield TimeSlice(warm_up_end)
            selects = selection.is_due_at(frontier)
            if selects and state.utc != frontier:
                yield TimeSlice(frontier)
            utc = without_tick(frontier)
            packets = self._packets(frontier)
            if selects or selection.has_delisted:
                yield self._selected(frontier, packets, Slice(clock.from_utc(utc), [], utc))
            else:
                time_slice = TimeSlice(frontier, Slice(clock.from_utc(utc), [], utc), packets)
                _fill(time_slice)
                yield time_slice

    def _first_due(self) -> datetime:
        due = NEVER
        for subscription in self._subscriptions:
            due = min(due, subscription.due)
        self._due = due
        return due

    def _selected(self, frontier: datetime, packets: list[Packet], data: Slice) -> TimeSlice:
        """A step in which universes select."""
        changes = SecurityChanges.NONE
        universe_data: dict[Any, list[Any]] = {}
        while self.selection.is_due_at(frontier):
            changes = changes + self.selection.apply(frontier, universe_data)
            packets += self._packets(frontier)
        if universe_data:
            packets.sort(key=lambda packet: _order(packet[0]))
        seen = changes if changes is not SecurityChanges.NONE else None
        time_slice = TimeSlice(frontier, data, packets, seen, universe_data)
        time_slice.data_points = sum(len(points) for points in universe_data.values())
        _fill(time_slice)
        return time_slice

    def _packets(self, frontier: datetime) -> list[Packet]:
        packets = []
        ended = self._ended
        self._ended = False
        first = NEVER
        for subscription in self._subscriptions:
            due = subscription.due
            if due <= frontier:
                points: list[BaseData] = []
                while due <= frontier and (point := subscription.current) is not None:
                    points.append(point)
                    if point._kind is _AUXILIARY and is_delisted(point):
                        self.selection.delist(subscription)
                    subscription.advance()
                    due = subscription.due
                packets.append((subscription, points))
                ended = ended or due == NEVER
            first = min(first, due)
        self._due = first
        if ended:
            self._subscriptions = [known for known in self._subscriptions if known.due != NEVER]
        return packets


def _fill(time_slice: TimeSlice) -> None:
    """Puts the points users see into the slice, counts all, and notes corporate events."""
    assert time_slice.slice is not None  # noqa: S101 - the feed made it
    visible = time_slice.slice._all
    count = 0
    for subscription, points in time_slice.packets:
        count += len(points)
        if not subscription.config.is_internal_feed:
            visible += points
    for point in visible:
        if point._kind is _AUXILIARY:
            time_slice.has_events = True
    time_slice.data_points += count


def _counts(config: SubscriptionDataConfig) -> bool:
    return not config.is_internal_feed and config.resolution != Resolution.TICK


def _order(subscription: Subscription) -> tuple[int, int, Any]:
    config = subscription.config
    return config.security_type, config.tick_type, config.symbol.value.upper()
