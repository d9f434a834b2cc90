"""The fill model of equities (Common/Orders/Fills/EquityFillModel.cs)."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from minilean.data.bars import TradeBar
from minilean.data.ticks import Tick
from minilean.enums import OrderDirection, OrderStatus, TickType
from minilean.interop.decimals import text
from minilean.interop.names import dotnet
from minilean.orders.fill.auctions import fill_on_close, fill_on_open
from minilean.orders.fill.fill_model import FillModel, cached_prices, set_filled, side_prices, utc_of
from minilean.orders.fill.quotes import BestEffort, best_effort_price
from minilean.orders.fill.subscriptions import has_extended_hours, subscribed_types, visible, waits_for_fresh_data
from minilean.orders.messages import time_text
from minilean.orders.slippage.slippage_model import slippage_of

if TYPE_CHECKING:
    from minilean.orders.event import OrderEvent
    from minilean.orders.fill.parameters import Prices
    from minilean.orders.limit_orders import LimitIfTouchedOrder, LimitOrder
    from minilean.orders.order import MarketOnCloseOrder, MarketOnOpenOrder, MarketOrder, Order
    from minilean.orders.stop_orders import StopMarketOrder
    from minilean.securities.security import Security


@dotnet
class EquityFillModel(FillModel):
    """Fills from the best data there are, at the open when the market gapped past the order's price."""

    def market_fill(self, asset: Security, order: MarketOrder) -> OrderEvent:
        """Fills at the ask or bid, or at the last trade; waits while they are stale."""
        fill = self._qc_event(asset, order)
        if order.status is OrderStatus.CANCELED or not self.is_exchange_open(asset, False):
            return fill
        slip = slippage_of(asset.slippage_model, asset, order)
        best = self._qc_best_effort(asset, order)
        if best.stale_since is not None and waits_for_fresh_data(
            self._qc_configs(asset), best.stale_since, order._time
        ):
            return fill
        fill.message = best.message
        return set_filled(fill, best.price + slip if order._quantity > 0 else best.price - slip, order._quantity)

    def limit_fill(self, asset: Security, order: LimitOrder) -> OrderEvent:
        """Fills at the limit, or at the open if the bar opens beyond it."""
        fill = self._qc_event(asset, order)
        if order.status is OrderStatus.CANCELED or not self._qc_is_open(asset):
            return fill
        bar = self._qc_trade_bar(asset, order._time)
        if bar is None:
            return fill
        limit, buying = order._limit_price, order._quantity > 0
        if not (bar._low < limit if buying else bar._high > limit):
            return fill
        if bar._open < limit if buying else bar._open > limit:
            fill.message = _gap("a favorable", asset, bar)
            return set_filled(fill, bar._open, order._quantity)
        return set_filled(fill, limit, order._quantity)

    def stop_market_fill(self, asset: Security, order: StopMarketOrder) -> OrderEvent:
        """Fills at the stop, or at the open if the bar opens beyond it."""
        fill = self._qc_event(asset, order)
        if order.status is OrderStatus.CANCELED or not self.is_exchange_open(asset, False):
            return fill
        bar = self._qc_trade_bar(asset, order._time)
        if bar is None:
            return fill
        stop, buying = order._stop_price, order._quantity > 0
        if not (bar._high >= stop if buying else bar._low <= stop):
            return fill
        slip = slippage_of(asset.slippage_model, asset, order)
        price = stop
        if bar._open >= stop if buying else bar._open <= stop:
            price = bar._open
            fill.message = _gap("an unfavorable", asset, bar)
        return set_filled(fill, price + slip if buying else price - slip, order._quantity)

    def limit_if_touched_fill(self, asset: Security, order: LimitIfTouchedOrder) -> OrderEvent:
        """Once a bar touches the trigger, fills at the quote when it is within the limit."""
        fill = self._qc_event(asset, order)
        if order.status is OrderStatus.CANCELED or not self._qc_is_open(asset):
            return fill
        bar = self._qc_trade_bar(asset, order._time)
        if bar is None:
            return fill
        buying, limit = order._quantity > 0, order._limit_price
        touched = bar._low <= order._trigger_price if buying else bar._high >= order._trigger_price
        if not touched and not order.trigger_touched:
            return fill
        order.trigger_touched = True
        best = self._qc_best_effort(asset, order)
        if best.price <= limit if buying else best.price >= limit:
            fill.message = best.message
            return set_filled(fill, min(best.price, limit) if buying else max(best.price, limit), order._quantity)
        return fill

    def market_on_open_fill(self, asset: Security, order: MarketOnOpenOrder) -> OrderEvent:
        """Fills at the official open, or the open of the first bar after the order."""
        return fill_on_open(self, asset, order)

    def market_on_close_fill(self, asset: Security, order: MarketOnCloseOrder) -> OrderEvent:
        """Fills at the official close, or the last trade bar's."""
        return fill_on_close(self, asset, order)

    def get_prices(self, asset: Security, direction: OrderDirection) -> Prices:
        """The last prices of the side an order of this direction trades against."""
        if direction is not OrderDirection.HOLD:
            configs = self.parameters.config_provider.get_subscription_data_configs(asset.symbol)
            found = side_prices(asset, direction, {config.type for config in configs})
            if found is not None:
                return found
        return cached_prices(asset)

    def _qc_best_effort(self, asset: Security, order: Order) -> BestEffort:
        types, age = self._qc_types(asset), self.parameters.stale_price_time_span
        return best_effort_price(asset, types, order.direction, order._time, age)

    def _qc_is_open(self, asset: Security) -> bool:
        configs = self.parameters.config_provider.get_subscription_data_configs(asset.symbol)
        return self.is_exchange_open(asset, has_extended_hours(configs))

    def _qc_types(self, asset: Security) -> set[type]:
        return subscribed_types(asset, visible(self._qc_configs(asset)))

    def _qc_trade_bar(self, asset: Security, order_time: datetime) -> TradeBar | None:
        """The last trade bar, or the slice's trades as one, if it ends after the order."""
        types = self._qc_types(asset)
        bar: Any = None
        if Tick in types:
            bar = _bar_of_trades(asset)
        elif TradeBar in types:
            bar = asset.cache.get_data(TradeBar)
        return bar if bar is not None and utc_of(asset, bar.end_time) > order_time else None


def _bar_of_trades(asset: Security) -> TradeBar | None:
    trades = [tick for tick in asset.cache.get_all(Tick) if tick.tick_type is TickType.TRADE]
    if not trades:
        return None
    prices: list[Decimal] = [tick._value for tick in trades]
    opening = next((price for price in prices if price), prices[-1])
    start = next((tick.time for tick in trades if tick._value), trades[-1].time)
    volume = sum((tick._quantity for tick in trades), Decimal(0))
    span = trades[-1].end_time - start
    bar = TradeBar(start, asset.symbol, opening, max(prices), min(prices), prices[-1], volume, span)
    bar.end_time = trades[-1].end_time
    return bar


def _gap(kind: str, asset: Security, bar: TradeBar) -> str:
    zone = asset.exchange.time_zone.key
    return (
        f"Due to {kind} gap at {time_text(bar.end_time)} {zone}, order filled using the open price ({text(bar._open)})"
    )
