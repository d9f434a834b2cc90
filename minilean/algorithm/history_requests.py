"""Which data a history request reads (Algorithm/QCAlgorithm.History.cs, Common/Data/HistoryRequestFactory.cs)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from minilean.algorithm.consolidation import common_tick_type
from minilean.algorithm.subscriptions import data_kinds
from minilean.data.bar_counts import start_of_bars
from minilean.data.bars import QuoteBar, TradeBar
from minilean.data.base_data import BaseData
from minilean.data.corporate import Delisting, Dividend, Split, SymbolChangedEvent
from minilean.data.fill_forward import FillInterval
from minilean.data.slice import Slice
from minilean.data.strict_times import use_strict_end_times
from minilean.data.subscription import SubscriptionRequest, emissions
from minilean.data.subscription_config import INCREMENTS, SubscriptionDataConfig
from minilean.data.ticks import Tick
from minilean.data.zones import convert, zone_clock
from minilean.enums import DataNormalizationMode, MarketDataType, Resolution, SecurityType, TickType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from minilean.algorithm.facade import QCAlgorithm
    from minilean.securities.exchange_hours import SecurityExchangeHours
    from minilean.securities.symbol import Symbol

COMMON_TYPES = (TradeBar, QuoteBar, Tick)
_CORPORATE_EVENTS = (Dividend, Split, Delisting, SymbolChangedEvent)
_ONE_SECOND = timedelta(seconds=1)
_NO_MARKET = "empty"
"""The market LEAN gives the symbol of a ticker nobody added; it looks there for a file and finds none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a caller asked for beside symbols and times; None leaves it to the subscription."""

    data_type: type[Any] | None = None
    resolution: Resolution | None = None
    fill_forward: bool | None = None
    extended: bool | None = None
    normalization: DataNormalizationMode | None = None


def matching_configs(
    self: QCAlgorithm, symbol: Symbol, wish: Wish, *, every: bool = False
) -> list[SubscriptionDataConfig]:
    """The subscriptions a request for a symbol reads from, made up where there are none.

    The engine's own count when there are no others, or with ``every`` after those.
    """
    known = self.subscription_manager.get_subscription_data_configs(symbol, include_internal=True)
    known.sort(key=lambda config: (-config.resolution, -config.tick_type))
    wanted = [config for config in known if _is_wanted(wish, config)]
    if wish.data_type is Tick:
        wanted = [
            replace(config, type=Tick, resolution=Resolution.TICK, consolidators=[])
            for config in known
            if config.type in COMMON_TYPES
        ]
    configs = [config for config in wanted if not config.is_internal_feed] or wanted
    if every:
        configs = sorted(wanted, key=lambda config: config.is_internal_feed)
    if configs:
        return _without_quotes(symbol, wish, configs)
    if symbol.id.market == _NO_MARKET and wish.data_type in (None, *COMMON_TYPES):
        note = f"Warning: {symbol.value} has no history: it was not added; ask with its Symbol, or add it first"
        self._qc.feed.files.limits.tell_once(note)
        return []
    return _made_up(self, symbol, wish)


def _is_wanted(wish: Wish, config: SubscriptionDataConfig) -> bool:
    if wish.data_type is None or wish.data_type not in COMMON_TYPES:
        return wish.data_type is None or issubclass(config.type, wish.data_type)
    return config.type in COMMON_TYPES and (
        config.type is wish.data_type or common_tick_type(wish.data_type) == config.tick_type
    )


def _without_quotes(symbol: Symbol, wish: Wish, configs: list[SubscriptionDataConfig]) -> list[SubscriptionDataConfig]:
    """Equities have no quotes by the hour and the day; below, a missing kind is added."""
    if wish.resolution is None or symbol.security_type != SecurityType.EQUITY:
        return configs
    if wish.resolution in (Resolution.HOUR, Resolution.DAILY):
        return [config for config in configs if config.tick_type != TickType.QUOTE]
    if wish.data_type is None and all(config.tick_type != TickType.QUOTE for config in configs):
        kind = Tick if wish.resolution == Resolution.TICK else QuoteBar
        quote = replace(configs[0], type=kind, tick_type=TickType.QUOTE, consolidators=[])
        return [*configs, quote]
    return configs


def _made_up(self: QCAlgorithm, symbol: Symbol, wish: Wish) -> list[SubscriptionDataConfig]:
    """New subscriptions, with the user's settings for the symbol's bars if it has any."""
    resolution = _resolution(self, symbol, wish)
    entry = self.market_hours_database.get_entry(symbol.id.market, symbol, symbol.security_type)
    kinds = data_kinds(symbol.security_type, resolution)
    is_custom = symbol.security_type == SecurityType.BASE or _reads_itself(wish.data_type)
    if is_custom:
        kinds = [(wish.data_type or BaseData, TickType.TRADE)]
    elif wish.data_type in _CORPORATE_EVENTS:
        kinds = [(TradeBar, TickType.TRADE)]  # they come with the trades
    elif wish.data_type is not None:
        kinds = [kind for kind in kinds if kind[0] is wish.data_type]
    known = sorted(self.subscription_manager.get_subscription_data_configs(symbol), key=lambda c: -c.resolution)
    users: Any = next((config for config in known if config.type in COMMON_TYPES), self.universe_settings)
    return [
        SubscriptionDataConfig(
            type=data_type,
            symbol=symbol,
            resolution=resolution,
            data_time_zone=entry.data_time_zone,
            exchange_time_zone=entry.exchange_hours.time_zone,
            tick_type=tick_type,
            fill_data_forward=self.universe_settings.fill_forward,
            extended_market_hours=users.extended_market_hours,
            is_internal_feed=True,
            is_custom_data=is_custom,
            data_normalization_mode=users.data_normalization_mode,
            mapped_symbol=symbol.value,
        )
        for data_type, tick_type in kinds
    ]


def _resolution(self: QCAlgorithm, symbol: Symbol, wish: Wish) -> Resolution:
    """The finest the symbol has, the engine's own subscriptions counting only without others (GetResolution)."""
    if wish.resolution is not None:
        return wish.resolution
    known = self.subscription_manager.get_subscription_data_configs(symbol, include_internal=True)
    counting = [config for config in known if not config.is_internal_feed] or known
    finest: Resolution | None = min((config.resolution for config in counting), default=None)
    kind = wish.data_type
    if finest is not None and (finest != Resolution.TICK or kind is Tick or _reads_itself(kind)):
        return finest
    if kind is not None and _reads_itself(kind):
        default: Resolution = kind().default_resolution()
        return default
    settings: Resolution = self.universe_settings.resolution
    return settings


def _reads_itself(data_type: type[Any] | None) -> bool:
    """Whether a kind of data knows its files, as users' and universes' do."""
    return data_type is not None and data_type not in COMMON_TYPES and hasattr(data_type, "get_source")


def adapted(config: SubscriptionDataConfig, wish: Wish) -> SubscriptionDataConfig:
    """A subscription as the request changes it."""
    resolution = config.resolution if wish.resolution is None else wish.resolution
    data_type = config.type
    if resolution != config.resolution and data_type in COMMON_TYPES:
        data_type = QuoteBar if config.tick_type == TickType.QUOTE else TradeBar
        data_type = Tick if resolution == Resolution.TICK else data_type
    extended = config.extended_market_hours if wish.extended is None else wish.extended
    mode = config.data_normalization_mode if wish.normalization is None else wish.normalization
    return replace(
        config,
        type=data_type,
        resolution=resolution,
        fill_data_forward=config.fill_data_forward if wish.fill_forward is None else wish.fill_forward,
        extended_market_hours=extended,
        data_normalization_mode=mode,
        is_internal_feed=False,
        consolidators=[],
    )


def _hours(self: QCAlgorithm, config: SubscriptionDataConfig) -> SecurityExchangeHours:
    """Those of the security's exchange, which a user may have replaced; the database's for what was not added."""
    security = self.securities.get(config.symbol)
    return self._qc.feed.hours_of(config) if security is None else security.exchange.hours


def first_time_of_bars(
    self: QCAlgorithm,
    config: SubscriptionDataConfig,
    periods: int,
    resolution: Resolution | None,
    extended: bool | None = None,
    before: datetime | None = None,
) -> datetime:
    """Where so many bars before now, or before another time, begin; both in the algorithm's zone."""
    resolution = config.resolution if resolution is None else resolution
    size = max(INCREMENTS[resolution], _ONE_SECOND)
    hours = _hours(self, config)
    in_extended = False
    if resolution < Resolution.HOUR:
        in_extended = config.extended_market_hours if extended is None else extended
    utc = self._qc.utc if before is None else zone_clock(self._qc.zone).to_utc(before)
    local = zone_clock(hours.time_zone).from_utc(utc)
    start = start_of_bars(
        hours,
        local,
        size,
        periods,
        extended=in_extended,
        data_zone=config.data_time_zone,
        precise_daily_ends=use_strict_end_times(
            config.type, config.symbol, size, hours, enabled=self.settings.daily_precise_end_time
        ),
    )
    return convert(start, hours.time_zone, self._qc.zone)


def read(
    self: QCAlgorithm, config: SubscriptionDataConfig, start: datetime, end: datetime, *, auxiliary: bool = False
) -> Iterator[tuple[datetime, BaseData]]:
    """The points of an adapted subscription after ``start`` up to ``end``, both in the algorithm's zone.

    Corporate events come only when asked for. Yields UTC times with the points.
    """
    feed = self._qc.feed
    hours = feed.hours_of(config)
    algorithm_clock = zone_clock(self._qc.zone)
    start_utc, end_utc = algorithm_clock.to_utc(start), algorithm_clock.to_utc(end)
    clock = zone_clock(config.exchange_time_zone)
    first, last = clock.from_utc(start_utc), clock.from_utc(end_utc)
    request = SubscriptionRequest(
        config=config,
        hours=hours,
        files=feed.files,
        start_utc=start_utc,
        end_utc=end_utc,
        fill_interval=FillInterval(config.increment),
        precise_daily_ends=self.settings.daily_precise_end_time,
        emissions=feed.custom_emissions(config),
        scale_end_utc=end_utc,
    )
    for utc, point in emissions(request):
        is_auxiliary = point.data_type == MarketDataType.AUXILIARY
        if is_auxiliary and not auxiliary:
            continue
        if config.resolution == Resolution.TICK or first < point._end_time <= last:
            feed.history_points += 1
            yield utc, point


def slices(algorithm: QCAlgorithm, points: Iterable[tuple[datetime, BaseData]]) -> Iterator[Slice]:
    """Points in the order of their UTC times, those of a moment together."""
    clock = zone_clock(algorithm._qc.zone)
    for utc, moment in groupby(points, key=itemgetter(0)):
        yield Slice(clock.from_utc(utc), [point for _, point in moment], utc)
