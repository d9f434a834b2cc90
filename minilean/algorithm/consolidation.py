"""Consolidators: making them and putting them on subscriptions (QCAlgorithm.Indicators.cs, SubscriptionManager.cs)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from minilean.consolidators.calendars import Calendar
from minilean.consolidators.identity import IdentityDataConsolidator
from minilean.consolidators.market_hours import MarketHourAwareConsolidator
from minilean.consolidators.python_consolidator import as_consolidator, identity_of
from minilean.consolidators.quote_bars import QuoteBarConsolidator
from minilean.consolidators.scan import ConsolidatorWrapper, ScanQueue
from minilean.consolidators.trade_bars import TradeBarConsolidator
from minilean.data.bars import QuoteBar, TradeBar
from minilean.data.subscription_config import INCREMENTS, SubscriptionDataConfig
from minilean.data.ticks import Tick
from minilean.data.zones import ZoneClock, zone_clock
from minilean.enums import Resolution, TickType
from minilean.errors import ArgumentError, InvalidOperation
from minilean.interop.overloads import overloaded
from minilean.securities.symbol import Symbol, as_symbol

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm

_REGULAR_HOURS_WARNING = (
    "Warning: The subscription for {} has ExtendedMarketHours=true, but "
    "Settings.DailyConsolidationUseExtendedMarketHours=false. Daily consolidations will exclude extended market hours. "
    "Enable algorithm.Settings.DailyConsolidationUseExtendedMarketHours to include them."
)

__all__ = ["Calendar", "SubscriptionManager", "consolidate", "create_consolidator", "resolve_consolidator"]


class _Clock:
    """The time a subscription's consolidators see."""

    def __init__(self, algorithm: QCAlgorithm, zone: ZoneClock) -> None:
        self._algorithm = algorithm
        self._zone = zone

    @property
    def utc_time(self) -> datetime:
        return self._algorithm._qc.utc

    @property
    def local_time(self) -> datetime:
        return self._zone.from_utc(self._algorithm._qc.utc)

    def to_utc(self, local_time: datetime) -> datetime:
        return self._zone.to_utc(local_time)


class SubscriptionManager:
    """The subscriptions of an algorithm and their consolidators (Common/Data/SubscriptionManager.cs)."""

    def __init__(self, algorithm: QCAlgorithm) -> None:
        self._algorithm = algorithm
        self._wrappers: dict[int, tuple[Any, ConsolidatorWrapper]] = {}
        self._scans = ScanQueue()

    @property
    def subscriptions(self) -> list[SubscriptionDataConfig]:
        """The subscriptions that are not internal."""
        return [config for config in self._algorithm._qc.configs if not config.is_internal_feed]

    @property
    def count(self) -> int:
        """How many subscriptions there are, internal ones too."""
        return len(self._algorithm._qc.configs)

    @property
    def subscription_data_config_service(self) -> SubscriptionManager:
        """LEAN's service for configurations."""
        return self

    def get_subscription_data_configs(self, symbol: Any = None, include_internal: bool = False) -> list[Any]:
        """The subscriptions of a symbol, or all."""
        key = None if symbol is None else as_symbol(symbol)
        return [
            config
            for config in self._algorithm._qc.configs
            if (key is None or config.symbol == key) and (include_internal or not config.is_internal_feed)
        ]

    def add_consolidator(self, symbol: Any, consolidator: Any, tick_type: TickType | None = None) -> None:
        """Feeds a consolidator with a symbol's data.

        Raises ArgumentError for a symbol without a subscription or data the consolidator does not take.
        """
        key = as_symbol(symbol)
        configs = self.get_subscription_data_configs(key)
        if not configs:
            message = f"Please subscribe to this symbol before adding a consolidator for it. Symbol: {key.value}"
            raise ArgumentError(message)
        consolidator = as_consolidator(consolidator)
        for config in configs:
            if _takes(consolidator, config, tick_type):
                if consolidator in config.consolidators:
                    return
                config.consolidators.append(consolidator)
                clock = _Clock(self._algorithm, zone_clock(config.exchange_time_zone))
                wrapper = ConsolidatorWrapper(consolidator, config.increment, clock)
                self._wrappers[identity_of(consolidator)] = (consolidator, wrapper)
                # a consolidator that hands its input on has nothing to complete: LEAN scans it to no effect
                if type(consolidator) is not IdentityDataConsolidator:
                    self._scans.add(wrapper)
                return
        supported = ",".join(config.type.__name__ for config in configs)
        message = (
            f"Type mismatch found between consolidator and symbol. Symbol: {key.value} does not support input type: "
            f"{consolidator.input_type.__name__}. Supported types: {supported}."
        )
        raise ArgumentError(message)

    def remove_consolidator(self, symbol: Any, consolidator: Any) -> None:
        """Stops feeding a consolidator."""
        key = None if symbol is None else as_symbol(symbol)
        for config in self._algorithm._qc.configs:
            if (key is None or config.symbol == key) and consolidator in config.consolidators:
                config.consolidators.remove(consolidator)
                known, wrapper = self._wrappers.pop(identity_of(consolidator), (None, None))
                if known is not None and wrapper is not None:
                    wrapper.dispose()
                    known.dispose()

    @property
    def scans(self) -> ScanQueue:
        """When consolidators look at the clock."""
        return self._scans

    def scan_past_consolidators(self, utc: datetime) -> None:
        """Lets consolidators whose time has come before ``utc`` look at the clock."""
        self._scans.scan_past(utc, self._algorithm._qc.utc, self._algorithm.set_date_time)


def _takes(consolidator: Any, config: SubscriptionDataConfig, tick_type: TickType | None) -> bool:
    if not issubclass(config.type, consolidator.input_type):
        return False
    if config.type is not Tick:
        return True
    if tick_type is not None:
        return config.tick_type == tick_type
    output = consolidator.output_type
    return output not in (TradeBar, QuoteBar) or config.tick_type == common_tick_type(output)


def common_tick_type(data_type: type[Any]) -> TickType:
    """What a bar type is made of."""
    return TickType.QUOTE if issubclass(data_type, QuoteBar) else TickType.TRADE


def subscription_of(self: QCAlgorithm, symbol: Symbol, tick_type: TickType | None = None) -> SubscriptionDataConfig:
    """The first subscription of a symbol by tick type; a symbol without one is added.

    Raises InvalidOperation where the symbol has none of the kind.
    """
    manager = self.subscription_manager
    if not manager.get_subscription_data_configs(symbol):
        self.add_security(symbol)
    configs = sorted(manager.get_subscription_data_configs(symbol), key=lambda config: config.tick_type)
    for config in configs:
        if tick_type is None or config.tick_type == tick_type or config.type not in (TradeBar, QuoteBar, Tick):
            return config  # type: ignore[no-any-return]
    message = f"No subscription of {symbol} has the requested tick type {tick_type}"
    raise InvalidOperation(message)


@overloaded("symbol time_span data_type")
def resolve_consolidator(
    self: QCAlgorithm,
    symbol: Any,
    resolution: Resolution | timedelta | None,
    data_type: type[Any] | None = None,
) -> Any:
    """A consolidator that brings a symbol's data to a resolution."""
    tick_type = None if data_type is None else common_tick_type(data_type)
    if isinstance(resolution, timedelta):
        return build_consolidator(self, as_symbol(symbol), tick_type, resolution, None)
    return build_consolidator(self, as_symbol(symbol), tick_type, None, resolution)


def build_consolidator(
    self: QCAlgorithm,
    symbol: Symbol,
    tick_type: TickType | None,
    period: timedelta | None,
    resolution: Resolution | None,
) -> Any:
    """The consolidator for a span or a resolution of a symbol's subscription.

    Raises ArgumentError for a span below the subscription's.
    """
    config = subscription_of(self, symbol, tick_type)
    if (period is not None and period < config.increment) or (
        resolution is not None and resolution < config.resolution
    ):
        message = (
            f"Unable to create {symbol} consolidator because {symbol} is registered for "
            f"{config.resolution.dotnet_name} data. Consolidators require higher resolution data to produce lower "
            "resolution data."
        )
        raise ArgumentError(message)
    if period is None and resolution is None:
        period = config.increment
    if period == config.increment or resolution == config.resolution:
        return IdentityDataConsolidator(config.type)
    if resolution == Resolution.DAILY:
        extended = self.settings.daily_consolidation_use_extended_market_hours and config.extended_market_hours
        if config.extended_market_hours and not extended and self._qc.once("daily consolidation"):
            self.debug(_REGULAR_HOURS_WARNING.format(symbol))
        return MarketHourAwareConsolidator(
            self.settings.daily_precise_end_time, resolution, config.type, config.tick_type, extended
        )
    span = INCREMENTS[resolution] if resolution is not None else period
    return create_consolidator(span, config.type, config.tick_type)


def create_consolidator(period: Any, consolidator_input_type: type[Any], tick_type: TickType | None = None) -> Any:
    """A consolidator of a span or calendar function for data of a type (QCAlgorithm.CreateConsolidator)."""
    from minilean.consolidators.dynamic_data import DynamicDataConsolidator
    from minilean.consolidators.quote_bars import TickQuoteBarConsolidator
    from minilean.consolidators.trade_bars import BaseDataConsolidator, TickConsolidator
    from minilean.data.python_data import PythonData

    if isinstance(period, timedelta) and not period:
        return IdentityDataConsolidator(consolidator_input_type)
    if issubclass(consolidator_input_type, TradeBar):
        return TradeBarConsolidator(period)
    if issubclass(consolidator_input_type, QuoteBar):
        return QuoteBarConsolidator(period)
    if issubclass(consolidator_input_type, Tick):
        return TickQuoteBarConsolidator(period) if tick_type == TickType.QUOTE else TickConsolidator(period)
    if issubclass(consolidator_input_type, PythonData):
        return DynamicDataConsolidator(period)
    return BaseDataConsolidator(period)


def consolidate(self: QCAlgorithm, *arguments: Any) -> Any:
    """Calls a handler with consolidated bars.

    Arguments are ``(symbol, period, [tick type,] handler)``, the period a resolution, a span or a calendar function; or
    ``(type, symbol, size, [tick type,] handler)`` for renko, range and count bars.
    """
    if isinstance(arguments[0], type):
        return _consolidate_typed(self, *arguments)
    symbol, period, *rest = arguments
    tick_type, handler = (None, rest[0]) if len(rest) == 1 else (rest[0], rest[1])
    key = as_symbol(symbol)
    if isinstance(period, Resolution):
        consolidator = build_consolidator(self, key, tick_type, None, period)
    elif isinstance(period, timedelta):
        consolidator = build_consolidator(self, key, tick_type, period, None)
    else:
        config = subscription_of(self, key, tick_type)
        consolidator = create_consolidator(period, config.type, config.tick_type)
    return _attach(self, key, consolidator, tick_type, handler)


def _consolidate_typed(self: QCAlgorithm, kind: type[Any], symbol: Any, size: Any, *rest: Any) -> Any:
    tick_type, handler = (None, rest[0]) if len(rest) == 1 else (rest[0], rest[1])
    key = as_symbol(symbol)
    of_ticks = subscription_of(self, key).resolution == Resolution.TICK
    consolidator = _consolidator_of_size(kind, size, tick_type, of_ticks=of_ticks)
    return _attach(self, key, consolidator, tick_type, handler)


def _consolidator_of_size(kind: type[Any], size: Any, tick_type: TickType | None, *, of_ticks: bool) -> Any:
    """Bars of a size or range, or of a count of what the subscription delivers."""
    from minilean.consolidators.quote_bars import TickQuoteBarConsolidator
    from minilean.consolidators.range_bars import RangeConsolidator
    from minilean.consolidators.renko import RenkoConsolidator
    from minilean.consolidators.trade_bars import BaseDataConsolidator, TickConsolidator
    from minilean.consolidators.volume_renko import VolumeRenkoConsolidator

    sized: dict[str, Callable[[Any], Any]] = {
        "RenkoBar": RenkoConsolidator,
        "VolumeRenkoBar": VolumeRenkoConsolidator,
        "RangeBar": lambda size: RangeConsolidator(int(size)),
    }
    if kind.__name__ in sized:
        return sized[kind.__name__](size)
    if of_ticks:
        return TickQuoteBarConsolidator(int(size)) if tick_type == TickType.QUOTE else TickConsolidator(int(size))
    if kind is TradeBar:
        return TradeBarConsolidator(int(size))
    return QuoteBarConsolidator(int(size)) if kind is QuoteBar else BaseDataConsolidator(int(size))


def _attach(
    self: QCAlgorithm,
    symbol: Symbol,
    consolidator: Any,
    tick_type: TickType | None,
    handler: Callable[[Any], Any],
) -> Any:
    consolidator._qc_emitted += lambda _, bar: handler(bar)
    self.subscription_manager.add_consolidator(symbol, consolidator, tick_type)
    return consolidator
