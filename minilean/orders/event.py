"""What happened to an order (Common/Orders/OrderEvent.cs)."""

from __future__ import annotations

import copy
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from minilean.interop.decimals import ZERO, Number, strip_zeros, text, to_decimal, to_double
from minilean.interop.names import dotnet
from minilean.orders.messages import Printed, rounded, time_text
from minilean.orders.moments import naive_utc, utc_moment
from minilean.orders.order import Order
from minilean.orders.stop_orders import trailing_amount_text
from minilean.securities.currencies import Currencies

if TYPE_CHECKING:
    from minilean.enums import OrderDirection, OrderStatus
    from minilean.orders.fee.order_fee import OrderFee
    from minilean.orders.ticket import OrderTicket
    from minilean.securities.symbol import Symbol


def _normalized(field: str) -> Any:
    """A public float, or None, over an exact field without trailing zeros; writing None leaves the field as it is."""

    def read(self: object) -> float | None:
        value: Decimal | None = getattr(self, field)
        return None if value is None else to_double(value)

    def write(self: object, value: Number | None) -> None:
        if value is not None:
            setattr(self, field, strip_zeros(to_decimal(value)))

    return property(read, write)


@dotnet
class OrderEvent(Printed):
    """A change of an order's status, or a fill; prices are in the quote currency.

    ``_utc_time`` is naive, ``utc_time`` aware.
    """

    __slots__ = (
        "_fill_price",
        "_fill_quantity",
        "_limit_price",
        "_quantity",
        "_stop_price",
        "_trailing_amount",
        "_trigger_price",
        "_utc_time",
        "direction",
        "fill_price_currency",
        "id",
        "is_assignment",
        "is_in_the_money",
        "message",
        "order_fee",
        "order_id",
        "status",
        "symbol",
        "ticket",
        "trailing_as_percentage",
    )

    order_id: int
    symbol: Symbol
    _utc_time: datetime
    status: OrderStatus
    direction: OrderDirection
    order_fee: OrderFee
    message: str
    utc_time = utc_moment("_utc_time")
    fill_price = _normalized("_fill_price")
    fill_quantity = _normalized("_fill_quantity")
    quantity = _normalized("_quantity")
    limit_price = _normalized("_limit_price")
    stop_price = _normalized("_stop_price")
    trigger_price = _normalized("_trigger_price")
    trailing_amount = _normalized("_trailing_amount")

    def __init__(self, *arguments: Any, **named: Any) -> None:
        """Takes (order, UTC time, fee, message) or (order id, symbol, UTC time, status, direction, ...).

        The second form goes on with fill price, fill quantity, fee and message; the message may be left out.
        """
        self._quantity = self._fill_price = self._fill_quantity = ZERO
        self._limit_price: Decimal | None = None
        self._stop_price: Decimal | None = None
        self._trigger_price: Decimal | None = None
        self._trailing_amount: Decimal | None = None
        self.trailing_as_percentage: bool | None = None
        self.fill_price_currency = ""
        self.id = 0
        self.is_assignment = self.is_in_the_money = False
        self.ticket: OrderTicket | None = None
        if isinstance(arguments[0], Order):
            self._of_order(*arguments, **named)
        else:
            self._of_values(*arguments, **named)

    def _of_order(self, order: Order, utc_time: datetime, order_fee: OrderFee, message: str = "") -> None:
        self.order_id = order.id
        self.symbol = order.symbol
        self.status = order.status
        self._quantity = order._quantity
        self.direction = order.direction
        self.fill_price_currency = order.price_currency
        self._utc_time = naive_utc(utc_time)
        self.order_fee = order_fee
        self.message = message

    def _of_values(
        self,
        order_id: int,
        symbol: Symbol,
        utc_time: datetime,
        status: OrderStatus,
        direction: OrderDirection,
        fill_price: float,
        fill_quantity: float,
        order_fee: OrderFee,
        message: str = "",
    ) -> None:
        self.order_id = order_id
        self.symbol = symbol
        self._utc_time = naive_utc(utc_time)
        self.status = status
        self.direction = direction
        self._fill_price = strip_zeros(to_decimal(fill_price))
        self._fill_quantity = strip_zeros(to_decimal(fill_quantity))
        self.order_fee = order_fee
        self.message = message

    @property
    def absolute_fill_quantity(self) -> float:
        """Units filled by this event, whatever the direction."""
        return to_double(abs(self._fill_quantity))

    def clone(self) -> OrderEvent:
        """A copy."""
        return copy.copy(self)

    def __str__(self) -> str:
        head = (
            f"Time: {time_text(self._utc_time)} OrderID: {self.order_id} EventID: {self.id} "
            f"Symbol: {self.symbol.value} Status: {self.status.dotnet_name} Quantity: {text(self._quantity)}"
        )
        return head + self._details(_LONG_NAMES, "")

    def short_to_string(self) -> str:
        """The same in abbreviations."""
        head = (
            f"{time_text(self._utc_time)} OID:{self.order_id} {self.symbol.value} {self.status.dotnet_name} "
            f"Q:{text(self._quantity)}"
        )
        return head + self._details(_SHORT_NAMES, Currencies.get_currency_symbol(self.fill_price_currency))

    def _details(self, names: tuple[str, ...], fee_prefix: str) -> str:
        fill, price, limit, stop, trailing, trigger, fee, message = names
        currency = Currencies.get_currency_symbol(self.fill_price_currency)
        parts = []
        if self._fill_quantity:
            parts.append(f" {fill}{text(self._fill_quantity)} {price}{currency}{rounded(self._fill_price)}")
        if self._limit_price is not None:
            parts.append(f" {limit}{currency}{rounded(self._limit_price)}")
        if self._stop_price is not None:
            parts.append(f" {stop}{currency}{rounded(self._stop_price)}")
        if self._trailing_amount is not None:
            percentage = self.trailing_as_percentage or False
            parts.append(f" {trailing}{trailing_amount_text(self._trailing_amount, percentage, currency)}")
        if self._trigger_price is not None:
            parts.append(f" {trigger}{currency}{rounded(self._trigger_price)}")
        if self.order_fee.value._amount:
            parts.append(f" {fee}{fee_prefix}{self.order_fee}")
        if self.message:
            parts.append(f" {message}{self.message}")
        return "".join(parts)


_LONG_NAMES = (
    "FillQuantity: ",
    "FillPrice: ",
    "LimitPrice: ",
    "StopPrice: ",
    "TrailingAmount: ",
    "TriggerPrice: ",
    "OrderFee: ",
    "Message: ",
)
_SHORT_NAMES = ("FQ:", "FP:", "LP:", "SP:", "TA: ", "TP:", "OF:", "M:")
