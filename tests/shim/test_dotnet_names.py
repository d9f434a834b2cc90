from __future__ import annotations

import io
import zipfile
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from minilean.algorithm.run_context import RUN, RunContext
from minilean.enums import OrderDirection, Resolution, SecurityType, TickType
from minilean.errors import NotInMiniLean
from minilean.securities.symbol import Symbol
from minilean.securities.symbol_cache import SymbolCache
from minilean.shim.data_paths import Globals, LeanData
from minilean.shim.expiry import Expiry
from minilean.shim.extensions import Extensions
from minilean.shim.lean_time import Time
from minilean.shim.net_random import Random
from minilean.shim.small_names import CircularQueue, Compression
from minilean.shim.system import Action, Func, Math, TimeSpan
from tests.securities.builders import an_equity, stock_hours

NEW_YORK = ZoneInfo("America/New_York")
WEDNESDAY = datetime(2021, 3, 3, 12, 30)


def test_the_seeded_generator_gives_dotnets_numbers():
    numbers = Random(42)
    assert [numbers.next() for _ in range(3)] == [1434747710, 302596119, 269548474]
    assert Random(42).NextDouble() == pytest.approx(0.6681064659115423, abs=1e-16)
    assert [Random(1).next(100), Random(1).Next(50, 60)] == [24, 52]


def test_spans_of_time_have_dotnets_constructors():
    assert TimeSpan(1, 2, 3) == timedelta(hours=1, minutes=2, seconds=3)
    assert TimeSpan(1, 2, 3, 4, 5) == timedelta(1, 4, 0, 5, 3, 2)
    assert TimeSpan(600_000_000) == TimeSpan.FromMinutes(1) == timedelta(minutes=1)
    assert TimeSpan.Zero == timedelta()


def test_delegates_are_the_functions_themselves():
    assert Func[int, int](abs) is abs
    assert Action(print) is print


def test_math_answers_to_both_spellings():
    assert (Math.Sqrt(9), Math.floor(2.5), Math.Sign(-3), Math.Max(1, 2)) == (3, 2, -1, 2)


def test_expiries_end_their_periods():
    ends = (Expiry.END_OF_DAY, Expiry.EndOfWeek, Expiry.END_OF_MONTH, Expiry.END_OF_QUARTER, Expiry.end_of_year)
    days = [end(WEDNESDAY).strftime("%Y-%m-%d %H") for end in ends]
    assert days == ["2021-03-04 00", "2021-03-08 00", "2021-04-01 00", "2021-04-01 00", "2022-01-01 00"]
    assert Expiry.END_OF_WEEK(datetime(2021, 3, 7)) == datetime(2021, 3, 8)
    assert Expiry.ONE_MONTH(datetime(2021, 1, 31)) == datetime(2021, 2, 28)
    assert Expiry.ONE_QUARTER(datetime(2021, 11, 30)) == datetime(2022, 2, 28)


def test_days_of_an_exchange_are_looped_over():
    hours = stock_hours(holiday_dates=[datetime(2021, 3, 4)])
    days = list(Time.each_tradeable_day(hours, WEDNESDAY, datetime(2021, 3, 8)))
    assert [day.day for day in days] == [3, 5, 8]
    for extended, expected in ((True, [3, 4, 5, 6]), (False, [3, 5])):
        utc = Time.EachTradeableDayInTimeZone(hours, WEDNESDAY, datetime(2021, 3, 5), ZoneInfo("UTC"), extended)
        assert [day.day for day in utc] == expected
    assert Time.tradeable_dates([], WEDNESDAY, datetime(2021, 3, 8)) == 0


def test_bars_are_counted_back_and_forth():
    hours = stock_hours()
    start = Time.get_start_time_for_trade_bars(hours, WEDNESDAY, Time.ONE_HOUR, 5, False, NEW_YORK)
    assert start == datetime(2021, 3, 2, 14)
    assert Time.get_end_time_for_trade_bars(hours, start, Time.ONE_HOUR, 5, False) == datetime(2021, 3, 3, 12)
    assert Time.get_number_of_trade_bars_in_interval(hours, start, WEDNESDAY, Time.ONE_HOUR) == 6
    assert Time.get_end_time_for_trade_bars(hours, WEDNESDAY, Time.ONE_DAY, 3, False) == datetime(2021, 3, 8, 12, 30)


def test_unix_times_are_utc():
    assert Time.UnixTimeStampToDateTime(86_400.5) == datetime(1970, 1, 2, 0, 0, 0, 500_000)
    assert Time.date_time_to_unix_time_stamp(datetime(1970, 1, 2)) == 86_400
    assert Time.multiply(Time.OneDay, 3) == timedelta(days=3)


def test_extensions_convert_and_round():
    assert Extensions.to_time_span(Resolution.HOUR) == timedelta(hours=1)
    assert Extensions.ToHigherResolutionEquivalent(timedelta(minutes=90), False) is Resolution.HOUR
    assert Extensions.convert_to_utc(WEDNESDAY, NEW_YORK) == datetime(2021, 3, 3, 17, 30)
    assert Extensions.convert_from_utc(datetime(2021, 3, 3, 17, 30), NEW_YORK) == WEDNESDAY
    assert Extensions.round_down(WEDNESDAY, timedelta(hours=1)) == datetime(2021, 3, 3, 12)
    assert Extensions.get_order_direction(-3) is OrderDirection.SELL
    assert Extensions.normalize_to_str(1.50) == "1.5"
    assert (Extensions.smart_rounding(1234.56789), Extensions.round_to_significant_digits(0.0123456, 3)) == (
        1234.5679,
        0.0123,
    )
    assert not Extensions.is_option(SecurityType.EQUITY)
    assert Extensions.tick_type_to_lower(TickType.QUOTE) == "quote"


def test_paths_are_those_of_the_data_folder(tmp_path):
    SymbolCache.start_run(None)
    token = RUN.set(
        RunContext(data_folder=tmp_path, now=WEDNESDAY, map_files=None, market_hours=None, symbol_properties=None)
    )
    assert Globals.DataFolder == str(tmp_path)
    assert Globals.get_data_folder_path("equity") == str(tmp_path / "equity")
    RUN.reset(token)
    spy = an_equity()
    path = LeanData.generate_relative_zip_file_path(spy, WEDNESDAY, Resolution.MINUTE, TickType.TRADE)
    assert path == "equity/usa/minute/spy/20210303_trade.zip"
    assert LeanData.generate_zip_file_name(spy, WEDNESDAY, Resolution.DAILY, TickType.TRADE) == "spy.zip"
    coin = Symbol.create("BTCUSD", SecurityType.CRYPTO, "coinbase")
    assert LeanData.GenerateZipFilePath("d", coin, WEDNESDAY, Resolution.HOUR, TickType.QUOTE).endswith(
        "crypto/coinbase/hour/btcusd_quote.zip"
    )
    option = Symbol.create("SPY", SecurityType.OPTION, "usa")
    with pytest.raises(NotInMiniLean, match="Option"):
        LeanData.generate_zip_file_name(option, WEDNESDAY, Resolution.DAILY, TickType.TRADE)


def test_a_circular_queue_tells_when_it_begins_again():
    queue = CircularQueue(1, 2)
    rounds = []
    queue.circle_completed += lambda sender, _: rounds.append(sender)
    assert [queue.dequeue() for _ in range(5)] == [1, 2, 1, 2, 1]
    assert rounds == [queue] * 3


def test_bytes_are_zipped_in_memory():
    archive = zipfile.ZipFile(io.BytesIO(Compression.zip_bytes(b"text", "name.csv")))
    assert archive.read("name.csv") == b"text"
