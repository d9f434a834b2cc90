"""Requests become orders, orders become events; all on the algorithm's thread.

What LEAN spreads over threads (Engine/TransactionHandlers/BrokerageTransactionHandler.cs and
BacktestingTransactionHandler.cs) is one queue here, worked off in the same order.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from minilean.enums import DelistingType, OrderRequestStatus, OrderResponseErrorCode, OrderStatus
from minilean.interop.decimals import strip_zeros
from minilean.orders.backtesting_brokerage import BacktestingBrokerage
from minilean.orders.creation import create_order
from minilean.orders.event import OrderEvent
from minilean.orders.fee.order_fee import OrderFee
from minilean.orders.order import MarketOrder, OrderSubmissionData
from minilean.orders.order_book import OrderBook, TrackedOrder
from minilean.orders.order_events import OnOrderEvent, OrderEventHandler, ProcessFill, ProcessFills
from minilean.orders.order_request import (
    CancelOrderRequest,
    OrderRequest,
    OrderResponse,
    SubmitOrderRequest,
    UpdateOrderRequest,
)
from minilean.orders.request_handling import RequestHandler
from minilean.orders.shortable import is_shortable, shortable_refusal
from minilean.orders.status import is_closed
from minilean.orders.ticket import OrderTicket

if TYPE_CHECKING:
    from collections.abc import Iterable

    from minilean.data.corporate import Delisting
    from minilean.orders.order import Order
    from minilean.securities.security import Security
    from minilean.securities.symbol import Symbol

_LIQUIDATION_TAG = "Liquidate from delisting"


class OrderProcessor:
    """Takes requests, fills orders, and keeps all of them.

    ``algorithm`` is the facade; used of it are ``_qc_utc_time``, ``is_warming_up``, ``securities``, ``portfolio``,
    ``transactions``, ``brokerage_model``, ``subscription_manager``, ``settings``, ``debug`` and ``error``.
    """

    def __init__(
        self,
        algorithm: Any,
        *,
        process_fills: ProcessFills,
        process_fill: ProcessFill,
        on_order_event: OnOrderEvent,
    ) -> None:
        self._algorithm = algorithm
        self._book = OrderBook()
        self._events = OrderEventHandler(
            algorithm,
            self._book,
            process_fills=process_fills,
            process_fill=process_fill,
            on_order_event=on_order_event,
        )
        self._brokerage = BacktestingBrokerage(algorithm, self._events.handle)
        self._handler = RequestHandler(algorithm, self._book, self._events, self._brokerage)
        self._queue: deque[OrderRequest] = deque()

    @property
    def orders(self) -> dict[int, Order]:
        """All orders that were handled, by id."""
        return self._book.orders

    @property
    def order_events(self) -> list[OrderEvent]:
        """All events, as they happened."""
        return self._events.events

    @property
    def orders_count(self) -> int:
        """Orders submitted, refused ones included."""
        return self._book.count

    def open_orders(self) -> list[Order]:
        """The orders that may still change."""
        return [tracked.order for tracked in self._book.open.values()]

    def is_open(self, order_id: int) -> bool:
        """Whether the order of an id may still change."""
        return order_id in self._book.open

    def get_order_by_id(self, order_id: int) -> Order | None:
        """A copy of an order, or None."""
        order = self._book.orders.get(order_id)
        return order.clone() if order is not None else None

    def get_order_ticket(self, order_id: int) -> OrderTicket | None:
        """The ticket of an order, or None."""
        return self._book.tickets.get(order_id)

    def get_order_tickets(self) -> list[OrderTicket]:
        """All tickets."""
        return list(self._book.tickets.values())

    def get_open_order_tickets(self) -> list[OrderTicket]:
        """The tickets of open orders."""
        return [tracked.ticket for tracked in self._book.open.values()]

    def process(self, request: OrderRequest) -> OrderTicket:
        """Takes a request of any kind."""
        if isinstance(request, SubmitOrderRequest):
            return self.add_order(request)
        if isinstance(request, UpdateOrderRequest):
            return self.update_order(request)
        return self.cancel_order(cast("CancelOrderRequest", request))

    @property
    def has_work(self) -> bool:
        """Whether a request waits or an order may fill."""
        return self._brokerage.needs_scan or bool(self._queue)

    def process_synchronous_events(self) -> None:
        """Works off the queue, then looks for fills once."""
        if self._queue:
            self._process_queue()
        if self._brokerage.needs_scan:
            self._brokerage.scan()

    def _process_queue(self) -> None:
        while self._queue:
            request = self._queue.popleft()
            response = self._handler.handle(request)
            request.set_response(response, OrderRequestStatus.PROCESSED)
            self._brokerage.scan()

    def add_order(self, request: SubmitOrderRequest) -> OrderTicket:
        """Submits an order at once, asynchronous requests too: a back test waits for no one."""
        security: Security = self._algorithm.securities[request.symbol]
        response = self._admission(request, security)
        request.set_response(response)
        ticket = OrderTicket(self._algorithm.transactions, request)
        order = create_order(request)
        self._book.count += 1
        self._book.tickets[order.id] = ticket
        if not response.is_success:
            self._refuse(order, ticket, security, response)
            return ticket
        order.order_submission_data = OrderSubmissionData(security._bid_price, security._ask_price, security._close)
        self._book.open.add(order.id, TrackedOrder(order, ticket, security))
        self._queue.append(request)
        self._process_queue()
        return ticket

    def _admission(self, request: SubmitOrderRequest, security: Security) -> OrderResponse:
        quantity = request._quantity
        if quantity < 0 and not is_shortable(security, self._algorithm.transactions, quantity):
            code = OrderResponseErrorCode.EXCEEDS_SHORTABLE_QUANTITY
            return OrderResponse.error(request, code, shortable_refusal(security, quantity))
        if self._algorithm.is_warming_up:
            return OrderResponse.warming_up(request)
        return OrderResponse.success(request)

    def _refuse(self, order: Order, ticket: OrderTicket, security: Security, response: OrderResponse) -> None:
        warming_up = response.error_code is OrderResponseErrorCode.ALGORITHM_WARMING_UP
        order.tag = "Algorithm warming up." if warming_up else response.error_message or ""
        order.price_currency = security.symbol_properties.quote_currency
        order.status = OrderStatus.INVALID
        ticket._set_order(order)
        self._book.orders[order.id] = order
        self._events.handle([OrderEvent(order, self._algorithm._qc_utc_time, OrderFee.ZERO, order.tag)])

    def update_order(self, request: UpdateOrderRequest) -> OrderTicket:
        """Queues a change of an order, or refuses it."""
        tracked = self._book.find(request.order_id)
        if tracked is None:
            return OrderTicket.invalid_update_order_id(self._algorithm.transactions, request)
        tracked.ticket._add_update_request(request)
        refusal = self._refuse_update(request, tracked)
        if refusal is not None:
            request.set_response(refusal)
            return tracked.ticket
        request.set_response(OrderResponse.success(request), OrderRequestStatus.PROCESSING)
        self._queue.append(request)
        return tracked.ticket

    def _refuse_update(self, request: UpdateOrderRequest, tracked: TrackedOrder) -> OrderResponse | None:
        order, ticket = tracked.order, tracked.ticket
        if order.status is OrderStatus.NEW:
            return OrderResponse.invalid_new_status(request, order)
        if is_closed(order.status) and not request.is_allowed_for_closed_order():
            return OrderResponse.invalid_status(request, order)
        if request._quantity is not None and not request._quantity:
            return OrderResponse.zero_quantity(request)
        if self._algorithm.is_warming_up:
            return OrderResponse.warming_up(request)
        quantity = ticket._quantity if request._quantity is None else request._quantity
        if order._quantity < 0 or quantity < 0:
            security = tracked.security or self._algorithm.securities[order.symbol]
            if not is_shortable(security, self._algorithm.transactions, quantity, order.id):
                code = OrderResponseErrorCode.EXCEEDS_SHORTABLE_QUANTITY
                return OrderResponse.error(request, code, shortable_refusal(security, ticket._quantity))
        return None

    def cancel_order(self, request: CancelOrderRequest) -> OrderTicket:
        """Queues a cancellation and tells the algorithm it is pending, or refuses it."""
        tracked = self._book.find(request.order_id)
        if tracked is None:
            return OrderTicket.invalid_cancel_order_id(self._algorithm.transactions, request)
        order, ticket = tracked.order, tracked.ticket
        if not ticket._try_set_cancel_request(request):
            message = "Cancellation is already in progress."
            request.set_response(OrderResponse.error(request, OrderResponseErrorCode.INVALID_REQUEST, message))
            return ticket
        if request.tag is not None:
            order.tag = request.tag
        if order.status is OrderStatus.NEW:
            request.set_response(OrderResponse.invalid_new_status(request, order))
        elif is_closed(order.status):
            request.set_response(OrderResponse.invalid_status(request, order))
        elif self._algorithm.is_warming_up:
            request.set_response(OrderResponse.warming_up(request))
        else:
            self._events.before_cancellation[order.id] = order.status
            order.status = OrderStatus.CANCEL_PENDING
            self._events.handle([OrderEvent(order, self._algorithm._qc_utc_time, OrderFee.ZERO)])
            request.set_response(OrderResponse.success(request), OrderRequestStatus.PROCESSING)
            self._queue.append(request)
        return ticket

    def process_delistings(
        self, delistings: Iterable[Delisting], on_delisted: Callable[[Symbol], None] | None = None
    ) -> None:
        """Closes the holdings of what was delisted, then cancels its orders; once per slice.

        ``on_delisted`` is called between the two, to take the symbol out of its universes.
        """
        for delisting in delistings:
            if delisting.type is DelistingType.WARNING:
                continue
            self._liquidate(self._algorithm.securities[delisting.symbol])
            if on_delisted is not None:
                on_delisted(delisting.symbol)
            if not self._algorithm.is_warming_up:
                self._algorithm.transactions.cancel_open_orders(delisting.symbol)

    def _liquidate(self, security: Security) -> None:
        quantity = -security.holdings._quantity
        if not quantity:
            return
        now = self._algorithm._qc_utc_time
        order = MarketOrder(security.symbol, quantity, now, _LIQUIDATION_TAG)
        self.add_open_order(order, security)
        fill = OrderEvent(order, now, OrderFee.ZERO, _LIQUIDATION_TAG)
        fill._fill_price = strip_zeros(security._price)
        fill._fill_quantity = order._quantity
        fill.status = OrderStatus.FILLED
        self._events.handle([fill])

    def add_open_order(self, order: Order, security: Security) -> OrderTicket:
        """Takes over an order that came to be without a request."""
        transactions = self._algorithm.transactions
        if order.status in (OrderStatus.NEW, OrderStatus.NONE):
            order.status = OrderStatus.SUBMITTED
        order.id = transactions.get_increment_order_id()
        request = SubmitOrderRequest(
            order.type, order.security_type, order.symbol, order._quantity, order._time, order.tag
        )
        request.order_id = order.id
        ticket = OrderTicket(transactions, request)
        ticket._set_order(order)
        self._handler.set_price_adjustment_mode(order)
        self._book.open.add(order.id, TrackedOrder(order, ticket, security))
        self._book.orders[order.id] = order
        self._book.tickets[order.id] = ticket
        self._book.count += 1
        return ticket
