"""Algorithms that trade at random keep the books: nothing appears from nowhere, and no order is lost.

MINILEAN_TORTURE says how many to run; `make torture` runs many.
"""

from __future__ import annotations

import os
from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from minilean.enums import OrderStatus, SecurityType
from tests.algorithm.running import run_source
from tests.torture.random_algorithms import random_algorithm

if TYPE_CHECKING:
    from minilean.engine.session import Session

_COUNT = int(os.environ.get("MINILEAN_TORTURE", "6"))
_CLOSED = (OrderStatus.FILLED, OrderStatus.CANCELED, OrderStatus.INVALID)
_ROUNDING = Decimal("1e-18")
"""What the twenty-ninth digits of many products may add up to."""


@pytest.mark.parametrize("seed", range(_COUNT))
def test_an_algorithm_that_trades_at_random_keeps_its_books(seed: int, tmp_path):
    session = run_source(tmp_path, random_algorithm(seed))
    assert session.algorithm.run_time_error is None
    assert session.algorithm.tickets
    for book in session.algorithm.books:
        check_equity(*book)
    check_replay(session)
    check_orders(session)


def check_equity(equity: Decimal, settled: list[Any], unsettled: list[Any], positions: list[Any]) -> None:
    """Cash and what is held make up equity; a pair's value is in the cash of its currencies."""
    cash = sum((amount * rate for amount, rate in settled + unsettled), Decimal(0))
    held = (quantity * price for kind, quantity, price in positions if kind is SecurityType.EQUITY)
    assert abs(equity - cash - sum(held, Decimal(0))) <= _ROUNDING * max(1, abs(equity))


def check_replay(session: Session) -> None:
    """The fills alone lead from the first cash to the last cash and positions."""
    algorithm = session.algorithm
    quantities: dict[Any, Decimal] = defaultdict(Decimal)
    cash: dict[str, Decimal] = defaultdict(Decimal)
    cash["USD"] = algorithm.first_cash
    for event in session.processor.order_events:
        security = algorithm.securities[event.symbol]
        quantities[event.symbol] += event._fill_quantity
        cash[security.quote_currency.symbol] -= event._fill_quantity * event._fill_price
        fee = event.order_fee.value
        if fee._amount:
            cash[fee.currency] -= fee._amount
        if security.type is SecurityType.FOREX:
            cash[security.base_currency.symbol] += event._fill_quantity
    assert {symbol: algorithm.portfolio[symbol]._quantity for symbol in quantities} == quantities
    books = algorithm.portfolio.cash_book, algorithm.portfolio.unsettled_cash_book
    for currency, amount in cash.items():
        assert abs(sum(book[currency]._amount for book in books) - amount) <= _ROUNDING * max(1, abs(amount))


def check_orders(session: Session) -> None:
    """Every order is known, its events are numbered, none follows its end, and its fills are what it says it filled."""
    algorithm = session.algorithm
    by_order: dict[int, list[Any]] = defaultdict(list)
    for event in session.processor.order_events:
        by_order[event.order_id].append(event)
    tickets = {ticket.order_id: ticket for ticket in algorithm.transactions.get_order_tickets()}
    assert sorted(tickets) == list(range(1, len(tickets) + 1))
    assert by_order.keys() <= tickets.keys()
    for ticket in algorithm.tickets:
        assert ticket.status is OrderStatus.INVALID or tickets[ticket.order_id] is ticket
    for number, ticket in tickets.items():
        events = by_order[number]
        assert [event.id for event in events] == list(range(1, len(events) + 1))
        assert not any(event.status in _CLOSED for event in events[:-1])
        assert sum(event._fill_quantity for event in events) == ticket._quantity_filled
        assert ticket.status is events[-1].status or ticket.status not in _CLOSED
        if ticket.status is OrderStatus.FILLED:
            assert ticket._quantity_filled == ticket._quantity
