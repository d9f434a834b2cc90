"""Copies of bars share nothing that changes."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

from minilean.data.bars import Bar, QuoteBar, TradeBar
from minilean.data.columns import PriceColumns
from minilean.data.renko_bars import RangeBar

TEN = datetime(2013, 10, 7, 10)
HOUR = timedelta(hours=1)


def in_a_file(kind, text, sizes):
    columns = PriceColumns(lines=[text], times=[TEN], end_times=[TEN + HOUR], end_times_utc=[TEN], size_positions=sizes)
    return kind.of_row(None, columns, 0)


def bars():
    made = TradeBar(TEN, None, 1, 3, 1, 2, 50, HOUR)
    return made, in_a_file(TradeBar, "0,1,3,1,2,50", (5,))


def quote_bars():
    made = QuoteBar(TEN, None, Bar(1, 3, 1, 2), 5, Bar(2, 4, 2, 4), 6, HOUR)
    return made, in_a_file(QuoteBar, "0,1,3,1,2,5,2,4,2,4,6", (5, 10))


def test_a_copy_of_a_trade_bar_keeps_its_prices_when_the_original_changes():
    for bar in bars():
        twin = bar.clone()
        bar.close = 9
        assert (twin._close, twin.close, twin._volume, twin.end_time) == (2, 2, 50, TEN + HOUR)


def test_a_copy_filled_forward_has_no_volume_and_neither_have_its_copies():
    for bar in bars():
        twin = bar.clone(fill_forward=True)
        assert (twin.is_fill_forward, twin.volume, twin.clone().volume, bar.volume) == (True, 0, 0, 50)
        assert bar._filled_forward(TEN, TEN)._volume == 0


def test_a_copy_of_a_quote_bar_has_sides_of_its_own():
    for bar in quote_bars():
        assert bar.close == 3
        twin = bar.clone()
        bar.bid.update(Decimal(100))
        assert (twin.bid.close, twin.ask.close, twin.last_bid_size, twin.value) == (2, 4, 5, 3)


def test_a_quote_bar_takes_copies_of_the_sides_it_is_given():
    side = Bar(1, 1, 1, 1)
    bar = QuoteBar(TEN, None, side, 5, None, 7)
    side.update(2)
    assert (bar.bid.close, bar.last_ask_size) == (1, 0)


def test_an_update_of_a_quote_bar_makes_the_ask_its_value_but_not_its_close():
    bar = QuoteBar(TEN, None, None, 0, None, 0)
    bar.update(0, 1, 3, 0, 5, 0)
    assert (bar.close, bar.value, bar.price, bar.last_bid_size) == (2, 3, 3, 5)
    bar.update(0, 0, 0, 0, 0, 0)
    assert bar.value == 3


def test_a_copy_of_another_kind_of_bar_is_of_that_kind():
    bar = RangeBar.of(None, TEN, Decimal(1), Decimal(10), Decimal(5))
    twin = bar.clone()
    bar.update(TEN, 20, 1)
    assert (type(twin), twin.is_closed, twin._range_size, twin._close) == (RangeBar, False, 1, 10)
