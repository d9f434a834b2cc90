"""Orders with a limit price (Common/Orders/LimitOrder.cs, LimitIfTouchedOrder.cs)."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from minilean.data.base_data import NO_TIME
from minilean.enums import OrderType
from minilean.interop.decimals import ZERO, Number, to_decimal
from minilean.interop.names import dotnet, exact
from minilean.orders.messages import rounded
from minilean.orders.order import Order
from minilean.securities.currencies import Currencies

if TYPE_CHECKING:
    from minilean.orders.order_request import UpdateOrderRequest
    from minilean.orders.properties import OrderProperties
    from minilean.securities.security import Security
    from minilean.securities.symbol import Symbol


def value_at_limit(quantity: Decimal, limit: Decimal, price: Decimal) -> Decimal:
    """What an order is worth whose price may not pass a limit: the higher price when selling, else the lower."""
    return quantity * (max(limit, price) if quantity < 0 else min(limit, price))


@dotnet
class LimitOrder(Order):
    """Trades at the limit price or better."""

    __slots__ = ("_limit_price",)
    order_type = OrderType.LIMIT
    _limit_price: Decimal
    limit_price = exact("_limit_price")

    def __init__(
        self,
        symbol: Symbol = None,  # type: ignore[assignment]  # LEAN's empty constructor
        quantity: Number = ZERO,
        limit_price: Number = ZERO,
        time: datetime = NO_TIME,
        tag: str | None = "",
        properties: OrderProperties | None = None,
    ) -> None:
        super().__init__(symbol, quantity, time, tag, properties)
        self._limit_price = to_decimal(limit_price)

    @property
    def is_marketable(self) -> bool:
        """Whether the limit was at or beyond the opposite quote at submission."""
        quotes = self.order_submission_data
        if quotes is None or not self._quantity:
            return False
        if self._quantity > 0:
            return self._limit_price >= quotes._ask_price
        return self._limit_price <= quotes._bid_price

    def _quote_value(self, security: Security) -> Decimal:
        return value_at_limit(self._quantity, self._limit_price, security._price)

    def apply_update_order_request(self, request: UpdateOrderRequest) -> None:
        """Takes over quantity, tag and limit price."""
        super().apply_update_order_request(request)
        if request._limit_price is not None:
            self._limit_price = request._limit_price

    def __str__(self) -> str:
        currency = Currencies.get_currency_symbol(self.price_currency)
        return f"{super().__str__()} at limit {currency}{rounded(self._limit_price)}"


@dotnet
class LimitIfTouchedOrder(Order):
    """Becomes a limit order once a price touches the trigger."""

    __slots__ = ("_limit_price", "_trigger_price", "trigger_touched")
    order_type = OrderType.LIMIT_IF_TOUCHED
    _limit_price: Decimal
    _trigger_price: Decimal
    trigger_touched: bool
    limit_price = exact("_limit_price")
    trigger_price = exact("_trigger_price")

    def __init__(
        self,
        symbol: Symbol = None,  # type: ignore[assignment]  # LEAN's empty constructor
        quantity: Number = ZERO,
        trigger_price: Number = ZERO,
        limit_price: Number = ZERO,
        time: datetime = NO_TIME,
        tag: str | None = "",
        properties: OrderProperties | None = None,
    ) -> None:
        super().__init__(symbol, quantity, time, tag, properties)
        self._trigger_price = to_decimal(trigger_price)
        self._limit_price = to_decimal(limit_price)
        self.trigger_touched = False

    def _quote_value(self, security: Security) -> Decimal:
        return value_at_limit(self._quantity, self._limit_price, security._price)

    def apply_update_order_request(self, request: UpdateOrderRequest) -> None:
        """Takes over quantity, tag, trigger and limit price."""
        super().apply_update_order_request(request)
        if request._trigger_price is not None:
            self._trigger_price = request._trigger_price
        if request._limit_price is not None:
            self._limit_price = request._limit_price

    def __str__(self) -> str:
        currency = Currencies.get_currency_symbol(self.price_currency)
        return (
            f"{super().__str__()} at trigger {currency}{rounded(self._trigger_price)}"
            f" limit {currency}{rounded(self._limit_price)}"
        )
