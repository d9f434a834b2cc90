from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from minilean.enums import OrderField, OrderStatus, OrderType
from minilean.errors import ArgumentError
from minilean.orders.event import OrderEvent
from minilean.orders.fee.order_fee import OrderFee
from minilean.orders.order import MarketOrder
from minilean.orders.order_request import CancelOrderRequest, OrderResponse, UpdateOrderFields, UpdateOrderRequest
from minilean.orders.properties import KrakenOrderProperties, TradeStationOrderProperties
from tests.orders.builders import MONDAY_TEN, hour_bar, stock


@pytest.fixture
def desk():
    desk, spy = stock()
    desk.moves_to(MONDAY_TEN, hour_bar(spy, MONDAY_TEN, "100 102 99 101.5"))
    desk.spy = spy
    return desk


@pytest.mark.parametrize(
    ("kind", "prices", "expected"),
    [
        (OrderType.MARKET_ON_CLOSE, {}, "MarketOnClose order for 10 units of {symbol}: why"),
        (OrderType.LIMIT, {"limit": Decimal("90.5")}, "Limit order for 10 units of {symbol}: why at limit $90.5"),
        (OrderType.STOP_MARKET, {"stop": Decimal(110)}, "StopMarket order for 10 units of {symbol}: why at stop $110"),
        (
            OrderType.STOP_LIMIT,
            {"stop": Decimal(110), "limit": Decimal(111)},
            "StopLimit order for 10 units of {symbol}: why at stop $110 limit $111",
        ),
        (
            OrderType.LIMIT_IF_TOUCHED,
            {"trigger": Decimal(90), "limit": Decimal(91)},
            "LimitIfTouched order for 10 units of {symbol}: why at trigger $90 limit $91",
        ),
        (
            OrderType.TRAILING_STOP,
            {"stop": Decimal(110), "trailing": Decimal("0.05"), "as_percentage": True},
            "TrailingStop order for 10 units of {symbol}: why at stop $110. Trailing amount: 5.00%",
        ),
    ],
)
def test_a_ticket_prints_its_order_and_counts_its_requests(desk, kind, prices, expected):
    ticket = desk.submit(desk.spy, kind, 10, tag="why", **prices)
    order = expected.format(symbol=desk.spy.symbol)
    assert str(ticket) == f"1: OrderId: 1 (BrokerId: 1) Submitted {order} Request Count: 1 Response Count: 1"
    assert ticket.to_string() == str(ticket)


def test_an_event_prints_what_happened(desk):
    desk.submit(desk.spy, OrderType.LIMIT, 10, limit=Decimal(90))
    desk.submit(desk.spy, OrderType.MARKET, 10)
    assert str(desk.events[0]) == (
        "Time: 10/07/2013 14:00:00 OrderID: 1 EventID: 1 Symbol: SPY Status: Submitted Quantity: 10 LimitPrice: $90"
    )
    assert (
        desk.events[2]
        .short_to_string()
        .startswith("10/07/2013 14:00:00 OID:2 SPY Filled Q:10 FQ:10 FP:$101.5 M:Warning: No quote")
    )


def test_requests_print_what_they_ask_for(desk):
    fields = UpdateOrderFields()
    fields.quantity, fields.stop_price, fields.tag = 5, 99.5, "lower"
    assert str(UpdateOrderRequest(desk.clock.utc, 3, fields)) == (
        "10/07/2013 14:00:00 UTC: Update Order: (3) - Quantity: 5, StopPrice: 99.5 lower Status: Unprocessed"
    )
    assert str(CancelOrderRequest(desk.clock.utc, 3, None)) == (
        "10/07/2013 14:00:00 UTC: Cancel Order: (3) -  Status: Unprocessed"
    )
    ticket = desk.submit(desk.spy, OrderType.MARKET, 10)
    assert str(ticket.submit_request).endswith(f"10 units of {desk.spy.symbol}  Status: Processed Async: False")
    assert str(OrderResponse.UNPROCESSED) == "Unprocessed"


def test_times_are_aware_for_users_and_naive_inside(desk):
    desk.submit(desk.spy, OrderType.MARKET, 10)
    order = desk.transactions.get_order_by_id(1)
    assert order.time == order.last_fill_time == datetime(2013, 10, 7, 14, tzinfo=UTC)
    assert order._time == datetime(2013, 10, 7, 14)
    assert order.canceled_time is None
    assert desk.events[0].utc_time == order.created_time


def test_an_event_may_be_made_of_an_order_or_of_values(desk):
    order = MarketOrder(desk.spy.symbol, 3, datetime(2013, 10, 7, 10, tzinfo=UTC), "tag")
    event = OrderEvent(order, order.time, OrderFee.ZERO, message="told")
    assert (event.quantity, event.message, event._utc_time) == (3, "told", datetime(2013, 10, 7, 10))
    event.fill_quantity = 3.0
    assert str(event._fill_quantity) == "3"
    values = OrderEvent(1, desk.spy.symbol, order.time, OrderStatus.FILLED, order.direction, 2.50, 1, OrderFee.ZERO)
    assert (str(values._fill_price), values.message) == ("2.5", "")


def test_a_ticket_gives_the_fields_its_kind_of_order_has(desk):
    ticket = desk.submit(desk.spy, OrderType.TRAILING_STOP, -10, stop=Decimal(95), trailing=Decimal(5))
    assert ticket.get(OrderField.STOP_PRICE) == 95
    assert ticket.get(OrderField.TRAILING_AS_PERCENTAGE) is False
    with pytest.raises(ArgumentError, match="Unable to get field LimitPrice on order of type TrailingStop"):
        ticket.get(OrderField.LIMIT_PRICE)


def test_orders_given_out_are_copies(desk):
    desk.submit(desk.spy, OrderType.LIMIT, 10, limit=Decimal(90))
    copy = desk.transactions.get_open_orders(desk.spy.symbol)[0]
    copy.tag = "mine"
    copy.properties.time_in_force = None
    kept = desk.transactions.get_order_by_id(1)
    assert kept.tag == ""
    assert kept.time_in_force is not None


def test_open_orders_are_counted_by_symbol_or_function(desk):
    desk.submit(desk.spy, OrderType.LIMIT, 10, limit=Decimal(90))
    desk.submit(desk.spy, OrderType.LIMIT, -4, limit=Decimal(110))
    transactions = desk.transactions
    assert transactions.get_open_orders_remaining_quantity(desk.spy.symbol) == 6
    assert transactions.get_open_orders_remaining_quantity(lambda ticket: ticket.quantity < 0) == -4
    assert transactions.get_projected_holdings(desk.spy).projected_quantity == 6
    transactions.cancel_open_orders()
    desk.processor.process_synchronous_events()
    assert transactions.get_open_order_tickets() == []
    assert transactions.get_order_ticket(1).tag == "Canceled by CancelOpenOrders() at 2013-10-07T14:00:00.0000000Z"


def test_records_of_the_same_time_move_on_by_a_millisecond(desk):
    noon = datetime(2013, 10, 7, 12)
    for profit in (3, -1, 2):
        desk.transactions.add_transaction_record(noon, profit, profit > 0)
    assert list(desk.transactions.transaction_record) == [noon + timedelta(milliseconds=each) for each in range(3)]
    assert (desk.transactions.win_count, desk.transactions.loss_count) == (2, 1)


def test_properties_tell_their_own_fields_by_their_names_in_lean():
    assert TradeStationOrderProperties().declared() == [
        ("AllOrNone", False),
        ("OutsideRegularTradingHours", False),
        ("PostOnly", False),
    ]
    kraken = KrakenOrderProperties()
    kraken.FeeInBase = True
    assert (kraken.fee_in_base, kraken.clone().FeeInQuote) == (True, False)
