"""The handle an algorithm keeps of an order (Common/Orders/OrderTicket.cs)."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from minilean.enums import (
    OrderField,
    OrderRequestStatus,
    OrderResponseErrorCode,
    OrderStatus,
    OrderType,
    SecurityType,
)
from minilean.errors import ArgumentError
from minilean.interop.decimal96 import add, divide, multiply
from minilean.interop.decimals import ZERO, Number, strip_zeros, to_decimal, to_double
from minilean.interop.names import dotnet, exact
from minilean.orders.messages import Printed
from minilean.orders.order_request import (
    CancelOrderRequest,
    OrderRequest,
    OrderResponse,
    SubmitOrderRequest,
    UpdateOrderFields,
    UpdateOrderRequest,
)
from minilean.orders.status import is_fill
from minilean.securities.symbol import Symbol

if TYPE_CHECKING:
    from minilean.orders.event import OrderEvent
    from minilean.orders.order import Order
    from minilean.orders.transactions import SecurityTransactionManager

_FAR_FUTURE = datetime.max
_FIELD_OWNERS = {
    OrderField.LIMIT_PRICE: (
        OrderType.LIMIT,
        OrderType.STOP_LIMIT,
        OrderType.LIMIT_IF_TOUCHED,
        OrderType.COMBO_LIMIT,
        OrderType.COMBO_LEG_LIMIT,
    ),
    OrderField.STOP_PRICE: (OrderType.STOP_LIMIT, OrderType.STOP_MARKET, OrderType.TRAILING_STOP),
    OrderField.TRIGGER_PRICE: (OrderType.LIMIT_IF_TOUCHED,),
    OrderField.TRAILING_AMOUNT: (OrderType.TRAILING_STOP,),
    OrderField.TRAILING_AS_PERCENTAGE: (OrderType.TRAILING_STOP,),
}


@dotnet
class OrderTicket(Printed):
    """Follows an order: its status and fills, and the requests made about it."""

    __slots__ = (
        "_average_fill_price",
        "_events",
        "_manager",
        "_order",
        "_quantity_filled",
        "_status_override",
        "_updates",
        "cancel_request",
        "order_id",
        "submit_request",
    )

    average_fill_price = exact("_average_fill_price")
    quantity_filled = exact("_quantity_filled")
    quantity_remaining = exact("_quantity_remaining")
    quantity = exact("_quantity")
    cancel_request: CancelOrderRequest | None

    def __init__(self, transaction_manager: SecurityTransactionManager, submit_request: SubmitOrderRequest) -> None:
        self._manager = transaction_manager
        self.submit_request = submit_request
        self.order_id: int = submit_request.order_id
        self._order: Order | None = None
        self._status_override: OrderStatus | None = None
        self.cancel_request = None
        self._events: list[OrderEvent] = []
        self._updates: list[UpdateOrderRequest] = []
        self._average_fill_price = self._quantity_filled = ZERO

    @property
    def status(self) -> OrderStatus:
        """The order's status; INVALID when no order came of the request."""
        if self._status_override is not None:
            return self._status_override
        return OrderStatus.NEW if self._order is None else self._order.status

    @property
    def symbol(self) -> Symbol:
        """What is traded."""
        return self.submit_request.symbol

    @property
    def security_type(self) -> SecurityType:
        """The type of the security."""
        return self.submit_request.security_type

    @property
    def order_type(self) -> OrderType:
        """The kind of order."""
        return self.submit_request.order_type

    @property
    def _quantity(self) -> Decimal:
        return self.submit_request._quantity if self._order is None else self._order._quantity

    @property
    def _quantity_remaining(self) -> Decimal:
        return self._quantity - self._quantity_filled

    @property
    def time(self) -> datetime:
        """The UTC time of the latest request."""
        moment: datetime = self.get_most_recent_order_request().time
        return moment

    @property
    def tag(self) -> str:
        """The order's tag."""
        return self.submit_request.tag if self._order is None else self._order.tag

    @property
    def has_order(self) -> bool:
        """An order came of the request."""
        return self._order is not None

    @property
    def order_events(self) -> list[OrderEvent]:
        """What happened to the order so far."""
        return list(self._events)

    @property
    def update_requests(self) -> list[UpdateOrderRequest]:
        """The updates asked for so far."""
        return list(self._updates)

    def get(self, field: OrderField) -> float | bool:
        """A price or amount of the order; raises ArgumentError when its kind has none."""
        value = self._get(field)
        return value if isinstance(value, bool) else to_double(value)

    def _get(self, field: OrderField) -> Any:
        kind = self.submit_request.order_type
        if kind not in _FIELD_OWNERS[field]:
            raise ArgumentError(f"Unable to get field {field.dotnet_name} on order of type {kind.dotnet_name}")
        source: Any = self.submit_request if self._order is None else self._order
        if kind is OrderType.COMBO_LIMIT and self._order is not None:
            source = self._order.group_order_manager
        name = field.name.lower()
        return getattr(source, name if field is OrderField.TRAILING_AS_PERCENTAGE else f"_{name}")

    def update(self, fields: UpdateOrderFields) -> OrderResponse:
        """Asks for a change of the order."""
        request = UpdateOrderRequest(self._manager.utc_time, self.submit_request.order_id, fields)
        return self._manager.update_order(request)._updates[-1].response

    def update_tag(self, tag: str) -> OrderResponse:
        """Asks for another tag; possible when the order is closed, too."""
        return self._update("tag", tag, None)

    def update_quantity(self, quantity: Number, tag: str | None = None) -> OrderResponse:
        """Asks for another quantity."""
        return self._update("_quantity", to_decimal(quantity), tag)

    def update_limit_price(self, limit_price: Number, tag: str | None = None) -> OrderResponse:
        """Asks for another limit price."""
        return self._update("_limit_price", to_decimal(limit_price), tag)

    def update_stop_price(self, stop_price: Number, tag: str | None = None) -> OrderResponse:
        """Asks for another stop price."""
        return self._update("_stop_price", to_decimal(stop_price), tag)

    def update_trigger_price(self, trigger_price: Number, tag: str | None = None) -> OrderResponse:
        """Asks for another trigger price."""
        return self._update("_trigger_price", to_decimal(trigger_price), tag)

    def update_stop_trailing_amount(self, trailing_amount: Number, tag: str | None = None) -> OrderResponse:
        """Asks for another distance to the market."""
        return self._update("_trailing_amount", to_decimal(trailing_amount), tag)

    def _update(self, field: str, value: Decimal | str, tag: str | None) -> OrderResponse:
        fields = UpdateOrderFields()
        fields.tag = tag
        setattr(fields, field, value)
        return self.update(fields)

    def cancel(self, tag: str | None = None) -> OrderResponse:
        """Asks to cancel the order."""
        request = CancelOrderRequest(self._manager.utc_time, self.order_id, tag)
        if self._is_cancelling():
            message = f"Order {self.order_id} has already received a cancellation request."
            return OrderResponse.error(request, OrderResponseErrorCode.REQUEST_CANCELED, message)
        ticket = self._manager.process_request(request)
        return ticket.cancel_request.response if ticket.cancel_request is not None else request.response

    def _is_cancelling(self) -> bool:
        cancel = self.cancel_request
        return cancel is not None and cancel.status is not OrderRequestStatus.ERROR

    def get_most_recent_order_request(self) -> OrderRequest:
        """The cancellation, else the last update, else the submission."""
        if self.cancel_request is not None:
            return self.cancel_request
        return self._updates[-1] if self._updates else self.submit_request

    def get_most_recent_order_response(self) -> OrderResponse:
        """The answer to the most recent request."""
        return self.get_most_recent_order_request().response

    def _add_order_event(self, event: OrderEvent) -> None:
        self._events.append(event)
        if not event._fill_quantity or self._order is None:
            return
        self._quantity_filled += event._fill_quantity
        paid = ZERO
        for fill in self._events:
            if is_fill(fill.status):
                paid = add(paid, multiply(abs(fill._fill_quantity), fill._fill_price))
        self._average_fill_price = divide(paid, abs(self._quantity_filled))
        self._order._price = strip_zeros(self._average_fill_price)

    def _set_order(self, order: Order) -> None:
        self._order = order

    def _add_update_request(self, request: UpdateOrderRequest) -> None:
        self._updates.append(request)

    def _try_set_cancel_request(self, request: CancelOrderRequest) -> bool:
        if self._is_cancelling():
            return False
        self.cancel_request = request
        return True

    @staticmethod
    def _without_order(manager: SecurityTransactionManager, request: OrderRequest) -> OrderTicket:
        submit = SubmitOrderRequest(
            OrderType.MARKET,
            SecurityType.BASE,
            Symbol.EMPTY,
            ZERO,
            _FAR_FUTURE,
            request.tag,
        )
        submit.order_id = request.order_id
        submit.set_response(OrderResponse.unable_to_find_order(request))
        request.set_response(OrderResponse.unable_to_find_order(request))
        ticket = OrderTicket(manager, submit)
        ticket._status_override = OrderStatus.INVALID
        return ticket

    @staticmethod
    def invalid_cancel_order_id(manager: SecurityTransactionManager, request: CancelOrderRequest) -> OrderTicket:
        """The ticket of a cancellation of an order there is none of."""
        ticket = OrderTicket._without_order(manager, request)
        ticket.cancel_request = request
        return ticket

    @staticmethod
    def invalid_update_order_id(manager: SecurityTransactionManager, request: UpdateOrderRequest) -> OrderTicket:
        """The ticket of an update of an order there is none of."""
        ticket = OrderTicket._without_order(manager, request)
        ticket._add_update_request(request)
        return ticket

    @staticmethod
    def invalid_submit_request(
        manager: SecurityTransactionManager, request: SubmitOrderRequest, response: OrderResponse
    ) -> OrderTicket:
        """The ticket of a request that was refused before it became an order."""
        request.set_response(response)
        ticket = OrderTicket(manager, request)
        ticket._status_override = OrderStatus.INVALID
        return ticket

    def __str__(self) -> str:
        requests: list[OrderRequest] = [self.submit_request, *self._updates]
        if self.cancel_request is not None:
            requests.append(self.cancel_request)
        answered = sum(request.response.is_processed for request in requests)
        counts = f"Request Count: {len(requests)} Response Count: {answered}"
        return f"{self.order_id}: {counts}" if self._order is None else f"{self.order_id}: {self._order} {counts}"

    def __int__(self) -> int:
        response = self.get_most_recent_order_response()
        return int(response.error_code) if response.is_error else self.order_id
