"""The data feed: subscriptions in time order, and the securities users add and remove.

Follows Engine/DataFeeds/SubscriptionSynchronizer.cs, DataManager.cs and UniverseSelection.cs.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from minilean.data.base_data import BaseData
from minilean.data.slice import Slice
from minilean.data.subscription import NEVER, Subscription, SubscriptionRequest, is_delisted
from minilean.data.subscription_config import INCREMENTS, SubscriptionDataConfig
from minilean.data.zones import zone_clock
from minilean.engine.time_slice import TimeSlice
from minilean.engine.universe_selection import UniverseSelection
from minilean.enums import Resolution

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm
    from minilean.algorithm.universes import UserChange
    from minilean.engine.custom_data import CustomData
    from minilean.engine.security_factory import SecurityFactory
    from minilean.data.subscription import AuxiliaryFiles
    from minilean.securities.symbol import Symbol

_TICK = timedelta(microseconds=1)


class DataFeed:
    """Delivers time slices; counts every data point it delivers in ``data_points``."""

    def __init__(
        self, algorithm: QCAlgorithm, securities: SecurityFactory, files: AuxiliaryFiles, custom: CustomData
    ) -> None:
        self._algorithm = algorithm
        self._files = files
        self._custom = custom
        self.securities = securities
        self.selection = UniverseSelection(algorithm, self)
        self.data_points = 0
        self._subscriptions: list[Subscription] = []
        self._interval = INCREMENTS[Resolution.MINUTE]
        self._frontier = datetime.min
        self._end_utc = datetime.max

    def register_custom(self, symbol: Symbol, zone: Any, properties: Any, hours: Any, ticker: str) -> None:  # noqa: ANN401
        """Gives a custom symbol its hours and properties."""
        self._custom.register(symbol, zone, properties, hours, ticker)

    def is_user_member(self, symbol: Symbol) -> bool:
        """Whether a symbol is one the user added."""
        return self.selection.is_user_member(symbol)

    def take_changes(self, changes: list[UserChange]) -> None:
        """Securities the user added or removed in the step that ends."""
        self.selection.take_changes(changes)

    def take_universes(self) -> None:
        """Universes the user added or removed in the step that ends."""
        self.selection.take_universes()

    def subscribe(self, config: SubscriptionDataConfig, security: Any, start_utc: datetime) -> bool:  # noqa: ANN401
        """Starts a subscription; says whether there is a new one."""
        if any(known.config is config for known in self._subscriptions):
            return False
        if config not in self._algorithm._qc.configs:
            self._algorithm._qc.configs.append(config)
        self._update_interval(config)
        self._add(Subscription(self._request(config, security, start_utc), security))
        return True

    def unsubscribe(self, config: SubscriptionDataConfig) -> None:
        """Ends a subscription and forgets its configuration."""
        for subscription in self._subscriptions:
            if subscription.config is config:
                subscription.removed = True
        self._subscriptions = [known for known in self._subscriptions if known.config is not config]
        configs = self._algorithm._qc.configs
        if config in configs:
            configs.remove(config)
        self._update_interval(None)

    def _request(self, config: SubscriptionDataConfig, security: Any, start_utc: datetime) -> SubscriptionRequest:  # noqa: ANN401
        data_filter = security.data_filter
        return SubscriptionRequest(
            config=config,
            hours=security.exchange.hours,
            files=self._files,
            start_utc=start_utc,
            end_utc=self._end_utc,
            fill_interval=lambda: self._interval,
            precise_daily_ends=self._algorithm.settings.daily_precise_end_time,
            passes=None if data_filter is None else lambda data: bool(data_filter.filter(security, data)),
            emissions=self._custom.emissions(config),
        )

    def _add(self, subscription: Subscription) -> None:
        self._subscriptions.append(subscription)
        self._subscriptions.sort(key=_order)

    def _update_interval(self, added: SubscriptionDataConfig | None) -> None:
        """Keeps the fill-forward interval the smallest bar of all; a change restarts what is filled forward."""
        configs = [known.config for known in self._subscriptions] + ([added] if added is not None else [])
        sizes = [config.resolution for config in configs if _counts(config)]
        interval = INCREMENTS[min(sizes, default=Resolution.MINUTE)]
        if interval == self._interval:
            return
        self._interval = interval
        utc = self._algorithm._qc.utc + _TICK
        for position, known in enumerate(self._subscriptions):
            config = known.config
            if config.fill_data_forward and config.resolution != Resolution.TICK:
                request = self._request(config, known.security, utc)
                self._subscriptions[position] = Subscription(request, known.security)

    def slices(self) -> Iterator[TimeSlice]:
        """Every step of the run, in order of time."""
        algorithm = self._algorithm
        state = algorithm._qc
        self._end_utc = zone_clock(state.zone).to_utc(state.end)
        self._frontier = state.utc
        warm_up_end = zone_clock(state.zone).to_utc(state.start)
        clock = zone_clock(state.zone)
        while True:
            if self.selection.is_due:
                yield TimeSlice(self._frontier, pulse=True)
            else:
                frontier = self._next_due()
                if frontier == NEVER:
                    return
                self._frontier = max(frontier, self._frontier)
            if state.warming_up and state.utc < warm_up_end < self._frontier:
                yield TimeSlice(warm_up_end, pulse=True)
            time_slice = self._collect(self._frontier, clock.from_utc(self._frontier))
            if self.selection.has_pulse(time_slice):
                yield TimeSlice(self._frontier, pulse=True)
            yield time_slice

    def _next_due(self) -> datetime:
        due = self.selection.next_due
        for subscription in self._subscriptions:
            if subscription.due < due:
                due = subscription.due
        return due

    def _collect(self, frontier: datetime, time: datetime) -> TimeSlice:
        packets = self._packets(frontier)
        changes = None
        universe_data: dict[Any, list[Any]] = {}
        while self.selection.is_due_at(frontier):
            changes = self.selection.apply(frontier, changes, universe_data)
            packets += self._packets(frontier)
        if universe_data or changes is not None:
            packets.sort(key=lambda packet: _order(packet[0]))
        visible: list[BaseData] = []
        for subscription, points in packets:
            self.data_points += len(points)
            if not subscription.config.is_internal_feed:
                visible += points
        self.data_points += sum(len(points) for points in universe_data.values())
        return TimeSlice(frontier, Slice(time, visible, frontier), packets, changes, universe_data)

    def _packets(self, frontier: datetime) -> list[tuple[Subscription, list[BaseData]]]:
        packets = []
        ended = False
        for subscription in self._subscriptions:
            if subscription.due <= frontier:
                points: list[BaseData] = []
                while subscription.due <= frontier and subscription.current is not None:
                    points.append(subscription.current)
                    if is_delisted(subscription.current):
                        self.selection.delist(subscription)
                    subscription.advance()
                packets.append((subscription, points))
                ended = ended or subscription.due == NEVER
        if ended:
            self._subscriptions = [known for known in self._subscriptions if known.due != NEVER]
        return packets


def _counts(config: SubscriptionDataConfig) -> bool:
    return not config.is_internal_feed and config.resolution != Resolution.TICK


def _order(subscription: Subscription) -> tuple[int, int, str]:
    config = subscription.config
    return config.security_type, config.tick_type, config.symbol.id
