"""Indicators on subscriptions (Algorithm/QCAlgorithm.Indicators.cs)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from minilean.algorithm.consolidation import resolve_consolidator, subscription_of
from minilean.algorithm.indicator_warm_up import warm_up_by_span
from minilean.consolidators.python_consolidator import as_consolidator
from minilean.data.bars import TradeBar
from minilean.data.base_data import BaseData
from minilean.enums import Resolution
from minilean.indicators.base import Indicator, IndicatorBase
from minilean.indicators.catalogue import Built, build, indicator_name, signatures
from minilean.indicators.data_point import IndicatorDataPoint, number_of
from minilean.interop.decimals import to_decimal
from minilean.securities.symbol import Symbol, as_symbol

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm

_NO_WARM_UP_WARNING = (
    "Warning: the 'WarmUpIndicator' feature only works with indicators which inherit from "
    "'IIndicatorWarmUpPeriodProvider' and define a warm up period, setting property 'WarmUpPeriod' with a value > 0. "
    "The provided indicator of type '{}' will not be warmed up."
)
Selector = Callable[[Any], Any]


def helper(name: str) -> Callable[..., IndicatorBase]:
    """The method of an algorithm for an indicator of the catalogue."""

    def method(self: QCAlgorithm, *arguments: Any, **named: Any) -> IndicatorBase:
        built = build(self, name, arguments, named)
        return _put_on_data(self, built)

    method.__name__ = name
    method.__doc__ = f"Makes the indicator {signatures()[name][0].class_name} and feeds it."
    return method


def _put_on_data(self: QCAlgorithm, built: Built) -> IndicatorBase:
    for symbol in built.symbols:
        consolidator = resolve_consolidator(self, symbol, built.resolution)
        selector = built.selector
        if built.trade_field is not None and subscription_of(self, symbol).type is TradeBar:
            selector = _field(built.trade_field)
        _feed(self, symbol, built.indicator, consolidator, selector)
    if self.settings.automatic_indicator_warm_up and built.warms_up:
        warm_up_indicator(self, list(built.symbols), built.indicator, built.resolution, built.selector)
    return built.indicator


def _field(name: str) -> Selector:
    def select(bar: Any) -> Any:
        return getattr(bar, name)

    return select


def _feed(
    self: QCAlgorithm,
    symbol: Symbol,
    indicator: Any,
    consolidator: Any,
    selector: Selector | None,
) -> None:
    consolidator = as_consolidator(consolidator)
    consolidators = getattr(indicator, "consolidators", None)
    if consolidators is not None:
        consolidators.add(consolidator)
    self.subscription_manager.add_consolidator(symbol, consolidator, None)
    # the indicator has the bar before the handlers a user put on data_consolidated
    consolidator._qc_emitted += indicator_updater(indicator, selector)


def _value_updater(indicator: Indicator) -> Callable[[Any, Any], None]:
    """Feeds an indicator of values with the values of bars, the most frequent case of all."""
    update, feed = indicator._qc_feed_data, indicator._qc_feed

    def take_value(_: Any, bar: Any) -> None:
        kind = type(bar)
        if kind is TradeBar:
            feed(bar.symbol, bar._end_time, bar._close)
        elif kind is IndicatorDataPoint:
            update(bar)
        else:
            feed(bar.symbol, bar.end_time, bar._value)

    return take_value


def indicator_updater(indicator: Any, selector: Selector | None) -> Callable[[Any, Any], None]:
    """Feeds an indicator with what consolidators emit."""
    update = getattr(indicator, "_qc_feed_data", None) or indicator.update
    if selector is None and isinstance(indicator, Indicator):
        return _value_updater(indicator)
    if selector is None:

        def take(_: Any, bar: Any) -> None:
            update(bar)

        return take

    select = getattr(selector, "exact", selector)

    def take_selected(_: Any, bar: Any) -> None:
        selected = select(bar)
        if isinstance(indicator, Indicator):
            indicator._qc_feed(bar.symbol, bar.end_time, to_decimal(number_of(selected)))
        elif isinstance(selected, BaseData):
            update(selected)
        else:
            update(IndicatorDataPoint(bar.symbol, bar.end_time, to_decimal(number_of(selected))))

    return take_selected


def register_indicator(
    self: QCAlgorithm,
    symbol: Any,
    indicator: Any,
    resolution: Any = None,
    selector: Selector | None = None,
) -> None:
    """Feeds an indicator with a symbol's data at a resolution or span, or through a consolidator."""
    key = as_symbol(symbol)
    if resolution is None or isinstance(resolution, (Resolution, timedelta)):
        consolidator = resolve_consolidator(self, key, resolution)
    else:
        consolidator = resolution
    _feed(self, key, indicator, consolidator, selector)


def unregister_indicator(self: QCAlgorithm, indicator: Any) -> None:
    """Stops feeding an indicator."""
    for consolidator in list(indicator.consolidators):
        self.subscription_manager.remove_consolidator(None, consolidator)
    indicator.consolidators.clear()


def warm_up_indicator(
    self: QCAlgorithm,
    symbol: Any,
    indicator: Any,
    resolution: Any = None,
    selector: Selector | None = None,
) -> None:
    """Feeds an indicator, reset before, with as much history as it needs; a span is consolidated and resets nothing."""
    from minilean.algorithm.indicator_history import compute

    if getattr(indicator, "warm_up_period", None) is None:
        if self._qc.once("warm up"):
            self.debug(_NO_WARM_UP_WARNING.format(type(indicator).__name__))
        return
    if isinstance(resolution, timedelta):
        symbols = [as_symbol(item) for item in symbol] if isinstance(symbol, (list, tuple)) else [as_symbol(symbol)]
        warm_up_by_span(self, symbols, indicator, resolution, indicator_updater(indicator, selector))
    else:
        compute(self, indicator, (symbol, 0, resolution, selector), {})


def create_indicator_name(self: QCAlgorithm, symbol: Any, type: str, resolution: Resolution | None = None) -> str:
    """``SMA(14)`` of SPY by the hour is ``SMA(14,SPY_hr)``."""
    key = None if symbol is None else as_symbol(symbol)
    if resolution is None and key is not None:
        resolution = subscription_of(self, key).resolution
    return indicator_name(key, type, resolution)


def resolution_of(self: QCAlgorithm, symbol: Symbol) -> Resolution:
    """The resolution of the subscription an indicator of the symbol would use."""
    return subscription_of(self, symbol).resolution


def indicator_history(self: QCAlgorithm, indicator: Any, *arguments: Any, **named: Any) -> Any:
    """The values an indicator had over a history: ``(indicator, symbols, periods|span|start and end, ...)``."""
    from minilean.algorithm.indicator_history import compute

    return compute(self, indicator, arguments, named)
