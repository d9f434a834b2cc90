"""The sentences brokerage models refuse with (Common/Messages/Messages.Brokerages.cs)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import time
from decimal import Decimal
from typing import TYPE_CHECKING

from minilean.interop.decimals import text

if TYPE_CHECKING:
    from minilean.enums import OrderType
    from minilean.orders.order import Order
    from minilean.securities.security import Security

ORDER_UPDATE_NOT_SUPPORTED = "Brokerage does not support update. You must cancel and re-create instead."
NO_DATA_FOR_SYMBOL = (
    "There is no data for this symbol yet, please check the security.HasData flag to ensure there is at least one "
    "data point."
)
MARKET_ON_OPEN_FOR_FUTURES = "MarketOnOpen orders are not supported for futures and future options."


def unsupported_security_type(model: object, security: Security) -> str:
    """The brokerage does not trade the type."""
    return f"The {type(model).__name__} does not support {security.type.dotnet_name} security type."


def unsupported_order_type(model: object, order: Order, supported: Iterable[OrderType]) -> str:
    """The brokerage does not take the kind of order; ``supported`` in LEAN's order."""
    names = ",".join(kind.dotnet_name for kind in supported)
    return f"The {type(model).__name__} does not support {order.type.dotnet_name} order type. Only supports [{names}]"


def unsupported_time_in_force(model: object, order: Order) -> str:
    """The brokerage does not keep orders that long."""
    return f"The {type(model).__name__} does not support {type(order.time_in_force).__name__} time in force."


def invalid_order_quantity(security: Security, quantity: Decimal) -> str:
    """Less than the smallest order, in units."""
    return (
        f"The minimum order size (in quote currency) for {security.symbol.value} is {_minimum(security)}. "
        f"Order quantity was {text(quantity)}."
    )


def invalid_order_size(security: Security, quantity: Decimal, price: Decimal) -> str:
    """Less than the smallest order, in money."""
    return (
        f"The minimum order size (in quote currency) for {security.symbol.value} is {_minimum(security)}. "
        f"Order size was {text(quantity * price)}."
    )


def _minimum(security: Security) -> str:
    minimum: Decimal | None = security.symbol_properties._minimum_order_size
    return "" if minimum is None else text(minimum)


def crosses_zero_by_order_type(model: object, order_type: OrderType) -> str:
    """The order would turn a long position into a short one, or back."""
    return (
        f"Order type '{order_type.dotnet_name}' is not supported for orders that cross the zero holdings threshold "
        f"in the {type(model).__name__}. This means you cannot change a position from positive to negative or vice "
        "versa using this order type. Please close the existing position first."
    )


def crosses_zero_by_update(model: object) -> str:
    """An update would make the order one that turns the position."""
    return (
        f"Unfortunately, the {type(model).__name__} brokerage model does not support updating the quantity of "
        "Cross Zero Orders."
    )


def unsupported_quantity_update(model: object, order_type: OrderType) -> str:
    """The kind of order keeps its quantity."""
    return f"Order type '{order_type.dotnet_name}' is not supported to update quantity in the {type(model).__name__}."


def market_on_open_outside_window(start: time, end: time) -> str:
    """The order for the opening auction comes at the wrong time of day; LEAN prints the hours of a 12 hour clock."""
    return (
        f"MarketOnOpen submission time is invalid. Valid local times are  {start:%I:%M}\u2013 {end:%I:%M}. "
        "Consider setting daily_precise_end_time = false or using self.schedule.on."
    )
