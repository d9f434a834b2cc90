"""Equity orders for the opening and the closing auction (EquityFillModel.MarketOnOpenFill, MarketOnCloseFill)."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from minilean.data.bars import TradeBar
from minilean.data.base_data import NO_TIME
from minilean.data.ticks import Tick
from minilean.data.zones import zone_clock
from minilean.enums import OrderStatus, TickType
from minilean.interop.decimals import strip_zeros
from minilean.orders.fill.fill_model import set_filled
from minilean.orders.fill.quotes import best_effort_price
from minilean.orders.fill.subscriptions import has_extended_hours
from minilean.orders.messages import time_text
from minilean.orders.slippage.slippage_model import slippage_of

if TYPE_CHECKING:
    from minilean.orders.event import OrderEvent
    from minilean.orders.fill.equity import EquityFillModel
    from minilean.orders.order import Order
    from minilean.securities.security import Security

_ONE_HOUR = timedelta(hours=1)
_ONE_MINUTE = timedelta(minutes=1)
_OPENING_PRINTS = 1 << 6 | 1 << 26
_CLOSING_PRINTS = 1 << 7 | 1 << 24
_NO_OPEN = "No trade with the OfficialOpen or OpeningPrints flag within the 1-minute timeout."
_NO_CLOSE = "No trade with the OfficialClose or ClosingPrints flag within the 1-minute timeout."
_NO_CLOSE_IN_REGULAR_HOURS = (
    "No trade with the OfficialClose or ClosingPrints flag for data that does not include extended market hours."
)


def fill_on_open(model: EquityFillModel, asset: Security, order: Order) -> OrderEvent:
    """The opening auction's fill, or the untouched event while the order waits."""
    fill = model._qc_event(asset, order)
    if order.status is OrderStatus.CANCELED:
        return fill
    order_time = zone_clock(asset.exchange.time_zone).from_utc(order._time)
    end_time: datetime | None = NO_TIME
    types = model._qc_types(asset)
    if Tick in types:
        end_time = _open_by_ticks(asset, fill)
    elif TradeBar in types:
        end_time = _open_by_bar(asset, fill, order_time)
    else:
        fill.message = _by_quotes(asset)
    if end_time is None or order_time >= end_time:
        return fill
    if asset.exchange.date_time_is_open(order_time) and order_time.date() == end_time.date():
        return fill
    if not model.is_exchange_open(asset, False):
        return fill
    return _complete(model, fill, asset, order)


def _open_by_bar(asset: Security, fill: OrderEvent, order_time: datetime) -> datetime | None:
    bar = asset.cache.get_data(TradeBar)
    if bar is None:
        return NO_TIME
    if bar.time < order_time:
        return None
    if bar.period < _ONE_HOUR and not asset.exchange.date_time_is_open(bar.time):
        return None
    fill._fill_price = strip_zeros(bar._open)
    end: datetime = bar.end_time
    return end


def _open_by_ticks(asset: Security, fill: OrderEvent) -> datetime | None:
    trades = [tick for tick in _trades(asset) if asset.exchange.date_time_is_open(tick.time)]
    tick = next((trade for trade in trades if _is_official(trade, asset, _OPENING_PRINTS)), None)
    if tick is None:
        tick = trades[-1] if trades else _last_tick(asset)
        opening = asset.exchange.hours.get_market_hours(asset.local_time).get_market_open(timedelta(), False)
        fill.message = _NO_OPEN
        if tick is not None and opening is not None and _time_of_day(tick.end_time) - opening < _ONE_MINUTE:
            return None
        fill.message += _by_last(tick)
    return _price_by(tick, fill)


def fill_on_close(model: EquityFillModel, asset: Security, order: Order) -> OrderEvent:
    """The closing auction's fill, or the untouched event while the order waits."""
    fill = model._qc_event(asset, order)
    if order.status is OrderStatus.CANCELED:
        return fill
    order_time = zone_clock(asset.exchange.time_zone).from_utc(order._time)
    close = asset.exchange.hours.get_next_market_close(order_time, False)
    if asset.local_time < close:
        return fill
    types = model._qc_types(asset)
    if Tick in types:
        if not _close_by_ticks(model, asset, fill, close):
            return fill
    elif TradeBar in types:
        bar = asset.cache.get_data(TradeBar)
        if bar is not None:
            fill._fill_price = strip_zeros(bar._close)
    else:
        fill.message = _by_quotes(asset)
    return _complete(model, fill, asset, order)


def _close_by_ticks(model: EquityFillModel, asset: Security, fill: OrderEvent, close: datetime) -> bool:
    trades = _trades(asset)
    tick = next((trade for trade in reversed(trades) if _is_official(trade, asset, _CLOSING_PRINTS)), None)
    if tick is None:
        tick = trades[-1] if trades else _last_tick(asset)
        fill.message = _NO_CLOSE_IN_REGULAR_HOURS
        if has_extended_hours(model.parameters.config_provider.get_subscription_data_configs(asset.symbol)):
            fill.message = _NO_CLOSE
            if tick is not None and tick.end_time - close < _ONE_MINUTE:
                return False
        fill.message += _by_last(tick)
    _price_by(tick, fill)
    return True


def _complete(model: EquityFillModel, fill: OrderEvent, asset: Security, order: Order) -> OrderEvent:
    slip = slippage_of(asset.slippage_model, asset, order)
    price = fill._fill_price
    if not price:
        age = model.parameters.stale_price_time_span
        best = best_effort_price(asset, model._qc_types(asset), order.direction, order._time, age)
        price = best.price
        fill.message += best.message
    return set_filled(fill, price + slip if order._quantity > 0 else price - slip, order._quantity)


def _trades(asset: Security) -> list[Any]:
    trades = [tick for tick in asset.cache.get_all(Tick) if tick.tick_type is TickType.TRADE]
    return sorted(trades, key=lambda tick: tick.end_time)


def _last_tick(asset: Security) -> Any:
    ticks = list(asset.cache.get_all(Tick))
    return ticks[-1] if ticks else None


def _is_official(tick: Tick, asset: Any, flags: int) -> bool:
    if not tick.sale_condition.strip() or tick.exchange != asset.primary_exchange.code:
        return False
    return bool(int(tick.sale_condition, 16) & flags)


def _price_by(tick: Tick | None, fill: OrderEvent) -> datetime:
    if tick is None:
        return NO_TIME
    if tick.tick_type is TickType.TRADE:
        fill._fill_price = strip_zeros(tick._value)
    return tick.end_time


def _by_last(tick: Tick | None) -> str:
    return f" Fill with last {tick.tick_type.dotnet_name if tick is not None else ''} data."


def _by_quotes(asset: Security) -> str:
    zone = asset.exchange.time_zone.key
    now = time_text(asset.local_time)
    return f"Warning: No trade information available at {now} {zone}, order filled using Quote data"


def _time_of_day(moment: datetime) -> timedelta:
    return moment - datetime.combine(moment.date(), time())
