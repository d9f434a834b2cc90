"""What an order's status and type mean (Common/Orders/OrderExtensions.cs)."""

from __future__ import annotations

from minilean.enums import OrderStatus, OrderType

_CLOSED = (OrderStatus.FILLED, OrderStatus.CANCELED, OrderStatus.INVALID)
_FILLS = (OrderStatus.FILLED, OrderStatus.PARTIALLY_FILLED)
_LIMITS = (OrderType.LIMIT, OrderType.STOP_LIMIT, OrderType.LIMIT_IF_TOUCHED)
_STOPS = (OrderType.STOP_MARKET, OrderType.STOP_LIMIT, OrderType.TRAILING_STOP)
_COMBOS = (OrderType.COMBO_MARKET, OrderType.COMBO_LIMIT, OrderType.COMBO_LEG_LIMIT)


def is_closed(status: OrderStatus) -> bool:
    """Nothing more will happen to the order."""
    return status in _CLOSED


def is_open(status: OrderStatus) -> bool:
    """The order may still fill."""
    return status not in _CLOSED


def is_fill(status: OrderStatus) -> bool:
    """The order filled, wholly or in part."""
    return status in _FILLS


def is_limit_order(order_type: OrderType) -> bool:
    """The order has a limit price of its own."""
    return order_type in _LIMITS


def is_stop_order(order_type: OrderType) -> bool:
    """The order has a stop price."""
    return order_type in _STOPS


def is_combo_order(order_type: OrderType) -> bool:
    """The order is a leg of a group that fills together."""
    return order_type in _COMBOS
