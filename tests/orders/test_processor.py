from datetime import datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest

from minilean.enums import OrderField, OrderResponseErrorCode, OrderStatus, OrderType
from minilean.errors import AlgorithmError
from minilean.orders.fee.constant import ConstantFeeModel
from minilean.orders.order_request import UpdateOrderFields
from minilean.orders.properties import OrderProperties
from minilean.orders.time_in_force import TimeInForce
from tests.orders.builders import MONDAY_TEN, hour_bar, stock

ELEVEN = MONDAY_TEN + timedelta(hours=1)
NOON = MONDAY_TEN + timedelta(hours=2)


def test_a_market_order_fills_in_the_step_it_is_sent():
    desk, spy = stock(fee_model=ConstantFeeModel(3.5))
    desk.moves_to(MONDAY_TEN, hour_bar(spy, MONDAY_TEN, "100 102 99 101.50"))
    ticket = desk.submit(spy, OrderType.MARKET, 10)
    assert ticket.status is OrderStatus.FILLED
    assert desk.statuses() == [(1, "Submitted"), (1, "Filled")]
    fill = desk.events[1]
    assert (fill.id, fill.fill_price, fill.fill_quantity) == (2, 101.5, 10)
    assert fill.message == (
        "Warning: No quote information available at 10/07/2013 10:00:00 America/New_York, "
        "order filled using TradeBar data"
    )
    assert str(fill.order_fee) == "3.5 USD"
    assert desk.trades == [(fill, Decimal("3.5"))]
    assert ticket.average_fill_price == 101.5
    assert desk.transactions.get_order_by_id(1)._price == Decimal("101.5")


def test_an_asynchronous_order_is_handled_at_once_too():
    desk, spy = stock()
    desk.moves_to(MONDAY_TEN, hour_bar(spy, MONDAY_TEN, "100 102 99 101"))
    ticket = desk.submit(spy, OrderType.MARKET, 10, asynchronous=True)
    assert ticket.status is OrderStatus.FILLED


def test_a_limit_order_does_not_fill_in_the_step_it_is_sent():
    desk, spy = stock()
    desk.moves_to(MONDAY_TEN, hour_bar(spy, MONDAY_TEN, "100 102 99 101"))
    ticket = desk.submit(spy, OrderType.LIMIT, 10, limit=Decimal(105))
    desk.processor.process_synchronous_events()
    assert ticket.status is OrderStatus.SUBMITTED
    desk.moves_to(ELEVEN, hour_bar(spy, ELEVEN, "101 103 100 102"))
    assert ticket.status is OrderStatus.FILLED
    assert desk.events[0].limit_price == 105


def test_a_cancellation_is_pending_until_the_queue_is_worked_off():
    desk, spy = stock()
    desk.moves_to(MONDAY_TEN, hour_bar(spy, MONDAY_TEN, "100 102 99 101"))
    ticket = desk.submit(spy, OrderType.LIMIT, 10, limit=Decimal(90))
    assert ticket.cancel("no more").is_success
    assert ticket.status is OrderStatus.CANCEL_PENDING
    assert ticket.cancel().error_code is OrderResponseErrorCode.REQUEST_CANCELED
    desk.processor.process_synchronous_events()
    assert desk.statuses() == [(1, "Submitted"), (1, "CancelPending"), (1, "Canceled")]
    assert ticket.tag == "no more"
    assert desk.transactions.get_order_by_id(1)._canceled_time == desk.clock.utc
    assert desk.transactions.get_open_orders() == []


def test_an_update_changes_the_order_and_says_so():
    desk, spy = stock()
    desk.moves_to(MONDAY_TEN, hour_bar(spy, MONDAY_TEN, "100 102 99 101"))
    ticket = desk.submit(spy, OrderType.LIMIT, 10, limit=Decimal(90))
    fields = UpdateOrderFields()
    fields.limit_price = 91.234
    fields.quantity = 12
    assert ticket.update(fields).is_success
    desk.processor.process_synchronous_events()
    assert desk.statuses() == [(1, "Submitted"), (1, "UpdateSubmitted")]
    assert ticket.get(OrderField.LIMIT_PRICE) == 91.23
    assert ticket.quantity == 12
    assert desk.errors == [
        "Warning: To meet brokerage precision requirements, order LimitPrice was rounded to 91.23 from 91.234"
    ]
    assert desk.transactions.get_order_by_id(1)._last_update_time == desk.clock.utc


def test_a_closed_order_takes_a_new_tag_and_nothing_else():
    desk, spy = stock()
    desk.moves_to(MONDAY_TEN, hour_bar(spy, MONDAY_TEN, "100 102 99 101"))
    ticket = desk.submit(spy, OrderType.MARKET, 10)
    assert ticket.update_tag("done").is_success
    desk.processor.process_synchronous_events()
    assert ticket.tag == "done"
    refused = ticket.update_quantity(5)
    assert refused.error_code is OrderResponseErrorCode.INVALID_ORDER_STATUS
    assert refused.error_message == "Unable to update order with id 1 because it already has Filled status."


def test_an_order_without_buying_power_is_invalid_and_counts():
    desk, spy = stock()
    desk.moves_to(MONDAY_TEN, hour_bar(spy, MONDAY_TEN, "100 102 99 101"))
    desk.buying_power = SimpleNamespace(is_sufficient=False, reason="Id: 1, Initial Margin: 2, Free Margin: 1")
    ticket = desk.submit(spy, OrderType.MARKET, 10)
    message = (
        "Order Error: ids: [1], Insufficient buying power to complete orders (Value:[1010]), "
        "Reason: Id: 1, Initial Margin: 2, Free Margin: 1."
    )
    assert desk.errors == [message]
    assert desk.events[0].message == message
    assert ticket.status is OrderStatus.INVALID
    assert ticket.submit_request.response.error_code is OrderResponseErrorCode.INSUFFICIENT_BUYING_POWER
    assert desk.transactions.orders_count == 1


def test_a_waiting_order_becomes_invalid_when_buying_power_is_gone():
    desk, spy = stock()
    desk.moves_to(MONDAY_TEN, hour_bar(spy, MONDAY_TEN, "100 102 99 101"))
    ticket = desk.submit(spy, OrderType.LIMIT, 10, limit=Decimal(50))
    desk.buying_power = SimpleNamespace(is_sufficient=False, reason="")
    desk.moves_to(ELEVEN, hour_bar(spy, ELEVEN, "101 103 100 102"))
    assert ticket.status is OrderStatus.INVALID


def test_quantities_are_rounded_toward_zero_to_lots():
    desk, spy = stock()
    desk.moves_to(MONDAY_TEN, hour_bar(spy, MONDAY_TEN, "100 102 99 101"))
    ticket = desk.submit(spy, OrderType.MARKET, -10.7)
    assert ticket.quantity == -10
    assert desk.errors == ["Warning: Due to brokerage limitations, orders will be rounded to the nearest lot size of 1"]


def test_more_than_can_be_borrowed_is_refused():
    desk, spy = stock(shortable=5)
    desk.moves_to(MONDAY_TEN, hour_bar(spy, MONDAY_TEN, "100 102 99 101"))
    ticket = desk.submit(spy, OrderType.MARKET, -10)
    assert ticket.status is OrderStatus.INVALID
    assert desk.events[0].message == f"Order exceeds shortable quantity 5 for Symbol {spy.symbol} requested -10)"


def test_nothing_is_sent_while_warming_up():
    desk, spy = stock()
    desk.is_warming_up = True
    with pytest.raises(AlgorithmError, match=r"OrderRequest\.submit"):
        desk.submit(spy, OrderType.MARKET, 1)


def test_an_order_sent_from_an_event_is_handled_before_the_event_returns():
    desk, spy = stock()
    desk.moves_to(MONDAY_TEN, hour_bar(spy, MONDAY_TEN, "100 102 99 101"))

    def hedge(event):
        if event.order_id == 1 and event.status is OrderStatus.FILLED:
            desk.submit(spy, OrderType.MARKET, -10)

    desk.on_event = hedge
    desk.submit(spy, OrderType.MARKET, 10)
    assert desk.statuses() == [(1, "Submitted"), (1, "Filled"), (2, "Submitted"), (2, "Filled")]


def test_a_day_order_expires_at_the_close():
    desk, spy = stock()
    desk.moves_to(MONDAY_TEN, hour_bar(spy, MONDAY_TEN, "100 102 99 101"))
    properties = OrderProperties()
    properties.time_in_force = TimeInForce.DAY
    ticket = desk.submit(spy, OrderType.LIMIT, 10, limit=Decimal(50), properties=properties)
    desk.moves_to(NOON, hour_bar(spy, NOON, "101 103 100 102"))
    assert ticket.status is OrderStatus.SUBMITTED
    close = datetime(2013, 10, 7, 16)
    desk.moves_to(close, hour_bar(spy, close, "101 103 100 102"))
    assert ticket.status is OrderStatus.CANCELED
    assert desk.events[-1].message == "The order has expired."


def test_a_delisting_closes_the_position_at_the_last_price_without_a_fee():
    desk, spy = stock(fee_model=ConstantFeeModel(1))
    desk.moves_to(MONDAY_TEN, hour_bar(spy, MONDAY_TEN, "100 102 99 101"))
    desk.submit(spy, OrderType.MARKET, 10)
    waiting = desk.submit(spy, OrderType.LIMIT, 10, limit=Decimal(50))
    desk.processor.process_delistings([SimpleNamespace(type=1, symbol=spy.symbol)])
    desk.processor.process_synchronous_events()
    closing = desk.events[3]
    assert (closing.message, closing.fill_quantity, closing.fill_price) == ("Liquidate from delisting", -10, 101)
    assert str(closing.order_fee) == "0 QCC"
    assert waiting.status is OrderStatus.CANCELED


def test_tickets_of_unknown_orders_say_so():
    desk, _ = stock()
    ticket = desk.transactions.cancel_order(7)
    assert ticket.status is OrderStatus.INVALID
    assert ticket.cancel_request.response.error_code is OrderResponseErrorCode.UNABLE_TO_FIND_ORDER
