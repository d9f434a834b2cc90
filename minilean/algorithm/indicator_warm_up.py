"""Indicators learn bars of any span from history (Algorithm/QCAlgorithm.Indicators.cs, WarmUpIndicatorImpl)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from minilean.algorithm.consolidation import build_consolidator, create_consolidator
from minilean.algorithm.history import slices_of
from minilean.algorithm.subscriptions import data_kinds
from minilean.data.subscription_config import INCREMENTS
from minilean.data.zones import zone_clock
from minilean.enums import Resolution, TickType
from minilean.errors import ArgumentError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from minilean.algorithm.facade import QCAlgorithm
    from minilean.data.slice import Slice
    from minilean.securities.symbol import Symbol

_NOTHING = timedelta()


def warm_up_by_span(
    algorithm: QCAlgorithm,
    symbols: Sequence[Symbol],
    indicator: Any,
    span: timedelta,
    update: Callable[[Any, Any], None],
) -> None:
    """Gives ``update`` the bars of a span that the indicator needs, made of the largest bars that fit in."""
    history = _history(algorithm, symbols, indicator, span)
    if not history:
        return
    consolidators = {symbol: _consolidator(algorithm, symbol, indicator, span) for symbol in symbols}
    for consolidator in consolidators.values():
        consolidator.data_consolidated += update
    for each in history:
        for symbol, consolidator in consolidators.items():
            point = each.get(consolidator.input_type).get(symbol)
            if point is not None:
                consolidator.update(point)
    for symbol, consolidator in consolidators.items():
        if consolidator.working_data is not None:
            consolidator.scan(_local_time(algorithm, symbol))


def _history(algorithm: QCAlgorithm, symbols: Sequence[Symbol], indicator: Any, span: timedelta) -> list[Slice]:
    periods = int(indicator.warm_up_period or 0)
    resolution = max(each for each in Resolution if INCREMENTS[each] <= span)
    if INCREMENTS[resolution]:
        periods *= span // INCREMENTS[resolution]
    if not periods:
        return []
    try:
        return slices_of(algorithm, symbols, periods, resolution)
    except ArgumentError as error:
        algorithm.debug(f"{indicator.name} could not be warmed up. Reason: {error}")
        return []


def _consolidator(algorithm: QCAlgorithm, symbol: Symbol, indicator: Any, span: timedelta) -> Any:
    """Of the symbol's subscription, of its daily data when it has none."""
    takes_trades = getattr(indicator, "takes", "") == "trade bar"
    if algorithm.subscription_manager.get_subscription_data_configs(symbol):
        return build_consolidator(algorithm, symbol, TickType.TRADE if takes_trades else None, span, None)
    is_a_bar = span in INCREMENTS.values()
    data_type, tick_type = data_kinds(symbol.security_type, Resolution.DAILY)[0]
    return create_consolidator(_NOTHING if is_a_bar else span, data_type, tick_type)


def _local_time(algorithm: QCAlgorithm, symbol: Symbol) -> datetime:
    security = algorithm.securities.get(symbol)
    if security is not None:
        now: datetime = security.local_time
        return now
    database = algorithm.market_hours_database
    zone = database.get_exchange_hours(symbol.id.market, symbol, symbol.security_type).time_zone
    return zone_clock(zone).from_utc(algorithm._qc.utc)
