"""Fills of combos: all legs or none (FillModel.Combo*Fill)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from minilean.enums import OrderStatus, SecurityType
from minilean.interop.decimals import ZERO, strip_zeros

if TYPE_CHECKING:
    from minilean.orders.event import OrderEvent
    from minilean.orders.fill.fill_model import FillModel
    from minilean.orders.fill.parameters import FillModelParameters, Prices
    from minilean.orders.order import Order
    from minilean.securities.security import Security

_EQUITY_UNITS = Decimal(100)


def _legs(parameters: FillModelParameters) -> list[tuple[Any, Security]]:
    return sorted(parameters._legs.items(), key=lambda leg: leg[0].id)


def fill_combo_market(model: FillModel, parameters: FillModelParameters) -> list[OrderEvent]:
    """Every leg at market."""
    fills = []
    for order, security in _legs(parameters):
        fills.append(model._qc_fill_at_market(security, order))
        if fills[-1].status is not OrderStatus.FILLED:
            return []
    return fills


def fill_combo_leg_limit(model: FillModel, parameters: FillModelParameters) -> list[OrderEvent]:
    """Every leg at its limit."""
    fills = []
    for order, security in _legs(parameters):
        fills.append(model._qc_fill_at_limit(security, order, order._limit_price))
        if fills[-1].status is not OrderStatus.FILLED:
            return []
    return fills


def fill_combo_limit(model: FillModel, order: Order, parameters: FillModelParameters) -> list[OrderEvent]:
    """Every leg at its low (buying the combo) or high, once their sum by ratio passes the group's limit."""
    group: Any = order.group_order_manager
    buying = group._quantity > 0
    legs: list[tuple[Any, Security, Prices]] = []
    current = ZERO
    for leg, security in _legs(parameters):
        prices = model._qc_fresh_or_current_prices(security, leg)
        if prices is None:
            return []
        units = leg._quantity / group._quantity
        if security.symbol.security_type is SecurityType.EQUITY:
            units /= _EQUITY_UNITS
        current += (prices._low if buying else prices._high) * units
        legs.append((leg, security, prices))
    if not (current < group._limit_price if buying else current > group._limit_price):
        return []
    fills = []
    for leg, security, prices in legs:
        fill = model._qc_event(security, leg)
        fill.status = OrderStatus.FILLED
        fill._fill_price = strip_zeros(prices._low if buying else prices._high)
        fill._fill_quantity = leg._quantity
        fills.append(fill)
    return fills
