"""Rounding orders to what a brokerage takes: lots and price increments (BrokerageTransactionHandler.cs)."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING, Any

from minilean.enums import OrderType
from minilean.interop.decimal96 import divide
from minilean.interop.decimals import ZERO, text
from minilean.securities.price_variation import GetMinimumPriceVariationParameters

if TYPE_CHECKING:
    from collections.abc import Callable

    from minilean.orders.order import Order
    from minilean.securities.security import Security

_PRICES = {
    OrderType.LIMIT: (("_limit_price", "LimitPrice"),),
    OrderType.COMBO_LEG_LIMIT: (("_limit_price", "LimitPrice"),),
    OrderType.STOP_MARKET: (("_stop_price", "StopPrice"),),
    OrderType.STOP_LIMIT: (("_limit_price", "LimitPrice"), ("_stop_price", "StopPrice")),
    OrderType.LIMIT_IF_TOUCHED: (("_limit_price", "LimitPrice"), ("_trigger_price", "TriggerPrice")),
    OrderType.TRAILING_STOP: (("_stop_price", "StopPrice"), ("_trailing_amount", "TrailingAmount")),
}


class OrderRounding:
    """Rounds quantities and prices, telling the user the first time each changes."""

    def __init__(self, warn: Callable[[str], None]) -> None:
        self._warn = warn
        self._told_of_lots = False
        self._told_of_prices = False

    def round_quantity(self, order: Order, security: Security) -> None:
        """Rounds toward zero to whole lots."""
        lot = security.symbol_properties._lot_size
        excess = order._quantity % lot
        if not excess:
            return
        order._set_quantity(order._quantity - excess)
        if not self._told_of_lots:
            self._told_of_lots = True
            self._warn(
                f"Warning: Due to brokerage limitations, orders will be rounded to the nearest lot size of {text(lot)}"
            )

    def round_prices(self, order: Order, security: Security, group: dict[Order, Security] | None) -> None:
        """Rounds an order's prices to its security's increment; ``group`` is None while a leg is missing."""
        if order.type is OrderType.COMBO_LIMIT and group is not None:
            self._round_group_limit(order, group)
        for field, name in _PRICES.get(order.type, ()):
            if field == "_trailing_amount" and getattr(order, "trailing_as_percentage", False):
                continue
            self._round(order, field, name, price_increment(security, getattr(order, field)))

    def _round_group_limit(self, order: Order, securities: dict[Order, Security]) -> None:
        increments = (price_increment(security, leg._price) for leg, security in securities.items())
        smallest = min((increment for increment in increments if increment > 0), default=ZERO)
        self._round(order.group_order_manager, "_limit_price", "LimitPrice", smallest)

    def _round(self, owner: Any, field: str, name: str, increment: Decimal) -> None:
        if increment <= 0:
            return
        price: Decimal = getattr(owner, field)
        rounded = divide(price, increment).to_integral_value(ROUND_HALF_EVEN) * increment
        setattr(owner, field, rounded)
        if rounded != price and not self._told_of_prices:
            self._told_of_prices = True
            self._warn(
                f"Warning: To meet brokerage precision requirements, order {name} was rounded to {text(rounded)} "
                f"from {text(price)}"
            )


def price_increment(security: Security, price: Decimal) -> Decimal:
    """The smallest step between two prices of the security near a price; zero when any will do."""
    parameters = GetMinimumPriceVariationParameters(security, price)
    increment: Decimal = security.price_variation_model._get_minimum_price_variation(parameters)
    return increment
