"""A security's trading days."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest

from minilean.consolidators.session import Session, session_of
from minilean.data.bars import Bar, QuoteBar, TradeBar
from minilean.data.ticks import Tick
from minilean.enums import SecurityType, TickType
from minilean.securities.symbol import Symbol
from minilean.securities.symbol_cache import SymbolCache
from tests.securities.builders import an_equity, stock_hours

HOUR = timedelta(hours=1)
FRIDAY = datetime(2013, 10, 4)
MONDAY = datetime(2013, 10, 7)


@pytest.fixture(autouse=True)
def _run():
    SymbolCache.start_run(None)


def a_session(size=3, tick_type=TickType.TRADE):
    return Session(tick_type, stock_hours(), an_equity(), size)


def a_bar(time, price, volume=5):
    return TradeBar(time, an_equity(), price, price + 1, price - 1, price, volume, HOUR)


def a_quote(time, bid, ask):
    return QuoteBar(time, an_equity(), Bar(bid, bid, bid, bid), 1, Bar(ask, ask, ask, ask), 1, HOUR)


def prices(bar):
    return bar.open, bar.high, bar.low, bar.close, bar.volume


def test_a_session_without_a_size_keeps_nothing():
    session = a_session(0)
    session.update(a_bar(FRIDAY + 10 * HOUR, 100))
    assert (prices(session), session.count, str(session)) == ((0, 0, 0, 0, 0), 0, "")
    session.size = 2
    assert session.count == 1


def test_the_day_so_far_is_at_index_zero_and_leaves_extended_hours_out():
    session = a_session()
    for hour, price in ((8, 500), (9, 100), (10, 103), (15, 99), (16, 900)):
        session.update(a_bar(FRIDAY + hour * HOUR, price))
    assert prices(session) == prices(session[0]) == (100, 104, 98, 99, 15)
    assert (session[0].time, session.end_time) == (FRIDAY, FRIDAY + 24 * HOUR)


def test_a_new_date_moves_the_day_to_index_one_and_starts_the_next_trading_day():
    session = a_session()
    session.update(a_bar(FRIDAY + 10 * HOUR, 100))
    session.scan(FRIDAY + 20 * HOUR)
    assert session.count == 1
    session.scan(FRIDAY + 24 * HOUR)
    assert prices(session[1]) == (100, 101, 99, 100, 5)
    assert prices(session) == (0, 0, 0, 0, 0)
    assert session[0].time == MONDAY
    session.update(a_bar(MONDAY + 10 * HOUR, 50))
    assert session.open == session[0].open == 50


def test_data_of_the_next_day_complete_the_day_without_a_scan():
    session = a_session()
    session.update(a_bar(FRIDAY + 10 * HOUR, 100))
    session.update(a_bar(MONDAY + 10 * HOUR, 50))
    assert [bar.close for bar in session] == [50, 100]


def test_quotes_of_a_stock_change_nothing_but_those_of_a_pair_are_its_prices():
    stock, pair = a_session(), a_session(tick_type=TickType.QUOTE)
    for session in (stock, pair):
        session.update(a_bar(FRIDAY + 10 * HOUR, 100))
        session.update(a_quote(FRIDAY + 11 * HOUR, 1, 3))
        session.update(a_quote(FRIDAY + 12 * HOUR, 3, 5))
    assert prices(stock) == (100, 101, 99, 100, 5)
    assert prices(pair) == (2, 4, 2, 4, 5)
    pair.update(a_quote(MONDAY + 12 * HOUR, 7, 9))
    assert prices(pair) == (4, 8, 4, 8, 0)


def test_volume_of_bars_that_overlap_counts_once():
    session = a_session()
    session.update(a_bar(FRIDAY + 10 * HOUR, 100))
    session.update(a_bar(FRIDAY + 10.5 * HOUR, 100))
    assert session.volume == 5


def test_trade_ticks_are_prices_too():
    session = a_session()
    for second, price in enumerate((100, 102, 101)):
        time = FRIDAY + 10 * HOUR + timedelta(seconds=second)
        session.update(Tick.trade(time, an_equity(), Decimal(price), Decimal(2)))
    assert prices(session) == (100, 102, 100, 101, 6)


def test_a_copy_stays_as_it_was():
    session = a_session()
    session.update(a_bar(FRIDAY + 10 * HOUR, 100))
    copy = session[0].clone()
    session.update(a_bar(FRIDAY + 11 * HOUR, 200))
    assert (copy.close, session.close) == (100, 200)


def test_a_reset_forgets_the_days():
    session = a_session()
    session.update(a_bar(FRIDAY + 10 * HOUR, 100))
    session.update(a_bar(MONDAY + 10 * HOUR, 50))
    session.reset()
    assert (session.count, session.close) == (1, 0)


def test_pairs_have_sessions_of_quotes():
    pair = Symbol.create("EURUSD", SecurityType.FOREX, "oanda")
    parts = {"exchange": SimpleNamespace(hours=stock_hours()), "symbol": pair}
    session = session_of(SimpleNamespace(type=SecurityType.FOREX, **parts))
    session.size = 1
    assert session[0]._source == TickType.QUOTE
    assert session_of(SimpleNamespace(type=SecurityType.CRYPTO, **parts))._tick_type == TickType.TRADE
