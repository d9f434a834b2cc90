"""Checks that several brokerages make of an order; each gives a refusal or None."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from minilean.brokerages.message import Verdict, not_supported, refused
from minilean.brokerages.messages import (
    crosses_zero_by_order_type,
    invalid_order_quantity,
    market_on_open_outside_window,
    unsupported_order_type,
    unsupported_security_type,
    unsupported_time_in_force,
)
from minilean.enums import MarketHoursState, OrderStatus, OrderType, SecurityType

if TYPE_CHECKING:
    from minilean.orders.order import Order
    from minilean.orders.time_in_force import TimeInForce
    from minilean.securities.security import Security

_AUCTIONS = (OrderType.MARKET_ON_OPEN, OrderType.MARKET_ON_CLOSE)
_MODIFIABLE = (OrderStatus.NEW, OrderStatus.PARTIALLY_FILLED, OrderStatus.SUBMITTED, OrderStatus.UPDATE_SUBMITTED)
_MIDNIGHT = (time.min, time.max)


def security_type_refusal(model: object, security: Security, supported: Collection[SecurityType]) -> Verdict | None:
    """The brokerage does not trade the type of security."""
    if security.type in supported:
        return None
    return not_supported(unsupported_security_type(model, security))


def order_type_refusal(model: object, order: Order, supported: Iterable[OrderType]) -> Verdict | None:
    """The brokerage does not take the kind of order."""
    kinds = tuple(supported)
    return None if order.type in kinds else not_supported(unsupported_order_type(model, order, kinds))


def time_in_force_refusal(model: object, order: Order, supported: tuple[type[TimeInForce], ...]) -> Verdict | None:
    """The brokerage does not keep orders that long."""
    if type(order.time_in_force) in supported:
        return None
    return not_supported(unsupported_time_in_force(model, order))


def order_size_refusal(security: Security, quantity: Decimal) -> Verdict | None:
    """The quantity is below the smallest of the security."""
    minimum = security.symbol_properties._minimum_order_size
    if minimum is None or abs(quantity) >= minimum:
        return None
    return not_supported(invalid_order_quantity(security, quantity))


def status_refusal(order: Order) -> Verdict | None:
    """The order is past changing."""
    if order.status in _MODIFIABLE:
        return None
    return not_supported(f"Order with status {order.status.dotnet_name} can't be modified")


def crosses_zero(held: Decimal, ordered: Decimal) -> bool:
    """The order would turn a long position into a short one, or back."""
    return (held > 0 > held + ordered) or (held < 0 < held + ordered)


def cross_zero_refusal(
    model: object, security: Security, order: Order, kinds: Collection[OrderType] = _AUCTIONS
) -> Verdict | None:
    """An order of a kind that may not turn a position would."""
    if order.type not in kinds or not crosses_zero(security.holdings._quantity, order._quantity):
        return None
    return not_supported(crosses_zero_by_order_type(model, order.type))


def market_on_open_refusal(
    security: Security,
    order: Order,
    window: Callable[[timedelta, timedelta], tuple[time, time]],
    supported: Collection[SecurityType],
) -> Verdict | None:
    """An order for the opening auction outside the hours it is taken in; ``window`` makes them of open and close."""
    if order.type is not OrderType.MARKET_ON_OPEN:
        return None
    if security.type not in supported:
        kind = security.type.dotnet_name
        return refused(
            "UnsupportedSecurityType", f"The broker does not support Market-on-Open orders for security type {kind}"
        )
    hours: Any = security.exchange.hours.get_market_hours(security.local_time)
    session = next((segment for segment in hours.segments if segment.state is MarketHoursState.MARKET), None)
    start, end = _MIDNIGHT if session is None else window(session.start, session.end)
    now = security.local_time.time()
    inside = start <= now < end if start <= end else now >= start or now < end
    return None if inside else not_supported(market_on_open_outside_window(start, end))


def time_of(span: timedelta) -> time:
    """A time of day, from the time since midnight."""
    minutes, seconds = divmod(int(span.total_seconds()), 60)
    return time(minutes // 60 % 24, minutes % 60, seconds)
