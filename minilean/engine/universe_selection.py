"""Which securities take part: the user's own and those of universes (Engine/DataFeeds/UniverseSelection.cs)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from minilean.data.bar_counts import ONE_DAY, start_of_bars
from minilean.data.strict_times import use_strict_end_times
from minilean.data.subscription import NEVER, Subscription
from minilean.data.zones import zone_clock
from minilean.enums import DataNormalizationMode, Resolution, SecurityType
from minilean.framework.security_changes import SecurityChanges

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm
    from minilean.algorithm.universes import UserChange
    from minilean.engine.feed import DataFeed
    from minilean.engine.time_slice import TimeSlice
    from minilean.securities.symbol import Symbol


class UniverseSelection:
    """Applies additions and removals at the moment LEAN does: at the start, and after the step that asked."""

    def __init__(self, algorithm: QCAlgorithm, feed: DataFeed) -> None:
        self._algorithm = algorithm
        self._feed = feed
        self._waiting: list[UserChange] = []
        self._members: dict[Symbol, list[Any]] = {}
        self._removals: dict[Symbol, Any] = {}
        self._benchmark_fed = False

    @property
    def is_due(self) -> bool:
        """Whether the user changed securities since the last step."""
        return bool(self._waiting)

    @property
    def next_due(self) -> datetime:
        """When a universe selects next."""
        return NEVER

    def is_due_at(self, frontier: datetime) -> bool:  # noqa: ARG002 - universes will ask
        """Whether a selection has to run now."""
        return bool(self._waiting) or not self._benchmark_fed

    def has_pulse(self, time_slice: TimeSlice) -> bool:  # noqa: ARG002
        """Whether LEAN moves the clock before a slice."""
        return False

    def is_user_member(self, symbol: Symbol) -> bool:
        """Whether a symbol is one the user added."""
        return symbol in self._members

    def take_changes(self, changes: list[UserChange]) -> None:
        """Securities the user added or removed."""
        self._waiting += changes

    def take_universes(self) -> None:
        """Universes the user added or removed."""

    def delist(self, subscription: Subscription) -> None:
        """A security has left the market."""
        self._members.pop(subscription.config.symbol, None)

    def apply(self, frontier: datetime, changes: Any, universe_data: dict[Any, list[Any]]) -> Any:  # noqa: ANN401
        """Runs what is due; gives the changes so far with the new ones."""
        waiting, self._waiting = self._waiting, []
        added: list[Any] = []
        removed: list[Any] = []
        for group in _groups(waiting):
            universe_data.setdefault(_universe_key(group[0]), []).append(group)
            for change in group:
                if change.is_addition:
                    self._add(change, frontier, added)
                else:
                    self._remove(change, removed)
        if not self._benchmark_fed:
            self._benchmark_fed = True
            self._feed_benchmark(frontier)
        self._feed_currencies(frontier)
        if not added and not removed:
            return changes
        fresh = SecurityChanges(added, removed)
        return fresh if changes is None else changes + fresh

    def _add(self, change: UserChange, frontier: datetime, added: list[Any]) -> None:
        security = change.security
        is_new = False
        for config in change.configs:
            if config not in security.subscriptions:
                security.add_data(config)
            is_new = self._feed.subscribe(config, security, frontier) or is_new
            self._members.setdefault(config.symbol, []).append(config)
        if is_new and security not in added:
            added.append(security)

    def _remove(self, change: UserChange, removed: list[Any]) -> None:
        for config in self._members.pop(change.security.symbol, []):
            self._feed.unsubscribe(config)
        removed.append(change.security)

    def _feed_benchmark(self, frontier: datetime) -> None:
        from minilean.algorithm.universes import data_kinds, subscribe

        benchmark = self._algorithm._qc.benchmark
        security = getattr(benchmark, "security", None)
        if security is None:
            return
        symbol = security.symbol
        kinds = data_kinds(symbol.security_type, Resolution.HOUR)[:1]
        custom = symbol.security_type == SecurityType.BASE
        resolution = Resolution.HOUR
        if custom:
            config = next(known for known in self._algorithm._qc.configs if known.symbol == symbol)
            kinds, resolution = [(config.type, config.tick_type)], config.resolution
        config = subscribe(
            self._algorithm, symbol, resolution, fill_forward=False, extended=False,
            mode=DataNormalizationMode.ADJUSTED, kinds=kinds, internal=True, custom=custom,
        )[0]  # fmt: skip
        hours = security.exchange.hours
        clock = zone_clock(hours.time_zone)
        start = start_of_bars(
            hours, clock.from_utc(frontier), ONE_DAY, 1, extended=False, data_zone=config.data_time_zone,
            precise_daily_ends=use_strict_end_times(
                config.type, symbol, ONE_DAY, hours, enabled=self._algorithm.settings.daily_precise_end_time
            ),
        )  # fmt: skip
        self._feed.subscribe(config, security, clock.to_utc(start))

    def _feed_currencies(self, frontier: datetime) -> None:
        for config, security in self._feed.securities.pending_currency_feeds():
            self._feed.subscribe(config, security, frontier)


def _universe_key(change: UserChange) -> tuple[SecurityType, str]:
    symbol = change.security.symbol
    return symbol.security_type, symbol.id.market


def _groups(changes: list[UserChange]) -> list[list[UserChange]]:
    """The user's securities are universes by type and market; the finest resolution selects first."""
    groups: dict[tuple[SecurityType, str], list[UserChange]] = {}
    for change in changes:
        groups.setdefault(_universe_key(change), []).append(change)

    def finest(group: list[UserChange]) -> tuple[int, int, str]:
        sizes = [config.resolution for config in group[0].configs]
        return min(sizes, default=Resolution.DAILY), *_universe_key(group[0])

    return sorted(groups.values(), key=finest)
