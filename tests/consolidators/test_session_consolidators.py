"""Consolidators that ask an exchange or a database, and those of custom data."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from minilean.consolidators.dynamic_data import DynamicDataConsolidator
from minilean.consolidators.market_hours import MarketHourAwareConsolidator
from minilean.consolidators.range_bars import ClassicRangeConsolidator, RangeConsolidator
from minilean.data.bars import QuoteBar, TradeBar
from minilean.data.python_data import PythonData
from minilean.enums import Resolution, SecurityType, TickType
from minilean.errors import ArgumentError
from minilean.securities.market_hours_database import MarketHoursDatabase
from minilean.securities.naming import names
from minilean.securities.symbol import Symbol
from minilean.securities.symbol_cache import SymbolCache
from minilean.securities.symbol_properties_database import SymbolPropertiesDatabase
from tests.securities.builders import write_market_hours

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
MONDAY = datetime(2013, 10, 7)
SESSION = [
    {"start": "04:00:00", "end": "09:30:00", "state": "premarket"},
    {"start": "09:30:00", "end": "16:00:00", "state": "market"},
]
ALWAYS = [{"start": "00:00:00", "end": "1.00:00:00", "state": "market"}]
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")
HEADER = (
    "market,symbol,type,description,quote_currency,contract_multiplier,minimum_price_variation,lot_size,market_ticker,"
    "minimum_order_size,price_magnifier,strike_multiplier"
)


@pytest.fixture(autouse=True)
def _run(tmp_path):
    SymbolCache.start_run(None)
    week = (*DAYS, "saturday", "sunday")
    entries = {"Equity-usa-[*]": dict.fromkeys(DAYS, SESSION), "Crypto-kraken-[*]": dict.fromkeys(week, ALWAYS)}
    write_market_hours(tmp_path, entries)
    names.market_hours = MarketHoursDatabase(tmp_path)
    folder = tmp_path / "symbol-properties"
    folder.mkdir()
    (folder / "symbol-properties-database.csv").write_text(f"{HEADER}\nusa,[*],equity,,USD,1,0.01,1\n")
    names.symbol_properties = SymbolPropertiesDatabase(tmp_path)


def spy():
    return Symbol.create("SPY", SecurityType.EQUITY, "usa")


def bars_of(consolidator, *inputs):
    bars = []
    consolidator.data_consolidated += lambda _, bar: bars.append(bar)
    for each in inputs:
        consolidator.update(each)
    return bars


def a_bar(hours, price=100, *, length=HOUR, symbol=None, volume=10):
    return TradeBar(MONDAY + hours * HOUR, symbol or spy(), price, price, price, price, volume, length)


def daily(data_type=TradeBar, *, strict=True, extended=False, length=Resolution.DAILY):
    return MarketHourAwareConsolidator(strict, length, data_type, TickType.TRADE, extended)


def test_a_daily_bar_goes_from_the_open_to_the_close_and_is_due_at_the_close():
    consolidator = daily()
    bars = bars_of(consolidator, *(a_bar(hour) for hour in range(9, 16)))
    assert bars == []
    consolidator.scan(MONDAY + 16 * HOUR)
    assert (bars[0].time, bars[0].end_time) == (MONDAY + 9.5 * HOUR, MONDAY + 16 * HOUR)
    assert bars[0]._volume == 70


def test_minutes_outside_the_session_are_left_out():
    minutes = [a_bar(hours, length=MINUTE) for hours in (9.25, 9.5, 15.75, 16, 17)]
    consolidator = daily()
    bars_of(consolidator, *minutes)
    assert consolidator.working_data._volume == 20
    with_all = daily(extended=True)
    bars_of(with_all, *minutes[:3])
    assert with_all.working_data._volume == 30
    assert with_all.working_data.time == MONDAY + 4 * HOUR


def test_days_begin_at_midnight_without_strict_end_times():
    consolidator = daily(strict=False)
    bars = bars_of(consolidator, a_bar(10), a_bar(34))
    assert (bars[0].time, bars[0].end_time) == (MONDAY, MONDAY + timedelta(days=1))


def test_days_of_a_market_that_never_closes_begin_at_midnight():
    bitcoin = Symbol.create("BTCUSD", SecurityType.CRYPTO, "kraken")
    consolidator = daily()
    bars = bars_of(consolidator, a_bar(3, symbol=bitcoin), a_bar(24, symbol=bitcoin))
    assert (bars[0].time, bars[0].end_time) == (MONDAY, MONDAY + timedelta(days=1))


def test_odd_lengths_are_counted_from_the_open_and_cut_at_the_close():
    consolidator = daily(length=timedelta(hours=4))
    inputs = [a_bar(9.5 + n / 2, length=HOUR / 2) for n in range(13)]
    bars = bars_of(consolidator, *inputs, a_bar(33.5, length=HOUR / 2))
    edges = [(bar.time - MONDAY) / HOUR for bar in bars] + [(bars[-1].end_time - MONDAY) / HOUR]
    assert edges == [9.5, 13.5, 16]


def test_a_reset_forgets_the_exchange():
    consolidator = daily()
    bars_of(consolidator, a_bar(10))
    assert consolidator.exchange_hours is not None
    consolidator.reset()
    assert (consolidator.exchange_hours, consolidator.working_data) == (None, None)


def test_other_data_are_refused():
    with pytest.raises(ArgumentError, match="not supported"):
        daily(PythonData)
    assert daily(QuoteBar).output_type is QuoteBar


def prices_of(bars):
    return [tuple(float(price) for price in (bar._open, bar._high, bar._low, bar._close)) for bar in bars]


def ticks(*prices):
    return [a_bar(n, Decimal(price), length=MINUTE) for n, price in enumerate(prices)]


def test_a_range_bar_opens_at_a_multiple_and_a_gap_gives_phantom_bars():
    consolidator = RangeConsolidator(10)
    bars = bars_of(consolidator, *ticks("100.02", "100.05", "100.35"))
    assert prices_of(bars) == [(100.1, 100.15, 100.05, 100.15), (100.16, 100.26, 100.16, 100.26)]
    assert [bar._volume for bar in bars] == [20, 0]
    assert consolidator.range_size == 0.1
    assert consolidator.working_data._volume == 10


def test_a_classic_range_gives_one_bar_for_a_gap():
    bars = bars_of(ClassicRangeConsolidator(10), *ticks("100", "99.95", "100.5", "100.7"))
    assert prices_of(bars) == [(100, 100.05, 99.95, 100.05), (100.5, 100.6, 100.5, 100.6)]


class Weather(PythonData):
    """Custom data."""


def weather(minute, value, **properties):
    data = Weather()
    data.symbol = Symbol.create("RAIN", SecurityType.BASE, "usa", base_data_type=Weather)
    data.time = MONDAY + minute * MINUTE
    data.value = value
    for name, number in properties.items():
        data[name] = number
    return data


def test_custom_data_use_their_prices_or_their_value():
    points = [weather(0, 5), weather(1, 6, high=9, low=1, volume=2.6), weather(2, 7), weather(5, 8)]
    bar = bars_of(DynamicDataConsolidator(5 * MINUTE), *points)[0]
    assert prices_of([bar]) == [(5, 9, 1, 7)]
    assert (bar._volume, bar.period) == (3, 5 * MINUTE)
