"""Bars of time, of counts and of calendars."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from minilean.consolidators.calendars import Calendar, CalendarInfo
from minilean.consolidators.quote_bars import QuoteBarConsolidator, TickQuoteBarConsolidator
from minilean.consolidators.trade_bars import BaseDataConsolidator, TickConsolidator, TradeBarConsolidator
from minilean.data.bars import Bar, QuoteBar, TradeBar
from minilean.data.ticks import Tick
from minilean.enums import Resolution
from minilean.errors import ArgumentError, InvalidOperation

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
NINE_THIRTY = datetime(2013, 10, 7, 9, 30)


@dataclass(frozen=True)
class Name:
    id: str = "SPY"


SPY = Name()


def a_bar(start, price=100, *, period=MINUTE, symbol=SPY, volume=10):
    price = Decimal(price)
    return TradeBar(start, symbol, price, price + 1, price - 1, price, volume, period)


def a_quote_bar(start, bid, ask, *, period=MINUTE):
    return QuoteBar(start, SPY, Bar(bid, bid, bid, bid), 5, Bar(ask, ask, ask, ask), 7, period)


def collected(consolidator):
    bars = []
    consolidator.data_consolidated += lambda _, bar: bars.append(bar)
    return bars


def feed(consolidator, count, *, start=NINE_THIRTY, period=MINUTE):
    for number in range(count):
        consolidator.update(a_bar(start + number * period, 100 + number, period=period))


def test_a_bar_is_complete_when_the_first_input_of_the_next_period_comes():
    consolidator = TradeBarConsolidator(timedelta(minutes=5))
    bars = collected(consolidator)
    feed(consolidator, 5)
    assert bars == []
    consolidator.update(a_bar(NINE_THIRTY + 5 * MINUTE, 200))
    bar = bars[0]
    assert (bar.time, bar.end_time) == (NINE_THIRTY, NINE_THIRTY + 5 * MINUTE)
    assert (bar._open, bar._high, bar._low, bar._close, bar._volume) == (100, 105, 99, 104, 50)


def test_a_scan_at_the_end_of_the_period_completes_the_bar_without_another_input():
    consolidator = TradeBarConsolidator(timedelta(minutes=5))
    bars = collected(consolidator)
    feed(consolidator, 5)
    consolidator.scan(NINE_THIRTY + 4 * MINUTE)
    assert bars == []
    consolidator.scan(NINE_THIRTY + 5 * MINUTE)
    assert [bar.end_time for bar in bars] == [NINE_THIRTY + 5 * MINUTE]
    assert consolidator.working_data is None


def test_bars_start_at_round_times_even_when_the_first_input_is_late():
    consolidator = TradeBarConsolidator(timedelta(minutes=5))
    bars = collected(consolidator)
    feed(consolidator, 6, start=NINE_THIRTY + 2 * MINUTE)
    assert bars[0].time == NINE_THIRTY


def test_bars_longer_than_a_day_start_with_their_first_input():
    consolidator = TradeBarConsolidator(timedelta(days=2))
    feed(consolidator, 1)
    assert consolidator.working_bar.time == NINE_THIRTY


def test_an_hour_bar_that_begins_before_the_open_belongs_to_its_own_day():
    consolidator = TradeBarConsolidator(timedelta(days=1))
    consolidator.update(a_bar(datetime(2013, 10, 7, 9), period=HOUR))
    assert consolidator.working_data.time == datetime(2013, 10, 7)


def test_a_start_time_moves_the_periods():
    consolidator = TradeBarConsolidator(HOUR, start_time=timedelta(hours=9, minutes=30))
    bars = collected(consolidator)
    feed(consolidator, 61)
    assert (bars[0].time, bars[0].period) == (NINE_THIRTY, HOUR)


def test_a_count_gives_a_bar_with_its_last_input():
    consolidator = TradeBarConsolidator(3)
    bars = collected(consolidator)
    feed(consolidator, 7)
    assert [bar.end_time for bar in bars] == [NINE_THIRTY + 3 * MINUTE, NINE_THIRTY + 6 * MINUTE]
    assert consolidator.working_data.end_time == NINE_THIRTY + 7 * MINUTE


def test_a_count_ignores_inputs_older_than_the_last_bar_and_still_counts_them():
    consolidator = TradeBarConsolidator(1)
    bars = collected(consolidator)
    consolidator.update(a_bar(NINE_THIRTY))
    consolidator.update(a_bar(NINE_THIRTY - MINUTE))
    assert bars[1] is None


def test_a_count_with_a_period_ends_by_whichever_comes_first():
    consolidator = TradeBarConsolidator(3, timedelta(minutes=10))
    bars = collected(consolidator)
    feed(consolidator, 3)
    assert bars[0].period == timedelta(minutes=10)
    consolidator.update(a_bar(NINE_THIRTY + 3 * MINUTE))
    consolidator.update(a_bar(NINE_THIRTY + 20 * MINUTE))
    assert len(bars) == 2


def test_a_period_of_zero_gives_every_input_back():
    consolidator = TradeBarConsolidator(timedelta(0))
    consolidator._qc_length_checked = True
    bars = collected(consolidator)
    feed(consolidator, 2)
    assert [bar._close for bar in bars] == [100, 101]


@pytest.mark.parametrize(
    ("calendar", "start", "end"),
    [
        (Calendar.WEEKLY, datetime(2013, 10, 7), datetime(2013, 10, 14)),
        (Calendar.MONTHLY, datetime(2013, 10, 1), datetime(2013, 11, 1)),
        (Calendar.QUARTERLY, datetime(2013, 10, 1), datetime(2014, 1, 1)),
        (Calendar.YEARLY, datetime(2013, 1, 1), datetime(2014, 1, 1)),
    ],
)
def test_a_calendar_gives_the_period_around_a_moment(calendar, start, end):
    info = calendar(datetime(2013, 10, 13, 23, 59))
    assert (info.start, info.end) == (start, end)


def test_a_calendar_period_is_that_of_the_bar_that_is_built():
    consolidator = TradeBarConsolidator(Calendar.MONTHLY)
    bars = collected(consolidator)
    consolidator.update(a_bar(datetime(2013, 2, 5), period=timedelta(days=1)))
    consolidator.update(a_bar(datetime(2013, 3, 5), period=timedelta(days=1)))
    assert (bars[0].time, bars[0].end_time) == (datetime(2013, 2, 1), datetime(2013, 3, 1))
    assert consolidator.working_data.end_time == datetime(2013, 4, 1)


def test_a_function_of_the_user_that_looks_ahead_is_refused():
    with pytest.raises(ArgumentError, match="Should never return a time later"):
        TradeBarConsolidator(lambda time: CalendarInfo(time + HOUR, HOUR))


def test_anything_else_is_no_period():
    with pytest.raises(ArgumentError, match="not a supported period type"):
        TradeBarConsolidator("a day")


def test_inputs_longer_than_the_bars_are_refused():
    with pytest.raises(ArgumentError, match="can not consolidate bars"):
        TradeBarConsolidator(MINUTE).update(a_bar(NINE_THIRTY, period=HOUR))


def test_a_second_symbol_is_refused():
    consolidator = TradeBarConsolidator(HOUR)
    feed(consolidator, 2)
    with pytest.raises(InvalidOperation, match="single symbol"):
        consolidator.update(a_bar(NINE_THIRTY + 2 * MINUTE, symbol=Name("AAPL")))


def test_another_kind_of_data_is_refused():
    consolidator = TradeBarConsolidator(HOUR)
    feed(consolidator, 2)
    with pytest.raises(ArgumentError, match="expected TradeBar"):
        consolidator.update(Tick(NINE_THIRTY + 2 * MINUTE, SPY))


def test_the_engines_handlers_see_the_bar_before_it_counts_as_consolidated_and_the_users_after():
    consolidator = TradeBarConsolidator(1)
    seen = []
    consolidator._qc_emitted += lambda sender, _: seen.append(sender.consolidated)
    consolidator.data_consolidated += lambda sender, bar: seen.append(sender.consolidated is bar)
    feed(consolidator, 1)
    assert seen == [None, True]


def test_the_window_keeps_the_last_two_bars():
    consolidator = TradeBarConsolidator(1)
    feed(consolidator, 3)
    assert [bar._close for bar in consolidator] == [102, 101]
    assert consolidator[0] is consolidator.current
    assert consolidator[1] is consolidator.previous


def test_the_working_data_are_a_copy():
    consolidator = TradeBarConsolidator(HOUR)
    feed(consolidator, 1)
    consolidator.working_data.close = 7
    assert consolidator.working_data._close == 100


def test_a_reset_forgets_the_symbol_and_the_bars():
    consolidator = TradeBarConsolidator.from_resolution(Resolution.HOUR)
    feed(consolidator, 62)
    consolidator.reset()
    assert consolidator.consolidated is None
    consolidator.update(a_bar(datetime(2013, 1, 1), symbol=Name("AAPL")))
    assert consolidator.working_data.symbol.id == "AAPL"


def test_both_spellings_work():
    consolidator = TradeBarConsolidator(1)
    bars = []
    consolidator.DataConsolidated += lambda _, bar: bars.append(bar)
    consolidator.Update(a_bar(NINE_THIRTY))
    assert bars[0] is consolidator.Consolidated


def test_a_removed_handler_is_not_called():
    consolidator = TradeBarConsolidator(1)
    bars = []
    consolidator.data_consolidated += bars.append
    consolidator.data_consolidated -= bars.append
    feed(consolidator, 1)
    assert bars == []


def test_quote_bars_open_where_the_last_one_closed():
    consolidator = QuoteBarConsolidator(2)
    bars = collected(consolidator)
    for number in range(4):
        consolidator.update(a_quote_bar(NINE_THIRTY + number * MINUTE, 100 + number, 102 + number))
    first, second = bars
    assert (first.bid._open, first.bid._close, first.ask._close) == (100, 101, 103)
    assert (second.bid._open, second.bid._low, second.bid._close) == (101, 101, 103)
    assert (second._last_bid_size, second._last_ask_size) == (5, 7)


def test_quote_ticks_make_quote_bars_and_trade_ticks_trade_bars():
    quotes, trades = TickQuoteBarConsolidator(MINUTE), TickConsolidator(MINUTE)
    quote_bars, trade_bars = collected(quotes), collected(trades)
    for second in (0, 30, 60):
        time = NINE_THIRTY + timedelta(seconds=second)
        bid, ask = (Decimal(100 + second), Decimal(3)), (Decimal(101 + second), Decimal(4))
        for tick in (Tick.quote(time, SPY, bid, ask), Tick.trade(time, SPY, Decimal(100 + second), Decimal(2))):
            quotes.update(tick)
            trades.update(tick)
    assert (quote_bars[0].bid._open, quote_bars[0].ask._high) == (100, 131)
    assert (trade_bars[0]._close, trade_bars[0]._volume, trade_bars[0].period) == (130, 4, MINUTE)


def test_plain_values_make_bars_without_volume():
    consolidator = BaseDataConsolidator(2)
    bars = collected(consolidator)
    feed(consolidator, 2)
    assert (bars[0]._open, bars[0]._high, bars[0]._close, bars[0]._volume) == (100, 101, 101, 0)
