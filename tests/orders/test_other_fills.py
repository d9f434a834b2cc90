from datetime import timedelta
from decimal import Decimal

import pytest

from minilean.data.bars import QuoteBar
from minilean.enums import OrderDirection, OrderStatus, OrderType, Resolution
from minilean.orders.combo_orders import GroupOrderManager
from minilean.orders.fee.order_fee import OrderFee
from minilean.orders.fill.fill_model import ImmediateFillModel
from minilean.orders.fill.latest_price import LatestPriceFillModel
from minilean.orders.order_request import SubmitOrderRequest
from tests.orders.builders import MONDAY_TEN, UTC, coin, hour_bar, quotes

ELEVEN = MONDAY_TEN + timedelta(hours=1)


def quoted(**options):
    desk, btc = coin(types=(QuoteBar,), **options)
    desk.moves_to(MONDAY_TEN, quotes(btc, MONDAY_TEN, "99 100 98 99.5", "101 102 100 101.5"), zone=UTC)
    return desk, btc


def moves(desk, btc, bid, ask):
    desk.moves_to(ELEVEN, quotes(btc, ELEVEN, bid, ask), zone=UTC)
    last = desk.events[-1]
    return last.fill_price if last.status is OrderStatus.FILLED else None


def test_market_orders_cross_the_spread():
    desk, btc = quoted()
    desk.submit(btc, OrderType.MARKET, 10)
    desk.submit(btc, OrderType.MARKET, -10)
    assert [fill.fill_price for fill in desk.fills] == [101.5, 99.5]


def test_a_buy_limit_looks_at_the_ask():
    desk, btc = quoted()
    desk.submit(btc, OrderType.LIMIT, 10, limit=Decimal(100))
    assert moves(desk, btc, "99 100 97 98", "101 102 99.9 100.5") == 100


def test_a_limit_far_above_the_market_fills_at_the_high():
    desk, btc = quoted()
    desk.submit(btc, OrderType.LIMIT, 10, limit=Decimal(200))
    assert moves(desk, btc, "99 100 97 98", "101 102 99.9 100.5") == 102


def test_a_sell_stop_fills_at_the_worse_of_stop_and_bid():
    desk, btc = quoted()
    desk.submit(btc, OrderType.STOP_MARKET, -10, stop=Decimal(98))
    assert moves(desk, btc, "99 100 97 97.5", "101 102 99.9 100.5") == 97.5


def test_a_touched_stop_is_not_passed():
    desk, btc = quoted()
    desk.submit(btc, OrderType.STOP_MARKET, -10, stop=Decimal(97))
    assert moves(desk, btc, "99 100 97 97.5", "101 102 99.9 100.5") is None


def test_a_market_order_of_hour_data_that_waited_fills_at_the_open():
    desk, btc = quoted()
    desk.clock.utc = ELEVEN + timedelta(minutes=30)
    ticket = desk.submit(btc, OrderType.MARKET, 10)
    assert ticket.status is OrderStatus.SUBMITTED
    later = ELEVEN + timedelta(hours=2)
    desk.moves_to(later, quotes(btc, later, "90 90 90 90", "91 93 90 92"), zone=UTC)
    assert desk.fills[0].fill_price == 91


def test_minute_data_fill_at_a_stale_price_with_a_warning():
    desk, btc = quoted(resolution=Resolution.TICK)
    desk.clock.utc = ELEVEN + timedelta(minutes=30)
    desk.submit(btc, OrderType.MARKET, 10)
    assert desk.fills[0].message == "Warning: fill at stale price (10/07/2013 10:00:00 UTC)"


def test_an_order_on_open_has_no_open_to_wait_for():
    desk, btc = quoted()
    desk.submit(btc, OrderType.MARKET_ON_OPEN, 10)
    moves(desk, btc, "99 100 97 98", "101 102 99.9 100.5")
    assert desk.errors == [
        (
            "Order Error: id: 1, Transaction model failed to fill for order type: MarketOnOpen with error: "
            f"Market never closes for this symbol {btc.symbol}, can no submit a orderType order."
        )
    ]


def test_the_latest_price_model_prefers_the_newer_kind_of_data():
    desk, btc = quoted()
    btc.fill_model = LatestPriceFillModel()
    desk.moves_to(ELEVEN, hour_bar(btc, ELEVEN, "105 106 104 105"), zone=UTC)
    desk.submit(btc, OrderType.MARKET, 10)
    assert desk.fills[0].fill_price == 105


class HalfFills(ImmediateFillModel):
    """A user's model in .NET's spelling that fills half and lets the base do the rest."""

    def MarketFill(self, asset, order):
        fill = super().market_fill(asset, order)
        fill.fill_quantity = order.quantity / 2
        fill.status = OrderStatus.PARTIALLY_FILLED
        return fill

    def GetPrices(self, asset, direction):
        assert direction is OrderDirection.BUY
        return super().get_prices(asset, direction)


def test_a_users_model_may_fill_in_parts():
    desk, btc = quoted()
    btc.fill_model = HalfFills()
    ticket = desk.submit(btc, OrderType.MARKET, 10)
    assert ticket.status is OrderStatus.PARTIALLY_FILLED
    assert (ticket.quantity_filled, ticket.quantity_remaining) == (5, 5)
    assert desk.events[-1].order_fee is OrderFee.ZERO
    desk.processor.process_synchronous_events()
    assert ticket.quantity_filled == 10


class Raises(ImmediateFillModel):
    def market_fill(self, asset, order):
        raise ValueError("not today")


def test_a_model_that_raises_leaves_the_order_open():
    desk, btc = quoted()
    btc.fill_model = Raises()
    ticket = desk.submit(btc, OrderType.MARKET, 10)
    assert ticket.status is OrderStatus.SUBMITTED
    assert desk.errors == [
        "Order Error: id: 1, Transaction model failed to fill for order type: Market with error: not today"
    ]


@pytest.mark.parametrize("limit", [Decimal(2500), Decimal(100)])
def test_legs_of_a_combo_fill_together_or_not_at_all(limit):
    desk, btc = quoted()
    group = GroupOrderManager(2, 5, limit)
    group.id = desk.transactions.get_increment_group_order_manager_id()
    for ratio in (2, 1):
        request = SubmitOrderRequest(
            OrderType.COMBO_LIMIT, btc.type, btc.symbol, ratio * 5, 0, limit, desk.clock.utc, "", None, group
        )
        desk.transactions.add_order(request)
    assert desk.statuses() == [(1, "Submitted"), (2, "Submitted")]
    filled = moves(desk, btc, "99 100 97 98", "101 102 99.9 100.5")
    assert filled == (None if limit == 100 else 99.9)
    assert [fill.fill_quantity for fill in desk.fills] == ([] if limit == 100 else [10, 5])
