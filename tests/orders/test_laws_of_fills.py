"""Whatever the bars: no limit fills worse than itself, no stop before its trigger, and gaps fill at the open."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from minilean.enums import OrderStatus, OrderType
from tests.orders.builders import MONDAY_TEN, hour_bar, stock

_HOUR = timedelta(hours=1)

prices = st.integers(9000, 11000).map(lambda cents: Decimal(cents) / 100)
sides = st.sampled_from((10, -10))


@st.composite
def sessions(draw: Any) -> list[tuple[Decimal, Decimal, Decimal, Decimal]]:
    """A few bars of one session, as open, high, low and close."""
    bars = []
    for _ in range(draw(st.integers(1, 5))):
        first, last, *others = (draw(prices) for _ in range(4))
        bars.append((first, max(first, last, *others), min(first, last, *others), last))
    return bars


def run(bars: list[tuple[Decimal, ...]], order_type: OrderType, quantity: int, **terms: Decimal) -> Any:
    """Sends an order at ten o'clock and shows it the bars; gives the desk, the ticket and the bar it filled in."""
    desk, spy = stock()
    desk.moves_to(MONDAY_TEN, hour_bar(spy, MONDAY_TEN, "100 101 99 100"))
    ticket = desk.submit(spy, order_type, quantity, **terms)
    for position, bar in enumerate(bars):
        end = MONDAY_TEN + (position + 1) * _HOUR
        desk.moves_to(end, hour_bar(spy, end, " ".join(str(price) for price in bar)))
        if ticket.status is OrderStatus.FILLED:
            return desk, ticket, position
    return desk, ticket, None


def first(bars: list[tuple[Decimal, ...]], holds: Any) -> int | None:
    return next((position for position, bar in enumerate(bars) if holds(*bar)), None)


@given(sessions(), prices, sides)
def test_a_limit_fills_in_the_first_bar_beyond_it_at_the_better_of_limit_and_open(bars, limit, quantity):
    _, ticket, position = run(bars, OrderType.LIMIT, quantity, limit=limit)
    if quantity > 0:
        wanted = first(bars, lambda _open, _high, low, _close: low < limit)
        better = min
    else:
        wanted = first(bars, lambda _open, high, _low, _close: high > limit)
        better = max
    assert position == wanted
    if position is not None:
        assert ticket._average_fill_price == better(limit, bars[position][0])


@given(sessions(), prices, sides)
def test_a_stop_fills_in_the_first_bar_that_reaches_it_at_the_worse_of_stop_and_open(bars, stop, quantity):
    _, ticket, position = run(bars, OrderType.STOP_MARKET, quantity, stop=stop)
    if quantity > 0:
        wanted = first(bars, lambda _open, high, _low, _close: high >= stop)
        worse = max
    else:
        wanted = first(bars, lambda _open, _high, low, _close: low <= stop)
        worse = min
    assert position == wanted
    if position is not None:
        assert ticket._average_fill_price == worse(stop, bars[position][0])


@given(sessions(), prices, prices, sides)
def test_a_stop_limit_fills_neither_before_its_stop_nor_worse_than_its_limit(bars, stop, limit, quantity):
    _, ticket, position = run(bars, OrderType.STOP_LIMIT, quantity, stop=stop, limit=limit)
    if position is None:
        return
    seen = bars[: position + 1]
    if quantity > 0:
        assert max(high for _, high, _, _ in seen) >= stop
        assert ticket._average_fill_price <= limit
    else:
        assert min(low for _, _, low, _ in seen) <= stop
        assert ticket._average_fill_price >= limit


@given(sessions(), prices, prices, sides)
def test_an_order_touched_first_fills_neither_before_its_trigger_nor_worse_than_its_limit(
    bars, trigger, limit, quantity
):
    _, ticket, position = run(bars, OrderType.LIMIT_IF_TOUCHED, quantity, trigger=trigger, limit=limit)
    if position is None:
        return
    seen = bars[: position + 1]
    if quantity > 0:
        assert min(low for _, _, low, _ in seen) <= trigger
        assert ticket._average_fill_price <= limit
    else:
        assert max(high for _, high, _, _ in seen) >= trigger
        assert ticket._average_fill_price >= limit


@given(sessions(), st.integers(1, 500).map(lambda cents: Decimal(cents) / 100), sides)
def test_a_trailing_stop_moves_with_the_market_and_never_back(bars, distance, quantity):
    desk, spy = stock()
    desk.moves_to(MONDAY_TEN, hour_bar(spy, MONDAY_TEN, "100 100 100 100"))
    start = 100 + distance if quantity > 0 else 100 - distance
    ticket = desk.submit(spy, OrderType.TRAILING_STOP, quantity, stop=start, trailing=distance)
    stops = [start]
    for position, bar in enumerate(bars):
        end = MONDAY_TEN + (position + 1) * _HOUR
        desk.moves_to(end, hour_bar(spy, end, " ".join(str(price) for price in bar)))
        stops.append(desk.transactions.get_order_by_id(ticket.order_id)._stop_price)
        if ticket.status is OrderStatus.FILLED:
            break
    assert stops == sorted(stops, reverse=quantity > 0)
    if ticket.status is OrderStatus.FILLED:
        worst = ticket._average_fill_price
        assert worst >= stops[-2] if quantity > 0 else worst <= stops[-2]


@given(sessions(), st.sampled_from((OrderType.LIMIT, OrderType.STOP_MARKET)), prices, sides)
def test_an_order_is_filled_once_and_wholly_or_stays_open(bars, order_type, price, quantity):
    terms = {"limit": price} if order_type is OrderType.LIMIT else {"stop": price}
    desk, ticket, position = run(bars, order_type, quantity, **terms)
    filled = sum(event._fill_quantity for event in desk.events)
    assert filled == (0 if position is None else quantity) == ticket._quantity_filled
    assert len(desk.fills) == (position is not None)
