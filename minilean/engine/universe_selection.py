"""Which securities take part, and from when (Engine/DataFeeds/UniverseSelection.cs, DataManager.cs)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from minilean.algorithm.last_prices import seed_prices
from minilean.algorithm.subscriptions import data_kinds, subscribe
from minilean.data.bar_counts import ONE_DAY, start_of_bars
from minilean.data.strict_times import use_strict_end_times
from minilean.data.subscription import NEVER, Subscription
from minilean.data.zones import zone_clock
from minilean.engine.currencies import seed_conversion_rates
from minilean.engine.pending_removals import PendingRemovals
from minilean.engine.running_universe import RunningUniverse
from minilean.enums import DataNormalizationMode, Resolution, SecurityType
from minilean.framework.security_changes import SecurityChanges
from minilean.framework.universe.universe import Universe
from minilean.framework.universe.user_defined import UserDefinedUniverse
from minilean.interop.containers import DotNetList
from minilean.interop.dates import TICK
from minilean.securities.identifier import is_option

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm
    from minilean.data.subscription_config import SubscriptionDataConfig
    from minilean.engine.feed import DataFeed
    from minilean.framework.universe.manager import UniverseManagerChanged
    from minilean.securities.symbol import Symbol


class UniverseSelection:
    """Runs universes when they are due and turns what they select into subscriptions."""

    def __init__(self, algorithm: QCAlgorithm, feed: DataFeed) -> None:
        self._algorithm = algorithm
        self._feed = feed
        self._running: list[RunningUniverse] = []
        self._users: dict[int, list[RunningUniverse]] = {}
        self._pending = PendingRemovals(algorithm)
        self._benchmark_fed = False
        self._next_due = NEVER
        self._first: datetime | None = None
        self._delisted: list[Any] = []
        algorithm.universe_manager.collection_changed += self._on_changed

    @property
    def next_due(self) -> datetime:
        """When a universe selects next."""
        return self._next_due

    @property
    def has_delisted(self) -> bool:
        """Whether securities have left the market and wait to be taken out."""
        return bool(self._delisted)

    def is_due_at(self, frontier: datetime) -> bool:
        """Whether a selection, or the benchmark's or a currency's feed, has to start now."""
        return (
            self._next_due <= frontier
            or not self._benchmark_fed
            or bool(self._delisted)
            or self._feed.securities.has_pending_currency_feeds
        )

    def is_active(self, symbol: Symbol) -> bool:
        """Whether a symbol is a member of a universe."""
        return any(universe.contains_member(symbol) for universe in self._algorithm.universe_manager.values())

    def _on_changed(self, _: Any, change: UniverseManagerChanged) -> None:
        universe = change.value
        if change.action == "remove":
            for running in self._running:
                if running.universe is universe:
                    running.select_once_more(self._algorithm._qc.utc)
            self._schedule()
            return
        self._running = [known for known in self._running if known.universe is not universe]
        start = self._algorithm._qc.utc
        self._running.append(RunningUniverse(universe, self._algorithm, start, self._feed))
        self._schedule()

    def restart_filled_forward(self, start_utc: datetime) -> None:
        """A change of the fill-forward interval restarts universes that trigger themselves and say they fill forward.

        They select at once, and every interval from then on (DataManager.cs).
        """
        for running in self._running:
            if running.universe.configuration.fill_data_forward:
                running.restart(start_utc)

    def _schedule(self) -> None:
        self._next_due = min((running.due for running in self._running), default=NEVER)

    def delist(self, subscription: Subscription) -> None:
        """A security has left the market: no new orders, and it counts as removed."""
        algorithm = self._algorithm
        found, security = algorithm.securities.try_get_value(subscription.config.symbol)
        if not found or security is None or security.is_delisted:
            return
        security.is_delisted = True
        security.reset()
        algorithm.securities.remove(security.symbol)
        if not self._pending.contains(security):
            self._delisted.append(security)

    def apply(self, frontier: datetime, universe_data: dict[Any, list[Any]]) -> SecurityChanges:
        """Runs every universe that is due, then feeds the benchmark and currencies; gives the changes."""
        self._first = self._first or frontier
        changes = SecurityChanges((), self._delisted) if self._delisted else SecurityChanges.NONE
        self._delisted = []
        due = [running for running in self._running if running.due <= frontier]
        due.sort(key=lambda running: (running.universe.configuration.resolution, running.universe.symbol.id))
        for running, collection in [(running, running.take(frontier)) for running in due]:
            universe_data.setdefault(running.universe, []).extend(collection.counted)
            changes = changes + self._select(running.universe, frontier, collection.data)
            if running.due == NEVER:
                self._running.remove(running)
        self._schedule()
        if not self._benchmark_fed:
            self._benchmark_fed = True
            self._feed_benchmark(frontier)
        for config, security in self._feed.securities.pending_currency_feeds():
            self._feed.subscribe(config, security, frontier, None)
        return changes

    def _select(self, universe: Universe, frontier: datetime, data: Any) -> SecurityChanges:
        algorithm = self._algorithm
        if frontier > zone_clock(algorithm._qc.zone).to_utc(algorithm._qc.end):
            return SecurityChanges.NONE
        selection = universe.perform_selection(frontier, data)
        unchanged = selection is Universe.UNCHANGED
        if not unchanged:
            universe.selected = DotNetList(dict.fromkeys(symbol for symbol in selection if symbol is not None))
        for owner, security in self._pending.check(universe, universe.selected):
            self._let_go(owner, security, frontier)
        if unchanged:
            return SecurityChanges.NONE
        removed = self._deselect(universe, frontier)
        added, internal = self._add_new(universe, frontier)
        changes = SecurityChanges.create(added, removed, internal)
        if added and self._feed.securities.ensure_currency_feeds(changes):
            seed_conversion_rates(algorithm)
        if algorithm.settings.seed_initial_prices:
            seed_prices(algorithm, changes.added_securities)
        return changes

    def _deselect(self, universe: Universe, frontier: datetime) -> list[Any]:
        chosen = set(universe.selected)
        removed = []
        members = sorted(universe.securities.values(), key=lambda member: member.security.symbol.id)
        for member in members:
            security = member.security
            if security.symbol in chosen or not universe.can_remove_member(frontier, security):
                continue
            if not security.is_delisted and not self._pending.contains(security):
                removed.append(security)
            if self._pending.try_remove(universe, security):
                self._let_go(universe, security, frontier)
        return removed

    def _let_go(self, universe: Universe, security: Any, frontier: datetime) -> None:
        universe.remove_member(frontier, security)
        configs = _configs_of(self._algorithm, universe, security.symbol)
        active = self.is_active(security.symbol)
        for config in configs:
            self._feed.unsubscribe(config, universe)
        if not active:
            security.reset()
            security.cache.reset()
            self._algorithm.securities.remove(security.symbol)

    def _add_new(self, universe: Universe, frontier: datetime) -> tuple[list[Any], list[Any]]:
        added: list[Any] = []
        internal: list[Any] = []
        for symbol in universe.selected:
            if universe.securities.contains_key(symbol):
                continue
            configs = _configs_of(self._algorithm, universe, symbol)
            leverage = getattr(universe.universe_settings, "_leverage", None)
            security = self._feed.securities.create(symbol, configs, leverage, is_known=is_option(symbol.security_type))
            is_new = False
            # what initialize added starts with the run; what is added later starts after the step it is added in
            start = frontier + TICK if frontier != self._first and _is_users(universe) else frontier
            for config in configs:
                if config not in security.subscriptions:
                    security.add_data(config)
                is_new = self._feed.subscribe(config, security, start, universe) or is_new
            is_internal = bool(configs) and all(config.is_internal_feed for config in configs)
            if universe.add_member(frontier, security, is_internal) and is_new:
                (internal if is_internal else added).append(security)
        return added, internal

    def _feed_benchmark(self, frontier: datetime) -> None:
        security = getattr(self._algorithm._qc.benchmark, "security", None)
        if security is None:
            return
        symbol = security.symbol
        kinds = data_kinds(symbol.security_type, Resolution.HOUR)[:1]
        custom = symbol.security_type == SecurityType.BASE
        resolution = Resolution.HOUR
        if custom:
            known = next(config for config in self._algorithm._qc.configs if config.symbol == symbol)
            kinds, resolution = [(known.type, known.tick_type)], known.resolution
        config = subscribe(
            self._algorithm, symbol, resolution, fill_forward=False, extended=False,
            mode=DataNormalizationMode.ADJUSTED, kinds=kinds, internal=True, custom=custom,
        )[0]  # fmt: skip
        hours = security.exchange.hours
        clock = zone_clock(hours.time_zone)
        enabled = self._algorithm.settings.daily_precise_end_time
        start = start_of_bars(
            hours, clock.from_utc(frontier), ONE_DAY, 1, extended=False, data_zone=config.data_time_zone,
            precise_daily_ends=use_strict_end_times(config.type, symbol, ONE_DAY, hours, enabled=enabled),
        )  # fmt: skip
        self._feed.subscribe(config, security, clock.to_utc(start), None)


def _is_users(universe: Universe) -> bool:
    return isinstance(universe, UserDefinedUniverse)


def _configs_of(algorithm: QCAlgorithm, universe: Universe, symbol: Symbol) -> list[SubscriptionDataConfig]:
    """The subscriptions a universe gives a member (Universe.GetSubscriptionRequests)."""
    settings = universe.universe_settings

    def create() -> list[SubscriptionDataConfig]:
        return subscribe(
            algorithm,
            symbol,
            settings.resolution,
            fill_forward=settings.fill_forward,
            extended=settings.extended_market_hours,
            mode=settings.data_normalization_mode,
            kinds=settings.subscription_data_types,
        )

    return universe.configs_of(symbol, create) if isinstance(universe, UserDefinedUniverse) else create()
