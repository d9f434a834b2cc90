"""Orders with a stop price (Common/Orders/StopMarketOrder.cs, StopLimitOrder.cs, TrailingStopOrder.cs)."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from minilean.data.base_data import NO_TIME
from minilean.enums import OrderDirection, OrderType
from minilean.interop.decimal96 import multiply
from minilean.interop.decimals import ONE, ZERO, Number, text, to_decimal
from minilean.interop.names import dotnet, exact
from minilean.orders.limit_orders import value_at_limit
from minilean.orders.messages import rounded
from minilean.orders.order import Order
from minilean.securities.currencies import Currencies

if TYPE_CHECKING:
    from minilean.orders.order_request import UpdateOrderRequest
    from minilean.orders.properties import OrderProperties
    from minilean.securities.security import Security
    from minilean.securities.symbol import Symbol

_HUNDRED = Decimal(100)


@dotnet
class StopMarketOrder(Order):
    """Becomes a market order once the price passes the stop."""

    __slots__ = ("_stop_price",)
    order_type = OrderType.STOP_MARKET
    _stop_price: Decimal
    stop_price = exact("_stop_price")

    def __init__(
        self,
        symbol: Symbol = None,  # type: ignore[assignment]  # LEAN's empty constructor
        quantity: Number = ZERO,
        stop_price: Number = ZERO,
        time: datetime = NO_TIME,
        tag: str | None = "",
        properties: OrderProperties | None = None,
    ) -> None:
        super().__init__(symbol, quantity, time, tag, properties)
        self._stop_price = to_decimal(stop_price)

    def _quote_value(self, security: Security) -> Decimal:
        return value_at_limit(self._quantity, self._stop_price, security._price)

    def apply_update_order_request(self, request: UpdateOrderRequest) -> None:
        """Takes over quantity, tag and stop price."""
        super().apply_update_order_request(request)
        if request._stop_price is not None:
            self._stop_price = request._stop_price

    def __str__(self) -> str:
        currency = Currencies.get_currency_symbol(self.price_currency)
        return f"{super().__str__()} at stop {currency}{rounded(self._stop_price)}"


@dotnet
class StopLimitOrder(Order):
    """Becomes a limit order once the price passes the stop."""

    __slots__ = ("_limit_price", "_stop_price", "stop_triggered")
    order_type = OrderType.STOP_LIMIT
    _limit_price: Decimal
    _stop_price: Decimal
    stop_triggered: bool
    limit_price = exact("_limit_price")
    stop_price = exact("_stop_price")

    def __init__(
        self,
        symbol: Symbol = None,  # type: ignore[assignment]  # LEAN's empty constructor
        quantity: Number = ZERO,
        stop_price: Number = ZERO,
        limit_price: Number = ZERO,
        time: datetime = NO_TIME,
        tag: str | None = "",
        properties: OrderProperties | None = None,
    ) -> None:
        super().__init__(symbol, quantity, time, tag, properties)
        self._stop_price = to_decimal(stop_price)
        self._limit_price = to_decimal(limit_price)
        self.stop_triggered = False

    def _quote_value(self, security: Security) -> Decimal:
        return value_at_limit(self._quantity, self._limit_price, security._price)

    def apply_update_order_request(self, request: UpdateOrderRequest) -> None:
        """Takes over quantity, tag, stop and limit price."""
        super().apply_update_order_request(request)
        if request._stop_price is not None:
            self._stop_price = request._stop_price
        if request._limit_price is not None:
            self._limit_price = request._limit_price

    def __str__(self) -> str:
        currency = Currencies.get_currency_symbol(self.price_currency)
        return (
            f"{super().__str__()} at stop {currency}{rounded(self._stop_price)}"
            f" limit {currency}{rounded(self._limit_price)}"
        )


@dotnet
class TrailingStopOrder(StopMarketOrder):
    """A stop that follows the market at a distance, an amount or a fraction of the price."""

    __slots__ = ("_trailing_amount", "trailing_as_percentage")
    order_type = OrderType.TRAILING_STOP
    _trailing_amount: Decimal
    trailing_as_percentage: bool
    trailing_amount = exact("_trailing_amount")

    def __init__(self, *arguments: Any) -> None:
        """Takes (symbol, quantity, [stop price,] trailing amount, as percentage, time, tag, properties)."""
        values = list(arguments)
        if len(values) > _FLAG_WITHOUT_STOP and isinstance(values[_FLAG_WITHOUT_STOP], bool):
            values.insert(2, ZERO)
        symbol, quantity, stop, amount, as_percentage, *rest = values or [None, ZERO, ZERO, ZERO, False]
        super().__init__(symbol, quantity, stop, *rest)
        self._trailing_amount = to_decimal(amount)
        self.trailing_as_percentage = as_percentage

    def get_default_tag(self) -> str:
        """The distance to the market."""
        return f"Trailing Amount: {self._amount_text()}"

    @staticmethod
    def calculate_stop_price(
        current_market_price: Decimal, trailing_amount: Decimal, trailing_as_percentage: bool, direction: OrderDirection
    ) -> Decimal:
        """Where the stop lies for a market price."""
        return trailing_stop_price(current_market_price, trailing_amount, trailing_as_percentage, direction)

    def _amount_text(self) -> str:
        currency = Currencies.get_currency_symbol(self.price_currency)
        return trailing_amount_text(self._trailing_amount, self.trailing_as_percentage, currency)

    def apply_update_order_request(self, request: UpdateOrderRequest) -> None:
        """Takes over quantity, tag, stop price and trailing amount."""
        super().apply_update_order_request(request)
        if request._trailing_amount is not None:
            self._trailing_amount = request._trailing_amount

    def __str__(self) -> str:
        return f"{super().__str__()}. Trailing amount: {self._amount_text()}"


_FLAG_WITHOUT_STOP = 3


def trailing_amount_text(amount: Decimal, as_percentage: bool, currency: str) -> str:
    """A trailing amount in messages: a percentage or money."""
    return f"{text(amount * _HUNDRED)}%" if as_percentage else f"{currency}{text(amount)}"


def trailing_stop_price(market: Decimal, amount: Decimal, as_percentage: bool, direction: OrderDirection) -> Decimal:
    """Where the stop lies for a market price (TrailingStopOrder.CalculateStopPrice)."""
    if as_percentage:
        return multiply(market, ONE + amount if direction is OrderDirection.BUY else ONE - amount)
    return market + amount if direction is OrderDirection.BUY else market - amount


def moved_stop_price(order: TrailingStopOrder, market: Decimal) -> Decimal | None:
    """The stop nearer to a market that moved away from it, or None while it stays."""
    selling = order._quantity < 0
    distance = market - order._stop_price if selling else order._stop_price - market
    amount = order._trailing_amount
    if distance <= (multiply(market, amount) if order.trailing_as_percentage else amount):
        return None
    return trailing_stop_price(market, amount, order.trailing_as_percentage, order.direction)
