"""From a submit request to the order it asks for (Order.CreateOrder)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from minilean.enums import OrderStatus, OrderType
from minilean.errors import NotInMiniLean
from minilean.orders.combo_orders import ComboLegLimitOrder, ComboLimitOrder, ComboMarketOrder, GroupOrderManager
from minilean.orders.limit_orders import LimitIfTouchedOrder, LimitOrder
from minilean.orders.order import MarketOnCloseOrder, MarketOnOpenOrder, MarketOrder, Order
from minilean.orders.stop_orders import StopLimitOrder, StopMarketOrder, TrailingStopOrder

if TYPE_CHECKING:
    from minilean.orders.order_request import SubmitOrderRequest


_UNPRICED: dict[OrderType, Callable[..., Order]] = {
    OrderType.MARKET: MarketOrder,
    OrderType.MARKET_ON_OPEN: MarketOnOpenOrder,
    OrderType.MARKET_ON_CLOSE: MarketOnCloseOrder,
}


def create_order(request: SubmitOrderRequest) -> Order:
    """A new order with the request's id; raises NotInMiniLean for option exercises."""
    order = _combo(request) if request.group_order_manager is not None else _single(request)
    order.status = OrderStatus.NEW
    order.id = request.order_id
    if order.id and order.group_order_manager is not None:
        order.group_order_manager.order_ids[order.id] = None
    return order


def _single(request: SubmitOrderRequest) -> Order:
    symbol, quantity = request.symbol, request._quantity
    rest = (request._time, request.tag, request.order_properties)
    limit, stop = request._limit_price, request._stop_price
    match request.order_type:
        case OrderType.MARKET | OrderType.MARKET_ON_OPEN | OrderType.MARKET_ON_CLOSE as kind:
            return _UNPRICED[kind](symbol, quantity, *rest)
        case OrderType.LIMIT:
            return LimitOrder(symbol, quantity, limit, *rest)
        case OrderType.STOP_MARKET:
            return StopMarketOrder(symbol, quantity, stop, *rest)
        case OrderType.STOP_LIMIT:
            return StopLimitOrder(symbol, quantity, stop, limit, *rest)
        case OrderType.TRAILING_STOP:
            distance = (request._trailing_amount, request.trailing_as_percentage)
            return TrailingStopOrder(symbol, quantity, stop, *distance, *rest)
        case OrderType.LIMIT_IF_TOUCHED:
            return LimitIfTouchedOrder(symbol, quantity, request._trigger_price, limit, *rest)
    raise NotInMiniLean(f"orders of type {request.order_type.dotnet_name}")


def _combo(request: SubmitOrderRequest) -> Order:
    group = cast("GroupOrderManager", request.group_order_manager)
    leg = (request.symbol, request._quantity, request._time, group, request.tag, request.order_properties)
    match request.order_type:
        case OrderType.COMBO_MARKET:
            return ComboMarketOrder(*leg)
        case OrderType.COMBO_LIMIT:
            group._limit_price = request._limit_price
            return ComboLimitOrder(*leg)
        case OrderType.COMBO_LEG_LIMIT:
            return ComboLegLimitOrder(*leg, limit_price=request._limit_price)
    raise NotInMiniLean(f"combos of orders of type {request.order_type.dotnet_name}")
