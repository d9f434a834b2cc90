"""The last prices of a security: which data set them, and which leave them alone."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from minilean.data.bars import Bar, QuoteBar, TradeBar
from minilean.data.base_data import BaseData
from minilean.data.columns import PriceColumns
from minilean.data.corporate import Dividend, Split
from minilean.data.ticks import Tick
from minilean.enums import SecurityType, SplitType
from minilean.securities.security_cache import SecurityCache
from minilean.securities.symbol import Symbol

SPY = Symbol.create("SPY", SecurityType.EQUITY, "usa")
START = datetime(2020, 1, 6, 10)
MINUTE = timedelta(minutes=1)


def an_equity_cache():
    cache = SecurityCache()
    cache.quotes_move_price = False
    return cache


def columns(rows, sizes):
    times = [START + number * MINUTE for number in range(len(rows))]
    ends = [time + MINUTE for time in times]
    return PriceColumns(lines=rows, times=times, end_times=ends, end_times_utc=ends, size_positions=sizes)


def trades(*rows):
    """Trade bars of a file; each row is open, high, low, close and volume."""
    held = columns([",".join(["0", *row.split()]) for row in rows], (5,))
    return [TradeBar.of_row(SPY, held, row) for row in range(len(rows))]


def quotes(*rows):
    """Quote bars of a file; each row is the bid's four prices and size, then the ask's."""
    held = columns([",".join(["0", *row.split()]) for row in rows], (5, 10))
    return [QuoteBar.of_row(SPY, held, row) for row in range(len(rows))]


def a_quote(bid, ask, minute=0, size="1"):
    sides = (Bar(*[Decimal(bid)] * 4), Decimal(size), Bar(*[Decimal(ask)] * 4), Decimal(size))
    return QuoteBar(START + minute * MINUTE, SPY, *sides)


def a_trade(price, minute=0, volume="100"):
    return TradeBar(START + minute * MINUTE, SPY, *[Decimal(price)] * 4, Decimal(volume))


def test_a_bar_of_a_file_gives_its_exact_prices():
    cache = SecurityCache()
    (bar,) = trades("1.00 4.00 0.50 2.50 70")
    cache.add_data_list([bar], TradeBar, False)
    assert [str(value) for value in (cache._open, cache._high, cache._low, cache._close, cache._price)] == [
        "1.00", "4.00", "0.50", "2.50", "2.50",
    ]  # fmt: skip
    assert (cache._volume, cache.price, cache.get_data(), cache.get_data(TradeBar)) == (70, 2.5, bar, bar)


def test_a_price_read_late_is_the_newest_one():
    cache = SecurityCache()
    for bar in trades("1 1 1 1 1", "2 2 2 2 2", "3 3 3 3 3"):
        cache.add_data_list([bar], TradeBar, False)
    assert (cache._price, cache._volume) == (3, 3)


@pytest.mark.parametrize("read_between", [True, False])
def test_zeros_of_a_file_never_replace_anything(read_between):
    cache = SecurityCache()
    for bar in trades("1 1 1 1 5", "2 2 0 2 0", "0 3 0 0 0"):
        cache.add_data_list([bar], TradeBar, False)
        if read_between:
            assert cache._price
            assert cache._low
            assert cache._volume
            assert cache._open
    assert (cache._open, cache._high, cache._low, cache._close, cache._volume) == (2, 3, 1, 2, 5)


def test_zeros_of_other_bars_never_replace_anything():
    cache = SecurityCache()
    cache.add_data(a_trade("7", volume="3"))
    cache.add_data(a_trade("0", minute=1, volume="0"))
    cache.add_data(a_quote("6", "0", minute=2, size="0"))
    assert (cache._price, cache._volume, cache._bid_price, cache._ask_price) == (6, 3, 6, 0)


def test_changing_a_bar_afterwards_does_not_change_the_cache():
    cache = SecurityCache()
    (bar,) = trades("1 1 1 1 1")
    cache.add_data_list([bar], TradeBar, False)
    bar.close = 9
    assert cache._price == 1


def test_an_equitys_quotes_leave_its_price_alone():
    cache = an_equity_cache()
    (bar,) = trades("1 1 1 1 1")
    (quote,) = quotes("5 5 5 5 10 7 7 7 7 20")
    cache.add_data_list([bar], TradeBar)
    cache.add_data_list([quote], QuoteBar)
    assert (cache._price, cache._bid_price, cache._ask_price, cache._bid_size, cache._ask_size) == (1, 5, 7, 10, 20)
    assert cache.get_data() is bar
    assert cache.get_data(QuoteBar) is quote


def test_elsewhere_the_quote_wins_over_the_trade_of_its_time():
    cache = SecurityCache()
    (bar,), (quote,) = trades("1 1 1 1 1"), quotes("5 5 5 5 10 7 7 7 7 20")
    cache.add_data_list([bar], TradeBar)
    cache.add_data_list([quote], QuoteBar)
    assert (cache._price, cache.get_data()) == (6, quote)
    cache.add_data_list([bar], TradeBar)
    assert (cache._price, cache.get_data()) == (6, quote)


def test_prices_alternate_between_trades_and_quotes():
    cache = SecurityCache()
    asked = quotes("3 3 3 3 1 5 5 5 5 1", "5 5 5 5 1 7 7 7 7 1")
    for bar, quote in zip(trades("1 1 1 1 1", "2 2 2 2 2"), asked, strict=True):
        cache.add_data_list([bar], TradeBar)
        assert cache._price == bar._close
        cache.add_data_list([quote], QuoteBar)
        assert cache._price == quote._close
    assert cache._volume == 2


def test_a_quote_with_one_side_has_that_sides_price():
    cache = SecurityCache()
    (quote,) = quotes("5 5 5 5 10 0 0 0 0 0")
    cache.add_data_list([quote], QuoteBar)
    assert (cache._price, cache._bid_price, cache._ask_price) == (5, 5, 0)


def test_bars_filled_forward_change_nothing():
    cache = SecurityCache()
    first, second = trades("1 1 1 1 1", "2 2 2 2 2")
    cache.add_data_list([first], TradeBar, False)
    cache.add_data_list([second.clone(True)], TradeBar, True)
    assert (cache._price, cache.get_data(), cache.get_data(TradeBar)) == (1, first, first)


def test_corporate_events_are_kept_but_set_no_price():
    cache = SecurityCache()
    dividend = Dividend(SPY, START, 1, 100)
    cache.add_data_list([dividend], Dividend)
    assert (cache._price, cache.get_data(), cache.get_data(Dividend), cache.has_data(Dividend)) == (
        0, None, dividend, True,
    )  # fmt: skip


def test_custom_data_set_the_price_unless_it_is_zero():
    cache = SecurityCache()
    point = BaseData()
    point.symbol, point.value = SPY, 12.5
    cache.add_data(point)
    nothing = BaseData()
    nothing.symbol = SPY
    cache.add_data(nothing)
    assert (cache._price, cache.get_data()) == (Decimal("12.5"), nothing)


def test_ticks_set_price_and_sizes():
    cache = an_equity_cache()
    trade = Tick.trade(START, SPY, Decimal(10), Decimal(3))
    quote = Tick.quote(START, SPY, (Decimal(9), Decimal(1)), (Decimal(11), Decimal(2)))
    cache.add_data_list([trade], Tick)
    cache.add_data_list([quote], Tick)
    assert (cache._price, cache._volume, cache._bid_price, cache._ask_size) == (10, 3, 9, 2)
    assert cache.get_data(Tick) is trade
    assert cache.get_all(Tick) == [trade, quote]


def test_a_split_scales_prices_sizes_and_the_last_bar():
    cache = an_equity_cache()
    bar, quote = a_trade("100", volume="50"), a_quote("98", "102", size="10")
    cache.add_data(bar)
    cache.add_data(quote)
    cache._apply_split(Split(SPY, START, 100, Decimal("0.5"), SplitType.SPLIT_OCCURRED))
    assert (cache._price, cache._open, cache._bid_price, cache._ask_price) == (50, 50, 49, 51)
    assert (cache._volume, cache._bid_size, bar._close, bar._volume, quote._close) == (100, 20, 50, 100, 50)


def test_a_split_scales_a_row_of_a_file_once():
    cache = an_equity_cache()
    first, second = trades("100 100 100 100 50", "51 51 51 51 60")
    cache.add_data_list([first], TradeBar)
    cache._apply_split(Split(SPY, START, 100, Decimal("0.5"), SplitType.SPLIT_OCCURRED))
    assert (cache._price, cache._high, cache._volume, first._close) == (50, 50, 100, 50)
    cache.add_data_list([second], TradeBar)
    assert (cache._price, cache._volume) == (51, 60)


def test_a_reset_cache_knows_nothing_but_what_the_user_keeps():
    cache = SecurityCache()
    cache.properties["mark"] = 1
    (bar,) = trades("1 1 1 1 1")
    cache.add_data_list([bar], TradeBar)
    cache.reset()
    assert (cache._price, cache._volume, cache.get_data(), cache.get_data(TradeBar)) == (0, 0, None, None)
    assert cache.properties == {"mark": 1}
    cache.add_data_list([bar], TradeBar)
    assert cache.price == 1


def test_linked_custom_data_share_what_is_kept_by_type():
    cache, custom = SecurityCache(), SecurityCache()
    cache._share_types_with(custom)
    dividend = Dividend(SPY, START, 1, 100)
    custom.add_data(dividend)
    assert cache.get_data(Dividend) is dividend
