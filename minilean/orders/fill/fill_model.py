"""The fill model for all but equities, and the base of the others (Common/Orders/Fills/FillModel.cs)."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from minilean.data.bars import QuoteBar, TradeBar
from minilean.data.base_data import NO_TIME
from minilean.data.ticks import Tick
from minilean.data.zones import zone_clock
from minilean.enums import OrderDirection, OrderStatus, OrderType
from minilean.errors import InvalidOperation
from minilean.interop.decimals import strip_zeros
from minilean.interop.names import dotnet
from minilean.orders.event import OrderEvent
from minilean.orders.fee.order_fee import OrderFee
from minilean.orders.fill.combos import fill_combo_leg_limit, fill_combo_limit, fill_combo_market
from minilean.orders.fill.parameters import Fill, FillModelParameters, Prices, flat_prices
from minilean.orders.fill.quotes import touch_price
from minilean.orders.fill.subscriptions import (
    has_extended_hours,
    prefers_fresh_data,
    subscribed_types,
    visible,
    waits_for_fresh_data,
)
from minilean.orders.messages import time_text
from minilean.orders.slippage.slippage_model import slippage_of
from minilean.orders.stop_orders import moved_stop_price
from minilean.securities.user_models import method_of

if TYPE_CHECKING:
    from minilean.orders.limit_orders import LimitIfTouchedOrder, LimitOrder
    from minilean.orders.order import MarketOnCloseOrder, MarketOnOpenOrder, MarketOrder, Order
    from minilean.orders.stop_orders import StopLimitOrder, StopMarketOrder, TrailingStopOrder
    from minilean.securities.security import Security

_ONE_HOUR = timedelta(hours=1)
_BUY, _SELL = OrderDirection.BUY, OrderDirection.SELL
_METHODS = {
    OrderType.MARKET: "market_fill",
    OrderType.LIMIT: "limit_fill",
    OrderType.LIMIT_IF_TOUCHED: "limit_if_touched_fill",
    OrderType.STOP_MARKET: "stop_market_fill",
    OrderType.TRAILING_STOP: "trailing_stop_fill",
    OrderType.STOP_LIMIT: "stop_limit_fill",
    OrderType.MARKET_ON_OPEN: "market_on_open_fill",
    OrderType.MARKET_ON_CLOSE: "market_on_close_fill",
}
_COMBO_METHODS = {
    OrderType.COMBO_MARKET: "combo_market_fill",
    OrderType.COMBO_LIMIT: "combo_limit_fill",
    OrderType.COMBO_LEG_LIMIT: "combo_leg_limit_fill",
}


def set_filled(fill: OrderEvent, price: Decimal, quantity: Decimal) -> OrderEvent:
    """Marks an event as a complete fill."""
    fill.status = OrderStatus.FILLED
    fill._fill_price = strip_zeros(price)
    fill._fill_quantity = strip_zeros(quantity)
    return fill


def utc_of(asset: Security, local: datetime) -> datetime:
    """A time of the asset's exchange in UTC."""
    return zone_clock(asset.exchange.time_zone).to_utc(local) if local != NO_TIME else local


@dotnet
class FillModel:
    """Fills at the price of the side an order trades against; users override single methods."""

    parameters: FillModelParameters

    def fill(self, parameters: FillModelParameters) -> Fill:
        """The events of an order at this moment; an event that is not a fill leaves the order open."""
        self.parameters = parameters
        kind = parameters.order.type
        if kind in _METHODS:
            method = method_of(self, _METHODS[kind])
            return Fill(method(parameters.security, parameters.order))
        method = method_of(self, _COMBO_METHODS[kind])
        return Fill(method(parameters.order, parameters))

    def market_fill(self, asset: Security, order: MarketOrder) -> OrderEvent:
        """Fills at once in regular hours, or waits while the data are stale."""
        return self._qc_fill_at_market(asset, order)

    def _qc_fill_at_market(self, asset: Security, order: Order, extended_hours: bool = False) -> OrderEvent:
        fill = self._qc_event(asset, order)
        if order.status is OrderStatus.CANCELED or not self.is_exchange_open(asset, extended_hours):
            return fill
        prices = self._qc_prices(asset, order.direction)
        end = utc_of(asset, prices.end_time)
        configs = self._qc_configs(asset)
        if end + self.parameters.stale_price_time_span < order._time:
            if waits_for_fresh_data(configs, end, order._time):
                return fill
            zone = asset.exchange.time_zone.key
            fill.message = f"Warning: fill at stale price ({time_text(prices.end_time)} {zone})"
        price = prices._current
        if prices._open and prefers_fresh_data(configs) and order._time <= utc_of(asset, prices.time):
            price = prices._open
        slip = slippage_of(asset.slippage_model, asset, order)
        return set_filled(fill, price + slip if order._quantity > 0 else price - slip, order._quantity)

    def limit_fill(self, asset: Security, order: LimitOrder) -> OrderEvent:
        """Fills when the range passes the limit, at the limit or, if that was never reached, at the nearer end."""
        return self._qc_fill_at_limit(asset, order, order._limit_price)

    def _qc_fill_at_limit(self, asset: Security, order: Order, limit: Decimal) -> OrderEvent:
        fill = self._qc_event(asset, order)
        if order.status is OrderStatus.CANCELED or not self._qc_is_open(asset):
            return fill
        prices = self._qc_fresh_prices(asset, order)
        if prices is None:
            return fill
        if order._quantity > 0:
            return set_filled(fill, min(prices._high, limit), order._quantity) if prices._low < limit else fill
        return set_filled(fill, max(prices._low, limit), order._quantity) if prices._high > limit else fill

    def stop_market_fill(self, asset: Security, order: StopMarketOrder) -> OrderEvent:
        """Fills when the range passes the stop, at the worse of stop and current price."""
        return self._qc_fill_at_stop(asset, order, extended_hours=False)

    def _qc_fill_at_stop(self, asset: Security, order: StopMarketOrder, extended_hours: bool) -> OrderEvent:
        fill = self._qc_event(asset, order)
        if order.status is OrderStatus.CANCELED or not self.is_exchange_open(asset, extended_hours):
            return fill
        prices = self._qc_fresh_prices(asset, order)
        if prices is None:
            return fill
        slip = slippage_of(asset.slippage_model, asset, order)
        stop = order._stop_price
        if order._quantity > 0:
            price = max(stop, prices._current + slip)
            return set_filled(fill, price, order._quantity) if prices._high > stop else fill
        price = min(stop, prices._current - slip)
        return set_filled(fill, price, order._quantity) if prices._low < stop else fill

    def trailing_stop_fill(self, asset: Security, order: TrailingStopOrder) -> OrderEvent:
        """Fills as a stop does; otherwise the stop follows the market."""
        fill = self._qc_event(asset, order)
        if order.status is OrderStatus.CANCELED or not self.is_exchange_open(asset, False):
            return fill
        prices = self._qc_fresh_prices(asset, order)
        if prices is None:
            return fill
        slip = slippage_of(asset.slippage_model, asset, order)
        stop, buying = order._stop_price, order._quantity > 0
        if buying and prices._high >= stop:
            return set_filled(fill, max(stop, prices._current + slip), order._quantity)
        if not buying and prices._low <= stop:
            return set_filled(fill, min(stop, prices._current - slip), order._quantity)
        moved = moved_stop_price(order, prices._low if buying else prices._high)
        if moved is not None:
            order._stop_price = moved
            self.parameters.on_order_updated(order)
        return fill

    def stop_limit_fill(self, asset: Security, order: StopLimitOrder) -> OrderEvent:
        """Once the stop is passed, fills when the current price is within the limit."""
        fill = self._qc_event(asset, order)
        if order.status is OrderStatus.CANCELED or not self._qc_is_open(asset):
            return fill
        prices = self._qc_fresh_prices(asset, order)
        if prices is None:
            return fill
        stop, limit, buying = order._stop_price, order._limit_price, order._quantity > 0
        passed = prices._high > stop if buying else prices._low < stop
        if not passed and not order.stop_triggered:
            return fill
        if not order.stop_triggered:
            order.stop_triggered = True
            self.parameters.on_order_updated(order)
        if buying and prices._current < limit:
            return set_filled(fill, min(prices._high, limit), order._quantity)
        if not buying and prices._current > limit:
            return set_filled(fill, max(prices._low, limit), order._quantity)
        return fill

    def limit_if_touched_fill(self, asset: Security, order: LimitIfTouchedOrder) -> OrderEvent:
        """Once a trade touches the trigger, fills at the limit when the opposite quote allows."""
        fill = self._qc_event(asset, order)
        if order.status is OrderStatus.CANCELED or not self._qc_is_open(asset):
            return fill
        types = self._qc_types(asset)
        last: Any = None
        if Tick in types:
            last = self._qc_prices(asset, order.direction)
        elif TradeBar in types:
            last = asset.cache.get_data(TradeBar)
        if last is None or utc_of(asset, last.end_time) <= order._time:
            return fill
        current = last._current if Tick in types else None
        if order._quantity > 0:
            touched = (current or last._low) <= order._trigger_price
        else:
            touched = (current or last._high) >= order._trigger_price
        if not touched and not order.trigger_touched:
            return fill
        order.trigger_touched = True
        if order._quantity > 0:
            reached = touch_price(asset, types, _SELL) <= order._limit_price
        else:
            reached = touch_price(asset, types, _BUY) >= order._limit_price
        return set_filled(fill, order._limit_price, order._quantity) if reached else fill

    def market_on_open_fill(self, asset: Security, order: MarketOnOpenOrder) -> OrderEvent:
        """Fills at the open of the first bar after the order, on another day when the market was open."""
        self._qc_refuse_always_open(asset)
        fill = self._qc_event(asset, order)
        if order.status is OrderStatus.CANCELED:
            return fill
        last = asset.get_last_data()
        order_time = zone_clock(asset.exchange.time_zone).from_utc(order._time)
        if last is None or order_time >= last.end_time:
            return fill
        if asset.exchange.date_time_is_open(order_time) and order_time.date() == asset.local_time.date():
            return fill
        if not self.is_exchange_open(asset, False):
            return fill
        return self._qc_fill_with_slippage(fill, asset, order, self._qc_prices(asset, order.direction)._open)

    def market_on_close_fill(self, asset: Security, order: MarketOnCloseOrder) -> OrderEvent:
        """Fills at the close of the last bar once the market has closed after the order."""
        self._qc_refuse_always_open(asset)
        fill = self._qc_event(asset, order)
        if order.status is OrderStatus.CANCELED:
            return fill
        order_time = zone_clock(asset.exchange.time_zone).from_utc(order._time)
        if asset.local_time < asset.exchange.hours.get_next_market_close(order_time, False):
            return fill
        return self._qc_fill_with_slippage(fill, asset, order, self._qc_prices(asset, order.direction)._close)

    def combo_market_fill(self, order: Order, parameters: FillModelParameters) -> list[OrderEvent]:
        """Fills every leg at market, or none."""
        return fill_combo_market(self, parameters)

    def combo_limit_fill(self, order: Order, parameters: FillModelParameters) -> list[OrderEvent]:
        """Fills every leg when their prices together pass the limit of the group."""
        return fill_combo_limit(self, order, parameters)

    def combo_leg_limit_fill(self, order: Order, parameters: FillModelParameters) -> list[OrderEvent]:
        """Fills every leg at its own limit, or none."""
        return fill_combo_leg_limit(self, parameters)

    def get_prices(self, asset: Security, direction: OrderDirection) -> Prices:
        """The last prices of the side an order of this direction trades against."""
        if direction is not OrderDirection.HOLD:
            found = side_prices(asset, direction, self._qc_types(asset))
            if found is not None:
                return found
        return cached_prices(asset)

    def is_exchange_open(self, asset: Security, is_extended_market_hours: bool) -> bool:
        """Open now, or the last bar still covers now and touches open hours."""
        local, exchange = asset.local_time, asset.exchange
        if exchange.hours.is_open(local, is_extended_market_hours):
            return True
        bar = asset.get_last_data()
        if bar is None:
            return False
        start, end = bar.time, bar.end_time
        covers = local.date() == end.date() if end - start > _ONE_HOUR else local <= end
        return bool(covers and exchange.is_open_during_bar(start, end, is_extended_market_hours))

    def set_python_wrapper(self, python_wrapper: object) -> None:
        """LEAN's bridge to Python models; nothing to bridge here."""

    def _qc_is_open(self, asset: Security) -> bool:
        configs = self._qc_configs(asset)
        subscribed_types(asset, configs)
        return self.is_exchange_open(asset, has_extended_hours(visible(configs) or configs))

    def _qc_configs(self, asset: Security) -> list[Any]:
        configs: list[Any] = self.parameters.config_provider.get_subscription_data_configs(asset.symbol, True)
        return configs

    def _qc_types(self, asset: Security) -> set[type]:
        return subscribed_types(asset, self._qc_configs(asset))

    def _qc_prices(self, asset: Security, direction: OrderDirection) -> Prices:
        prices: Prices = method_of(self, "get_prices")(asset, direction)
        return prices

    def _qc_fresh_prices(self, asset: Security, order: Order) -> Prices | None:
        prices = self._qc_prices(asset, order.direction)
        return prices if utc_of(asset, prices.end_time) > order._time else None

    def _qc_fresh_or_current_prices(self, asset: Security, order: Order) -> Prices | None:
        prices = self._qc_prices(asset, order.direction)
        return prices if utc_of(asset, prices.end_time) >= order._time else None

    @staticmethod
    def _qc_event(asset: Security, order: Order) -> OrderEvent:
        return OrderEvent(order, utc_of(asset, asset.local_time), OrderFee.ZERO)

    @staticmethod
    def _qc_fill_with_slippage(fill: OrderEvent, asset: Security, order: Order, price: Decimal) -> OrderEvent:
        slip = slippage_of(asset.slippage_model, asset, order)
        return set_filled(fill, price + slip if order._quantity > 0 else price - slip, order._quantity)

    @staticmethod
    def _qc_refuse_always_open(asset: Security) -> None:
        if asset.exchange.hours.is_market_always_open:
            # LEAN prints the name of its variable here, not the type of the order
            message = f"Market never closes for this symbol {asset.symbol}, can no submit a orderType order."
            raise InvalidOperation(message)


def side_prices(asset: Security, direction: OrderDirection, types: set[type]) -> Prices | None:
    """The last tick, quote or trade bar among the subscribed types; quotes by the side of the direction."""
    selling = direction is _SELL
    if Tick in types:
        found = tick_prices(asset, selling)
        if found is not None:
            return found
    if QuoteBar in types:
        quotes = asset.cache.get_data(QuoteBar)
        if quotes is not None:
            side = quotes.bid if selling else quotes.ask
            if side is not None:
                return Prices(quotes.time, quotes.end_time, side)
    if TradeBar in types:
        trades = asset.cache.get_data(TradeBar)
        if trades is not None:
            return Prices(trades)
    return None


def tick_prices(asset: Security, selling: bool) -> Prices | None:
    """The last tick's quote of a side, or its price; None without either."""
    tick = asset.cache.get_data(Tick)
    if tick is None:
        return None
    price = (tick._bid_price if selling else tick._ask_price) or tick._value
    return flat_prices(tick.time, tick.end_time, price) if price else None


def cached_prices(asset: Security) -> Prices:
    """The prices in the security's cache, whatever they came from."""
    last = asset.cache.get_data()
    start, end = (NO_TIME, NO_TIME) if last is None else (last.time, last.end_time)
    return Prices(start, end, asset._price, asset._open, asset._high, asset._low, asset._close)


@dotnet
class ImmediateFillModel(FillModel):
    """The same under the name LEAN gives the default."""
