from datetime import datetime, timedelta
from decimal import Decimal

from minilean.data.bars import QuoteBar, TradeBar
from minilean.enums import OrderStatus, OrderType, Resolution
from minilean.orders.slippage.slippage_model import ConstantSlippageModel
from tests.orders.builders import MONDAY_TEN, hour_bar, quotes, stock

ELEVEN = MONDAY_TEN + timedelta(hours=1)
NOON = MONDAY_TEN + timedelta(hours=2)
CLOSE = datetime(2013, 10, 7, 16)
TUESDAY_TEN = datetime(2013, 10, 8, 10)


def sent_at_ten(order_type, quantity, **prices):
    desk, spy = stock()
    desk.moves_to(MONDAY_TEN, hour_bar(spy, MONDAY_TEN, "100 102 99 101"))
    return desk, spy, desk.submit(spy, order_type, quantity, **prices)


def filled_at(desk, spy, bar, end=ELEVEN):
    desk.moves_to(end, hour_bar(spy, end, bar))
    last = desk.events[-1]
    return last.fill_price if last.status is OrderStatus.FILLED else None


def test_a_buy_limit_fills_at_its_limit():
    desk, spy, _ = sent_at_ten(OrderType.LIMIT, 10, limit=Decimal(100))
    assert filled_at(desk, spy, "101 101.5 99.5 100.2") == 100


def test_a_buy_limit_that_is_only_touched_does_not_fill():
    desk, spy, _ = sent_at_ten(OrderType.LIMIT, 10, limit=Decimal(100))
    assert filled_at(desk, spy, "101 101.5 100 100.2") is None


def test_a_buy_limit_fills_at_the_open_when_the_bar_gaps_below():
    desk, spy, _ = sent_at_ten(OrderType.LIMIT, 10, limit=Decimal(100))
    assert filled_at(desk, spy, "98.50 101.5 98 100.2") == 98.5
    assert desk.events[-1].message == (
        "Due to a favorable gap at 10/07/2013 11:00:00 America/New_York, order filled using the open price (98.50)"
    )


def test_a_sell_limit_fills_at_the_open_when_the_bar_gaps_above():
    desk, spy, _ = sent_at_ten(OrderType.LIMIT, -10, limit=Decimal(103))
    assert filled_at(desk, spy, "104 105 103.5 104") == 104


def test_a_buy_stop_fills_at_the_stop_when_touched():
    desk, spy, _ = sent_at_ten(OrderType.STOP_MARKET, 10, stop=Decimal(103))
    assert filled_at(desk, spy, "101 103 100 102") == 103


def test_a_sell_stop_fills_at_the_open_when_the_bar_gaps_below():
    desk, spy, _ = sent_at_ten(OrderType.STOP_MARKET, -10, stop=Decimal(98))
    assert filled_at(desk, spy, "97 98 96 97") == 97
    assert desk.events[-1].message.startswith("Due to an unfavorable gap at 10/07/2013 11:00:00 America/New_York")


def test_slippage_makes_a_stop_worse():
    desk, spy, _ = sent_at_ten(OrderType.STOP_MARKET, -10, stop=Decimal(98))
    spy.slippage_model = ConstantSlippageModel(0.01)
    assert filled_at(desk, spy, "99 100 97 100") == 97


def test_a_stop_limit_waits_for_its_limit_after_the_stop():
    desk, spy, _ = sent_at_ten(OrderType.STOP_LIMIT, 10, stop=Decimal(102), limit=Decimal("101.5"))
    assert filled_at(desk, spy, "101 103 100 102") is None
    assert desk.transactions.get_order_by_id(1).stop_triggered
    assert filled_at(desk, spy, "102 102 101 101.2", NOON) == 101.5


def test_a_trailing_stop_follows_the_high_and_fills_below():
    desk, spy, ticket = sent_at_ten(OrderType.TRAILING_STOP, -10, stop=Decimal(99), trailing=Decimal(2))
    assert ticket.tag == "Trailing Amount: $2"
    assert filled_at(desk, spy, "102 104 101 103") is None
    assert desk.transactions.get_order_by_id(1).stop_price == 102
    assert filled_at(desk, spy, "103 103 101.5 101.8", NOON) == 101.8


def test_a_limit_if_touched_sell_needs_the_trigger_and_then_the_quote():
    desk, spy, _ = sent_at_ten(OrderType.LIMIT_IF_TOUCHED, -10, trigger=Decimal(103), limit=Decimal("102.5"))
    assert filled_at(desk, spy, "101 103.5 101 102") is None
    assert filled_at(desk, spy, "102 103 101 102.8", NOON) == 102.8


def test_minute_orders_fill_at_the_quote():
    desk, spy = stock(resolution=Resolution.MINUTE, types=(TradeBar, QuoteBar))
    bars = hour_bar(spy, MONDAY_TEN, "100 102 99 101"), quotes(spy, MONDAY_TEN, "1 1 1 100.9", "1 1 1 101.1")
    desk.moves_to(MONDAY_TEN, *bars)
    desk.submit(spy, OrderType.MARKET, 10)
    desk.submit(spy, OrderType.MARKET, -10)
    assert [fill.fill_price for fill in desk.fills] == [101.1, 100.9]
    assert desk.fills[0].message == ""


def test_a_market_order_on_stale_hour_data_waits_for_the_next_bar():
    desk, spy = stock(datetime(2013, 10, 8, 9, 45))
    spy.sees(hour_bar(spy, CLOSE, "100 102 99 101"))
    ticket = desk.submit(spy, OrderType.MARKET, 10)
    assert ticket.status is OrderStatus.SUBMITTED
    assert filled_at(desk, spy, "105 106 104 105.5", TUESDAY_TEN) == 105.5


def test_an_order_on_open_fills_at_the_open_of_the_next_bar():
    desk, spy = stock(CLOSE)
    spy.sees(hour_bar(spy, CLOSE, "100 102 99 101"))
    ticket = desk.submit(spy, OrderType.MARKET_ON_OPEN, 10)
    desk.processor.process_synchronous_events()
    assert ticket.status is OrderStatus.SUBMITTED
    assert filled_at(desk, spy, "105 106 104 105.5", TUESDAY_TEN) == 105


def test_an_order_on_close_fills_at_the_last_price_of_the_day():
    desk, spy, _ = sent_at_ten(OrderType.MARKET_ON_CLOSE, 10)
    assert filled_at(desk, spy, "101 103 100 102") is None
    assert filled_at(desk, spy, "102 105 101 104.5", CLOSE) == 104.5
