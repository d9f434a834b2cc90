"""Files of prices that are not as they should be: refused by name and line, or noted."""

from __future__ import annotations

import zipfile
from datetime import date, datetime

import pytest

from minilean.data.price_files import dated_rows, has_prices, intraday_rows, read_bars
from minilean.enums import SecurityType
from minilean.errors import DataError
from minilean.securities.symbol import Symbol
from minilean.securities.symbol_cache import SymbolCache
from tests.data.folders import a_zip

GOOD = ["20130110 09:00,100,110,90,105,1000", "20130110 10:00,100,110,90,105,1000", "20130110 11:00,1,2,1,2,10"]
FIRST, LAST = datetime(2013, 1, 1), datetime(2013, 2, 1)


def hours(folder, *lines):
    return a_zip(folder / "spy.zip", list(lines))


@pytest.mark.parametrize(
    "bad",
    [
        "20130110 10:00,NaN,110,90,105,1000",
        "20130110 10:00,100,110,90,Infinity,1000",
        "20130110 10:00,100,abc,90,105,1000",
        "20130110 10:00,100,110,90,105,x",
        "20130110 10:00,100",
        "2013-01-10 10:00,100,110,90,105,1000",
        "",
    ],
)
def test_a_line_that_is_no_bar_is_refused_with_file_and_line(tmp_path, bad):
    file = hours(tmp_path, GOOD[0], bad, GOOD[2])
    with pytest.raises(DataError, match=r"spy\.zip, line 2: .* is no time with at least four numbers"):
        dated_rows(file, FIRST, LAST)


def test_a_date_there_is_not_is_refused_with_its_line(tmp_path):
    with pytest.raises(DataError, match=r"spy\.zip, line 1"):
        dated_rows(hours(tmp_path, "20130230 10:00,1,1,1,1,1"), FIRST, datetime(2014, 1, 1))


@pytest.mark.parametrize("bad", ["inf,1,1,1,1,1", "9e18,1,1,1,1,1", "34200000,1"])
def test_a_minute_that_is_no_bar_is_refused_too(tmp_path, bad):
    file = a_zip(tmp_path / "20130110_trade.zip", ["34140000,1,1,1,1,1", bad])
    with pytest.raises(DataError, match=r"20130110_trade\.zip, line 2"):
        intraday_rows(file, date(2013, 1, 10))


def test_a_bar_that_goes_back_in_time_is_left_out_and_the_others_stay(tmp_path):
    told = []
    file = hours(tmp_path, GOOD[0], GOOD[1], "19990101 09:00,1,1,1,1,1", GOOD[2])
    rows, times = dated_rows(file, FIRST, LAST, told.append)
    assert [time.hour for time in times] == [9, 10, 11]
    assert len(rows) == 3
    assert told == [f"{file}, line 3: the bar goes back in time and is left out, as in LEAN"]


def test_a_minute_that_goes_back_in_time_is_left_out(tmp_path):
    file = a_zip(tmp_path / "20130110_trade.zip", ["34200000,1,1,1,1,1", "9000,1,1,1,1,1", "34260000,1,1,1,1,1"])
    assert [time.minute for time in intraday_rows(file, date(2013, 1, 10))[1]] == [30, 31]


@pytest.mark.parametrize("price", ["0", "0.0", "-5"])
def test_a_price_nobody_pays_is_noted(tmp_path, price):
    file = hours(tmp_path, GOOD[0], f"20130110 10:00,100,110,90,{price},1000")
    assert read_bars(file).notes == (f"{file}, line 2: a price of zero or less, which moves no price",)


def test_no_volume_and_a_missing_side_of_a_quote_are_nothing_odd(tmp_path):
    assert read_bars(hours(tmp_path, "20130110 10:00,100,110,90,105,0", "20130110 11:00,,,,,0,1,1,1,1,5")).notes == ()


def test_an_empty_file_is_noted(tmp_path):
    assert read_bars(a_zip(tmp_path / "spy.zip", [])).notes == (f"{tmp_path / 'spy.zip'} is empty: it has no bar",)


def test_a_missing_file_has_no_bars_and_no_notes(tmp_path):
    found = read_bars(tmp_path / "spy.zip")
    assert (list(found.lines), found.notes) == ([], ())


def test_a_damaged_archive_is_refused_by_name(tmp_path):
    file = hours(tmp_path, *(GOOD * 50))
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("spy.csv", "\n".join(GOOD * 50))
    content = bytearray(file.read_bytes())
    for position in range(60, 90):
        content[position] ^= 0xFF
    file.write_bytes(content)
    with pytest.raises(DataError, match=r"spy\.zip cannot be read .*`minilean data ensure`"):
        read_bars(file)


def test_what_is_no_archive_is_refused_by_name(tmp_path):
    (tmp_path / "spy.zip").write_bytes(b"not a zip")
    with pytest.raises(DataError, match=r"spy\.zip cannot be read"):
        read_bars(tmp_path / "spy.zip")


def test_a_ticker_is_known_by_any_file_of_prices(tmp_path):
    SymbolCache.start_run(None)
    known, unknown = (Symbol.create(ticker, SecurityType.CRYPTO, "binance") for ticker in ("BTCUSDT", "NOSUCH"))
    a_zip(tmp_path / "crypto/binance/minute/btcusdt/20200101_trade.zip", ["0,1,1,1,1,1"])
    assert (has_prices(tmp_path, known), has_prices(tmp_path, unknown)) == (True, False)
