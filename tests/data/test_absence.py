"""Prices that are asked for and are not there are told, unless nobody would miss them."""

from __future__ import annotations

from datetime import datetime

import pytest

from minilean.data.bars import QuoteBar, TradeBar
from minilean.data.price_source import PriceRequest, read_pieces
from minilean.data.subscription_config import SubscriptionDataConfig
from minilean.enums import Resolution, SecurityType, TickType
from minilean.securities.symbol import Symbol
from minilean.securities.symbol_cache import SymbolCache
from minilean.securities.time_zones import TimeZones
from tests.data.folders import a_zip
from tests.securities.builders import stock_hours

MONDAY, FRIDAY = datetime(2013, 10, 7), datetime(2013, 10, 11)
HOURS = "equity/usa/hour/spy.zip"
MINUTES = "equity/usa/minute/spy"


@pytest.fixture(autouse=True)
def _a_new_run() -> None:
    SymbolCache.start_run(None)


def told(folder, resolution, start=MONDAY, end=FRIDAY, tick_type=TickType.TRADE):
    """What is said while SPY is read, each with what it is about."""
    notes = []
    symbol = Symbol.create("SPY", SecurityType.EQUITY, "usa")
    kind = QuoteBar if tick_type == TickType.QUOTE else TradeBar
    zone = TimeZones.NEW_YORK
    config = SubscriptionDataConfig(kind, symbol, resolution, zone, zone, tick_type=tick_type)
    request = PriceRequest(
        data_folder=folder,
        config=config,
        hours=stock_hours(),
        start=start,
        end=end,
        tell=lambda note, about="": notes.append((note, about)),
    )
    for _ in read_pieces(request):
        pass
    return notes


def test_a_missing_hour_file_is_told_with_its_path(tmp_path):
    note = f"Warning: SPY has no hour prices from 2013-10-07 to 2013-10-11: {tmp_path / HOURS} is missing"
    assert [text for text, _ in told(tmp_path, Resolution.HOUR)] == [f"{note}; `minilean data` shows what there is"]


def test_a_file_of_another_time_is_told_too(tmp_path):
    a_zip(tmp_path / HOURS, ["20010102 10:00,1,1,1,1,1"])
    ((note, _),) = told(tmp_path, Resolution.HOUR)
    assert f"{tmp_path / HOURS} has none of that time" in note


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (datetime(2013, 10, 5), datetime(2013, 10, 7)),
        (datetime(2013, 10, 7, 10), datetime(2013, 10, 7, 16)),
    ],
)
def test_a_weekend_and_a_part_of_a_day_may_be_empty(tmp_path, start, end):
    assert told(tmp_path, Resolution.HOUR, start, end) == []


def test_each_missing_day_is_told_as_the_same_thing(tmp_path):
    a_zip(tmp_path / MINUTES / "20131008_trade.zip", ["34200000,1,1,1,1,1"])
    notes = told(tmp_path, Resolution.MINUTE, MONDAY, datetime(2013, 10, 9, 20))
    assert [note[: len("Warning: SPY has no minute prices on 2013-10-07")] for note, _ in notes] == [
        "Warning: SPY has no minute prices on 2013-10-07",
        "Warning: SPY has no minute prices on 2013-10-09",
    ]
    assert len({about for _, about in notes}) == 1


def test_a_closed_day_needs_no_file(tmp_path):
    assert told(tmp_path, Resolution.MINUTE, datetime(2013, 10, 5), datetime(2013, 10, 6, 20)) == []


def test_quotes_are_not_missed_where_there_are_trades_to_fill_with(tmp_path):
    assert told(tmp_path, Resolution.MINUTE, tick_type=TickType.QUOTE) == []
