"""The algorithm's view of its orders and the record of its trades (Common/Securities/SecurityTransactionManager.cs)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from minilean.errors import AlgorithmError, InvalidOperation
from minilean.interop.decimals import ZERO, Number, to_decimal, to_double
from minilean.interop.names import dotnet, exact
from minilean.orders.messages import NOT_BEFORE_WARM_UP_ENDS
from minilean.orders.order_request import (
    CancelOrderRequest,
    OrderRequest,
    OrderResponse,
    SubmitOrderRequest,
    UpdateOrderRequest,
)

if TYPE_CHECKING:
    from minilean.orders.order import Order
    from minilean.orders.processor import OrderProcessor
    from minilean.orders.ticket import OrderTicket
    from minilean.securities.security import Security
    from minilean.securities.symbol import Symbol

_MILLISECOND = timedelta(milliseconds=1)


class TransactionRecord(NamedTuple):
    """The profit of a closing fill, in the account currency."""

    profit_loss: Decimal
    is_win: bool


@dotnet
class ProjectedHoldings:
    """What is held, and what open orders would add."""

    __slots__ = ("_holdings_quantity", "_open_orders_quantity")

    holdings_quantity = exact("_holdings_quantity")
    open_orders_quantity = exact("_open_orders_quantity")

    def __init__(self, holdings_quantity: Number, open_orders_quantity: Number) -> None:
        self._holdings_quantity = to_decimal(holdings_quantity)
        self._open_orders_quantity = to_decimal(open_orders_quantity)

    @property
    def _projected_quantity(self) -> Decimal:
        return self._holdings_quantity + self._open_orders_quantity

    @property
    def projected_quantity(self) -> float:
        """Holdings when all open orders have filled."""
        return to_double(self._projected_quantity)


@dotnet
class SecurityTransactionManager:
    """Numbers orders, sends requests to the processor and finds tickets and orders.

    A filter is a function of a ticket or order, or a symbol.
    """

    def __init__(self, algorithm: Any, securities: Any = None) -> None:
        self._algorithm = algorithm
        self._securities = securities
        self._processor: OrderProcessor = None  # type: ignore[assignment]  # set before the first request
        self._order_id = 0
        self._group_id = 0
        self._records: dict[datetime, TransactionRecord] = {}
        self.market_order_fill_timeout = timedelta()

    def set_order_processor(self, order_provider: OrderProcessor) -> None:
        """Names the processor of requests."""
        self._processor = order_provider

    @property
    def utc_time(self) -> datetime:
        """Now, naive UTC."""
        now: datetime = self._algorithm._qc_utc_time
        return now

    @property
    def last_order_id(self) -> int:
        """The highest id given so far."""
        return self._order_id

    @property
    def orders_count(self) -> int:
        """Orders processed so far."""
        return self._processor.orders_count

    @property
    def _transaction_records(self) -> dict[datetime, TransactionRecord]:
        return self._records

    @property
    def transaction_record(self) -> dict[datetime, float]:
        """Profits of closing fills by time."""
        return {time: to_double(record.profit_loss) for time, record in self._records.items()}

    @property
    def winning_transactions(self) -> dict[datetime, float]:
        """Those that won."""
        return {time: to_double(record.profit_loss) for time, record in self._records.items() if record.is_win}

    @property
    def losing_transactions(self) -> dict[datetime, float]:
        """Those that did not."""
        return {time: to_double(record.profit_loss) for time, record in self._records.items() if not record.is_win}

    @property
    def win_count(self) -> int:
        """How many won."""
        return sum(record.is_win for record in self._records.values())

    @property
    def loss_count(self) -> int:
        """How many did not."""
        return len(self._records) - self.win_count

    def add_transaction_record(self, time: datetime, transaction_profit_loss: Number, is_win: bool) -> None:
        """Records a closing fill; a time that is taken moves on by a millisecond until it is free."""
        while time in self._records:
            time += _MILLISECOND
        self._records[time] = TransactionRecord(to_decimal(transaction_profit_loss), is_win)

    def process_request(self, request: OrderRequest) -> OrderTicket:
        """Sends any request; raises AlgorithmError while warming up."""
        if self._algorithm.is_warming_up:
            raise AlgorithmError(str(OrderResponse.warming_up(request)))
        if isinstance(request, SubmitOrderRequest):
            self.set_order_id(request)
        return self._processor.process(request)

    def set_order_id(self, request: SubmitOrderRequest) -> None:
        """Gives a request that has none the next id."""
        if request.order_id < 1:
            request.order_id = self.get_increment_order_id()

    def get_increment_order_id(self) -> int:
        """The next order id."""
        self._order_id += 1
        return self._order_id

    def get_increment_group_order_manager_id(self) -> int:
        """The next id of a group of orders."""
        self._group_id += 1
        return self._group_id

    def add_order(self, request: SubmitOrderRequest) -> OrderTicket:
        """Submits an order."""
        return self.process_request(request)

    def update_order(self, request: UpdateOrderRequest) -> OrderTicket:
        """Updates an order."""
        return self.process_request(request)

    def cancel_order(self, order_id: int, order_tag: str | None = None) -> OrderTicket:
        """Cancels an order."""
        return self.remove_order(order_id, order_tag)

    def remove_order(self, order_id: int, tag: str | None = None) -> OrderTicket:
        """Cancels an order; without a tag the order's becomes empty."""
        return self.process_request(CancelOrderRequest(self.utc_time, order_id, tag or ""))

    def cancel_open_orders(self, symbol: Symbol | None = None, tag: str | None = None) -> list[OrderTicket]:
        """Cancels all open orders, or a symbol's; raises InvalidOperation while warming up."""
        if self._algorithm.is_warming_up:
            raise InvalidOperation(NOT_BEFORE_WARM_UP_ENDS.format(operation="cancel_open_orders"))
        tickets = self.get_open_order_tickets(symbol)
        if symbol is None:
            tag = f"Canceled by CancelOpenOrders() at {_round_trip(self.utc_time)}"
        for ticket in tickets:
            ticket.cancel(tag)
        return tickets

    def get_order_ticket(self, order_id: int) -> OrderTicket | None:
        """The ticket of an order, or None."""
        return self._processor.get_order_ticket(order_id)

    def get_order_tickets(self, filter: object = None) -> list[OrderTicket]:
        """All tickets a filter accepts."""
        return _filtered(self._processor.get_order_tickets(), filter)

    def get_open_order_tickets(self, filter: object = None) -> list[OrderTicket]:
        """The tickets of open orders a filter accepts."""
        return _filtered(self._processor.get_open_order_tickets(), filter)

    def get_open_orders_remaining_quantity(self, filter: object = None) -> float:
        """Units that open orders still have to fill, sells negative."""
        return to_double(self._get_open_orders_remaining_quantity(filter))

    def _get_open_orders_remaining_quantity(self, condition: object = None) -> Decimal:
        tickets = _filtered(self._processor.get_open_order_tickets(), condition)
        return sum((ticket._quantity_remaining for ticket in tickets), ZERO)

    def get_order_by_id(self, order_id: int) -> Order | None:
        """A copy of an order, or None."""
        return self._processor.get_order_by_id(order_id)

    def get_orders_by_brokerage_id(self, brokerage_id: str) -> list[Order]:
        """Copies of the orders that carry a brokerage's id."""
        return [order for order in self.get_orders() if str(brokerage_id) in order.broker_id]

    def get_orders(self, filter: object = None) -> list[Order]:
        """Copies of all orders a filter accepts."""
        return [order.clone() for order in _filtered(self._processor.orders.values(), filter)]

    def get_open_orders(self, filter: object = None) -> list[Order]:
        """Copies of the open orders a filter accepts."""
        return [order.clone() for order in _filtered(self._processor.open_orders(), filter)]

    def get_projected_holdings(self, security: Security) -> ProjectedHoldings:
        """A security's holdings with and without its open orders."""
        remaining = self._get_open_orders_remaining_quantity(security.symbol)
        return ProjectedHoldings(security.holdings._quantity, remaining)

    def wait_for_order(self, order_id: int) -> bool:
        """Whether the order is closed; there is nothing to wait for here."""
        ticket = self.get_order_ticket(order_id)
        return ticket is not None and not self._processor.is_open(order_id)


def _filtered(items: Any, condition: object) -> list[Any]:
    if condition is None:
        return list(items)
    if callable(condition):
        accepts: Callable[[Any], bool] = condition
        return [item for item in items if accepts(item)]
    symbol: Any = getattr(condition, "symbol", condition)
    return [item for item in items if item.symbol == symbol]


def _round_trip(time: datetime) -> str:
    """As .NET's format "o" prints a UTC time: seven digits of a second."""
    return f"{time:%Y-%m-%dT%H:%M:%S.%f}0Z"
