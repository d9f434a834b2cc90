"""Requests to submit, update or cancel an order, and the answers to them (Common/Orders/*OrderRequest.cs)."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar

from minilean.enums import OrderRequestStatus, OrderRequestType, OrderResponseErrorCode, OrderType, SecurityType
from minilean.interop.decimals import ZERO, Number, text, to_decimal, to_double
from minilean.interop.names import dotnet, exact
from minilean.orders.messages import NOT_BEFORE_WARM_UP_ENDS, Printed, rounded, time_text
from minilean.orders.moments import naive_utc, utc_moment
from minilean.securities.symbol import Symbol, as_symbol

if TYPE_CHECKING:
    from minilean.orders.combo_orders import GroupOrderManager
    from minilean.orders.order import Order
    from minilean.orders.properties import OrderProperties


def exact_or_none(field: str) -> Any:
    """A public float over an exact field that may be empty."""

    def read(self: object) -> float | None:
        value: Decimal | None = getattr(self, field)
        return None if value is None else to_double(value)

    def write(self: object, value: Number | None) -> None:
        setattr(self, field, None if value is None else to_decimal(value))

    return property(read, write)


@dotnet
class OrderResponse(Printed):
    """The answer to a request: success, or an error code with a message."""

    __slots__ = ("error_code", "error_message", "order_id")

    UNPROCESSED: ClassVar[OrderResponse]
    Unprocessed: ClassVar[OrderResponse]

    def __init__(self, order_id: int, error_code: OrderResponseErrorCode, error_message: str | None) -> None:
        self.order_id = order_id
        self.error_code = error_code
        self.error_message: str | None = None
        if error_code is not OrderResponseErrorCode.NONE:
            self.error_message = error_message if error_message is not None else "An unexpected error occurred."

    @property
    def is_processed(self) -> bool:
        """The request was handled."""
        return self is not OrderResponse.UNPROCESSED

    @property
    def is_error(self) -> bool:
        """The request was handled and refused."""
        return self.error_code is not OrderResponseErrorCode.NONE and self.is_processed

    @property
    def is_success(self) -> bool:
        """The request was handled and accepted."""
        return self.error_code is OrderResponseErrorCode.NONE and self.is_processed

    def __str__(self) -> str:
        if not self.is_processed:
            return "Unprocessed"
        if self.is_error:
            return f"Error: {self.error_code.dotnet_name} - {self.error_message}"
        return "Success"

    @staticmethod
    def success(request: OrderRequest) -> OrderResponse:
        """The request is accepted."""
        return OrderResponse(request.order_id, OrderResponseErrorCode.NONE, None)

    @staticmethod
    def error(request: OrderRequest, error_code: OrderResponseErrorCode, error_message: str | None) -> OrderResponse:
        """The request is refused."""
        return OrderResponse(request.order_id, error_code, error_message)

    @staticmethod
    def invalid_status(request: OrderRequest, order: Order) -> OrderResponse:
        """The order is closed."""
        message = (
            f"Unable to update order with id {request.order_id} because it already has "
            f"{order.status.dotnet_name} status."
        )
        return OrderResponse.error(request, OrderResponseErrorCode.INVALID_ORDER_STATUS, message)

    @staticmethod
    def invalid_new_status(request: OrderRequest, order: Order) -> OrderResponse:
        """The order is not yet submitted."""
        message = (
            f"Unable to update or cancel order with id {request.order_id} and status {order.status.dotnet_name} "
            "because the submit confirmation has not been received yet."
        )
        return OrderResponse.error(request, OrderResponseErrorCode.INVALID_NEW_ORDER_STATUS, message)

    @staticmethod
    def unable_to_find_order(request: OrderRequest) -> OrderResponse:
        """No order has this id."""
        message = f"Unable to locate order with id {request.order_id}."
        return OrderResponse.error(request, OrderResponseErrorCode.UNABLE_TO_FIND_ORDER, message)

    @staticmethod
    def zero_quantity(request: OrderRequest) -> OrderResponse:
        """The order would trade nothing."""
        action = request.order_request_type.dotnet_name.lower()
        message = f"Unable to {action} order with id {request.order_id} that has zero quantity."
        return OrderResponse.error(request, OrderResponseErrorCode.ORDER_QUANTITY_ZERO, message)

    @staticmethod
    def missing_security(request: SubmitOrderRequest) -> OrderResponse:
        """The algorithm has not added the security."""
        message = (
            f"You haven't requested {request.symbol} data. Add this with add_security() in the initialize() method."
        )
        return OrderResponse.error(request, OrderResponseErrorCode.MISSING_SECURITY, message)

    @staticmethod
    def warming_up(request: OrderRequest) -> OrderResponse:
        """Orders have to wait for the end of the warm-up."""
        operation = f"OrderRequest.{request.order_request_type.dotnet_name.lower()}"
        message = NOT_BEFORE_WARM_UP_ENDS.format(operation=operation)
        return OrderResponse.error(request, OrderResponseErrorCode.ALGORITHM_WARMING_UP, message)


OrderResponse.UNPROCESSED = OrderResponse.Unprocessed = OrderResponse(-(2**31), OrderResponseErrorCode.NONE, None)


@dotnet
class OrderRequest(Printed):
    """A request of an algorithm; ``_time`` is naive UTC, ``time`` aware."""

    __slots__ = ("_time", "order_id", "response", "status", "tag")

    order_request_type: ClassVar[OrderRequestType]
    tag: str | None
    response: OrderResponse
    status: OrderRequestStatus
    time = utc_moment("_time")

    def __init__(self, time: datetime, order_id: int, tag: str | None) -> None:
        self._time = naive_utc(time)
        self.order_id = order_id
        self.tag = tag
        self.response = OrderResponse.UNPROCESSED
        self.status = OrderRequestStatus.UNPROCESSED

    def set_response(self, response: OrderResponse, status: OrderRequestStatus = OrderRequestStatus.ERROR) -> None:
        """Answers the request; an error's status is always ERROR."""
        self.status = OrderRequestStatus.ERROR if response.is_error else status
        self.response = response


_NO_PRICES = (ZERO, ZERO, ZERO, ZERO, False)


@dotnet
class SubmitOrderRequest(OrderRequest):
    """Asks for a new order."""

    __slots__ = (
        "_limit_price",
        "_quantity",
        "_stop_price",
        "_trailing_amount",
        "_trigger_price",
        "asynchronous",
        "group_order_manager",
        "order_properties",
        "order_type",
        "security_type",
        "symbol",
        "trailing_as_percentage",
    )
    order_request_type = OrderRequestType.SUBMIT
    tag: str
    order_properties: OrderProperties | None
    group_order_manager: GroupOrderManager | None
    asynchronous: bool
    quantity = exact("_quantity")
    limit_price = exact("_limit_price")
    stop_price = exact("_stop_price")
    trigger_price = exact("_trigger_price")
    trailing_amount = exact("_trailing_amount")

    def __init__(
        self,
        order_type: OrderType,
        security_type: SecurityType,
        symbol: Symbol | str,
        quantity: Number,
        *prices_time_tag: Any,
        properties: OrderProperties | None = None,
        group_order_manager: GroupOrderManager | None = None,
        asynchronous: bool = False,
    ) -> None:
        """Takes stop, limit, trigger price, trailing amount and whether it is a percentage, time, tag, and options.

        Of the prices the last ones may be left out; the options are properties, group and asynchronous.
        """
        at = next(place for place, value in enumerate(prices_time_tag) if isinstance(value, datetime))
        time, tag, *options = prices_time_tag[at:]
        super().__init__(time, int(OrderResponseErrorCode.UNABLE_TO_FIND_ORDER), tag or "")
        prices: list[Any] = [*prices_time_tag[:at], *_NO_PRICES[at:]]
        stop, limit, trigger, trailing, as_percentage = prices
        self.order_type = order_type
        self.security_type = security_type
        self.symbol = as_symbol(symbol)
        self._quantity = to_decimal(quantity)
        self._stop_price = to_decimal(stop)
        self._limit_price = to_decimal(limit)
        self._trigger_price = to_decimal(trigger)
        self._trailing_amount = to_decimal(trailing)
        self.trailing_as_percentage = as_percentage
        by_name: list[Any] = [properties, group_order_manager, asynchronous]
        self.order_properties, self.group_order_manager, self.asynchronous = [*options, *by_name[len(options) :]]

    def __str__(self) -> str:
        from minilean.orders.creation import create_order

        return (
            f"{time_text(self._time)} UTC: Submit Order: ({self.order_id}) - {create_order(self)} {self.tag} "
            f"Status: {self.status.dotnet_name} Async: {self.asynchronous}"
        )


@dotnet
class UpdateOrderFields:
    """What an update changes; fields left None stay as they are."""

    __slots__ = ("_limit_price", "_quantity", "_stop_price", "_trailing_amount", "_trigger_price", "tag")

    quantity = exact_or_none("_quantity")
    limit_price = exact_or_none("_limit_price")
    stop_price = exact_or_none("_stop_price")
    trigger_price = exact_or_none("_trigger_price")
    trailing_amount = exact_or_none("_trailing_amount")

    def __init__(self) -> None:
        self._quantity: Decimal | None = None
        self._limit_price: Decimal | None = None
        self._stop_price: Decimal | None = None
        self._trigger_price: Decimal | None = None
        self._trailing_amount: Decimal | None = None
        self.tag: str | None = None


@dotnet
class UpdateOrderRequest(OrderRequest):
    """Asks to change an open order, or the tag of a closed one."""

    __slots__ = ("_limit_price", "_quantity", "_stop_price", "_trailing_amount", "_trigger_price")
    order_request_type = OrderRequestType.UPDATE
    quantity = exact_or_none("_quantity")
    limit_price = exact_or_none("_limit_price")
    stop_price = exact_or_none("_stop_price")
    trigger_price = exact_or_none("_trigger_price")
    trailing_amount = exact_or_none("_trailing_amount")

    def __init__(self, time: datetime, order_id: int, fields: UpdateOrderFields) -> None:
        super().__init__(time, order_id, fields.tag)
        self._quantity = fields._quantity
        self._limit_price = fields._limit_price
        self._stop_price = fields._stop_price
        self._trigger_price = fields._trigger_price
        self._trailing_amount = fields._trailing_amount

    def is_allowed_for_closed_order(self) -> bool:
        """Only the tag changes."""
        prices = (self._limit_price, self._stop_price, self._trigger_price, self._trailing_amount)
        return self._quantity is None and all(price is None for price in prices)

    def __str__(self) -> str:
        changes = [] if self._quantity is None else [f"Quantity: {text(self._quantity)}"]
        named = {
            "LimitPrice": self._limit_price,
            "StopPrice": self._stop_price,
            "TrailingAmount": self._trailing_amount,
            "TriggerPrice": self._trigger_price,
        }
        changes += [f"{name}: {rounded(value)}" for name, value in named.items() if value is not None]
        return (
            f"{time_text(self._time)} UTC: Update Order: ({self.order_id}) - {', '.join(changes)} "
            f"{self.tag or ''} Status: {self.status.dotnet_name}"
        )


@dotnet
class CancelOrderRequest(OrderRequest):
    """Asks to cancel an open order."""

    __slots__ = ()
    order_request_type = OrderRequestType.CANCEL

    def __str__(self) -> str:
        return (
            f"{time_text(self._time)} UTC: Cancel Order: ({self.order_id}) - {self.tag or ''} "
            f"Status: {self.status.dotnet_name}"
        )
