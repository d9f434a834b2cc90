"""Rows of price files, and what is said of files that are odd."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from minilean.data.price_files import dated_rows, has_prices, intraday_rows, tick_lines
from minilean.enums import SecurityType
from minilean.errors import DataError
from minilean.securities.symbol import Symbol
from minilean.securities.symbol_cache import SymbolCache
from tests.data.folders import a_zip

NINE, TEN, ELEVEN = (f"20130110 {hour}:00,100,110,90,105,1000" for hour in ("09", "10", "11"))
FIRST, LAST = datetime(2013, 1, 1), datetime(2013, 2, 1)
DAY = date(2013, 1, 10)
TRADE = (2, 3)
CROSSED = "the high is below the low; the bar is kept, as in LEAN"


def test_rows_are_those_that_begin_in_the_time_asked_for(tmp_path):
    file = a_zip(tmp_path / "spy.zip", [NINE, TEN, ELEVEN])
    rows, times = dated_rows(file, datetime(2013, 1, 10, 10), datetime(2013, 1, 10, 10))
    assert (rows, times) == ([TEN], [datetime(2013, 1, 10, 10)])


def test_a_bar_out_of_order_takes_no_other_with_it(tmp_path):
    told = []
    file = a_zip(tmp_path / "spy.zip", [NINE, TEN, "19990101 09:00,1,1,1,1,1", ELEVEN])
    assert [time.hour for time in dated_rows(file, FIRST, LAST, tell=told.append)[1]] == [9, 10, 11]
    assert told == [f"{file}, line 3: the bar is not later than the one before and is left out, as in LEAN"]


def test_a_date_there_is_not_is_refused_with_its_line(tmp_path):
    file = a_zip(tmp_path / "spy.zip", [NINE, "20130230 10:00,1,1,1,1,1"])
    with pytest.raises(DataError, match=r"spy\.zip, line 2: day is out of range"):
        dated_rows(file, FIRST, datetime(2014, 1, 1))


def test_a_high_below_its_low_is_noted_where_it_is_read(tmp_path):
    told = []
    file = a_zip(tmp_path / "spy.zip", [NINE, "20130110 10:00,100,90,110,105,1000", ELEVEN])
    dated_rows(file, FIRST, datetime(2013, 1, 10, 9), tell=told.append)
    assert told == []
    assert len(dated_rows(file, FIRST, LAST, tell=told.append)[0]) == 3
    assert told == [f"{file}, line 2: {CROSSED}"]


def test_an_ask_has_a_high_and_a_low_too(tmp_path):
    told = []
    file = a_zip(tmp_path / "20130110_quote.zip", ["60000,1,1,1,1,5,2,1,3,2,5"])
    intraday_rows(file, DAY, quotes=True, tell=told.append)
    assert told == [f"{file}, line 1: {CROSSED}"]


def test_minutes_begin_at_the_midnight_of_their_file(tmp_path):
    file = a_zip(tmp_path / "20130110_trade.zip", ["34200000,1,1,1,1,1", "34260000,1,1,1,1,1"])
    assert intraday_rows(file, DAY)[1] == [datetime(2013, 1, 10, 9, 30), datetime(2013, 1, 10, 9, 31)]


@pytest.mark.parametrize(
    "bad", ["34200000,x,100,P,1,0", "34200000,1,NaN,P,1,0", "34200000,1", "inf,1,1,P,1,0", "34200000,1,1,P", ""]
)
def test_a_line_that_is_no_tick_is_refused_with_its_line(tmp_path, bad):
    file = a_zip(tmp_path / "20130110_trade.zip", ["34100000,1674100,100,P,2000,0", bad, "34300000,1,1,P,1,0"])
    with pytest.raises(DataError, match=r"20130110_trade\.zip, line 2: .* is no time with 2 numbers: mend the line"):
        tick_lines(file, DAY, TRADE)


def test_a_tick_that_goes_back_in_time_is_left_out_and_noted(tmp_path):
    told = []
    lines = [f"{time},1674100,100,P,2000,0" for time in ("34100000", "34100000.5", "9000", "34100000.5", "34200000")]
    file = a_zip(tmp_path / "20130110_trade.zip", lines)
    kept, times = tick_lines(file, DAY, TRADE, told.append)
    assert kept == [lines[0], lines[1], lines[3], lines[4]]
    assert times == sorted(times)
    assert told == [f"{file}, line 3: the tick goes back in time and is left out, as in LEAN"]


def test_a_file_without_ticks_is_noted(tmp_path):
    told = []
    file = a_zip(tmp_path / "20130110_trade.zip", [])
    assert tick_lines(file, DAY, TRADE, told.append) == ([], [])
    assert told == [f"{file} is empty: it has no tick"]


def test_a_ticker_is_known_by_any_file_of_prices(tmp_path):
    SymbolCache.start_run(None)
    known, unknown = (Symbol.create(ticker, SecurityType.CRYPTO, "binance") for ticker in ("BTCUSDT", "NOSUCH"))
    a_zip(tmp_path / "crypto/binance/minute/btcusdt/20200101_trade.zip", ["0,1,1,1,1,1"])
    assert (has_prices(tmp_path, known), has_prices(tmp_path, unknown)) == (True, False)
