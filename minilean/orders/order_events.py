"""What follows an order event: status, portfolio, trades, ticket, and the algorithm's callback.

The order of the steps is LEAN's (BrokerageTransactionHandler.HandleOrderEvents).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from minilean.enums import OrderDirection, OrderStatus, SecurityType
from minilean.interop.decimals import strip_zeros
from minilean.orders.fee.order_fee import ModifiedFillQuantityOrderFee
from minilean.orders.status import is_closed, is_fill

if TYPE_CHECKING:
    from minilean.orders.event import OrderEvent
    from minilean.orders.order import Order
    from minilean.orders.order_book import OrderBook, TrackedOrder
    from minilean.securities.security import Security

ProcessFills = Callable[[list["OrderEvent"]], object]
ProcessFill = Callable[["OrderEvent", Decimal, Decimal, Decimal], object]
OnOrderEvent = Callable[["OrderEvent"], object]

_BASE_FEE_ADVICE = (
    "When buying currency pairs, using Cash account types, fees in base currency "
    "will be deducted from the filled quantity so virtual positions reflect actual holdings."
)
_SETTLED = (OrderStatus.FILLED, OrderStatus.CANCELED)
_SUBMISSIONS = (OrderStatus.SUBMITTED, OrderStatus.UPDATE_SUBMITTED)
_SHOWN_PRICES = ("_limit_price", "_stop_price", "_trigger_price", "_trailing_amount")


class OrderEventHandler:
    """Applies events; ``process_fills`` is the portfolio's, ``process_fill`` the trade builder's."""

    def __init__(
        self,
        algorithm: Any,
        book: OrderBook,
        *,
        process_fills: ProcessFills,
        process_fill: ProcessFill,
        on_order_event: OnOrderEvent,
    ) -> None:
        self._algorithm = algorithm
        self._book = book
        self._process_fills = process_fills
        self._process_fill = process_fill
        self._on_order_event = on_order_event
        self._advised_of_base_fees = False
        self.events: list[OrderEvent] = []
        self.before_cancellation: dict[int, OrderStatus] = {}
        """The status to go back to when a cancellation fails."""

    def handle(self, events: Sequence[OrderEvent]) -> None:
        """Applies events that belong together; unknown orders' are dropped."""
        tracked = [self._find(event) for event in events]
        known = [(event, found) for event, found in zip(events, tracked, strict=True) if found is not None]
        if len(known) == len(events):
            self._book_events(known)
            self._tell(events)

    def _book_events(self, known: list[tuple[OrderEvent, TrackedOrder]]) -> None:
        fills = []
        for event, found in known:
            event.ticket = found.ticket
            self._apply(event, found.order)
            if is_fill(event.status):
                fills.append(event)
                self._deduct_base_fee(event, found.order, self._security(event, found))
        if fills:
            self._process_fills(fills)
        for event, found in known:
            if is_fill(event.status):
                self._build_trade(event, self._security(event, found))
            found.ticket._add_order_event(event)

    def _tell(self, events: Sequence[OrderEvent]) -> None:
        for event in events:
            if event.status is not OrderStatus.NONE:
                self.events.append(event)
                self._on_order_event(event)

    def _find(self, event: OrderEvent) -> TrackedOrder | None:
        closed = self._book.close(event.order_id) if is_closed(event.status) else None
        return closed or self._book.find(event.order_id)

    def _security(self, event: OrderEvent, tracked: TrackedOrder) -> Security:
        if tracked.security is not None and tracked.security.symbol == event.symbol:
            return tracked.security
        security: Security = self._algorithm.securities[event.symbol]
        return security

    def _apply(self, event: OrderEvent, order: Order) -> None:
        status = event.status
        self._follow_cancellation(order.id, status)
        if status is not OrderStatus.INVALID or order.status not in _SETTLED:
            order.status = status
        event.id = order._next_event_id()
        _stamp(order, status, event._utc_time, updated=bool(event.ticket is not None and event.ticket._updates))
        event._quantity = order._quantity
        for field in _SHOWN_PRICES:
            price = getattr(order, field, None)
            if price is not None:
                setattr(event, field, strip_zeros(price))

    def _follow_cancellation(self, order_id: int, status: OrderStatus) -> None:
        if order_id not in self.before_cancellation:
            return
        if is_closed(status):
            del self.before_cancellation[order_id]
        elif status is not OrderStatus.CANCEL_PENDING:
            self.before_cancellation[order_id] = status

    def _deduct_base_fee(self, event: OrderEvent, order: Order, security: Any) -> None:
        """A crypto bought with a fee in its own currency leaves less of it."""
        if security.type is not SecurityType.CRYPTO or order.direction is not OrderDirection.BUY:
            return
        fee = event.order_fee.value
        if fee.currency != security.base_currency.symbol:
            return
        event._fill_quantity = strip_zeros(event._fill_quantity - fee._amount)
        multiplier = security.symbol_properties._contract_multiplier
        event.order_fee = ModifiedFillQuantityOrderFee(fee, security.quote_currency.symbol, multiplier)
        if not self._advised_of_base_fees:
            self._advised_of_base_fees = True
            self._algorithm.debug(_BASE_FEE_ADVICE)

    def _build_trade(self, event: OrderEvent, security: Security) -> None:
        fee = event.order_fee.value
        fee_in_account_currency = self._algorithm.portfolio.cash_book._to_account_currency(fee._amount, fee.currency)
        rate = security.quote_currency._conversion_rate
        self._process_fill(event, rate, fee_in_account_currency, security.symbol_properties._contract_multiplier)


def _stamp(order: Order, status: OrderStatus, time: datetime, *, updated: bool) -> None:
    if status is OrderStatus.CANCELED:
        order._canceled_time = time
    elif is_fill(status):
        order._last_fill_time = time
    elif updated and status in _SUBMISSIONS:
        order._last_update_time = time
