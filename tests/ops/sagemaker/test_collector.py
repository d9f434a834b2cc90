"""A pass brings what is new, once, whatever happened to the pass before it."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from itertools import accumulate
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from minilean.data.exchange_history import Exchange
from minilean.data.provenance import read_sources
from minilean.errors import DataError, SettingsError
from ops.sagemaker.collector import SETTLED, Collected, collect
from ops.sagemaker.coverage import Gap
from ops.sagemaker.schedule import Schedule
from ops.sagemaker.settings import Settings
from tests.data.folders import lines_of
from tests.data.servers import Venue, serving

FIRST = datetime(2024, 3, 9)
HOUR = timedelta(hours=1)
MILLISECOND = timedelta(milliseconds=1)
EPOCH = datetime(1970, 1, 1)


def settings_for(folder: Path, *kinds: str, symbols: tuple[str, ...] = ("BTCUSDT",), most: int = 100_000) -> Settings:
    return Settings(
        data_folder=folder,
        venue="binance",
        symbols=symbols,
        kinds=kinds or ("hour",),
        first=FIRST,
        most=most,
        schedule=Schedule(every=HOUR, passes=1),
        url=None,
    )


def a_pass(venue, chosen: Settings, now: datetime) -> list[Collected]:
    with serving(venue) as url:
        return list(collect(Exchange("binance", url), chosen, now))


def hours(folder: Path) -> list[str]:
    return [line.split(",")[0] for line in lines_of(folder / "crypto/binance/hour/btcusdt_trade.zip")]


def ticks(folder: Path, day: str = "20240309") -> list[str]:
    return lines_of(folder / f"crypto/binance/tick/btcusdt/{day}_trade.zip")


def at(moment: datetime) -> int:
    return (moment - EPOCH) // MILLISECOND


def trades(count: int, step: int, first: datetime = FIRST) -> list[tuple[int, int]]:
    return [(5_000 + number, at(first) + number * step) for number in range(count)]


class Failing:
    """A venue that answers some requests for prices and then no more."""

    def __init__(self, venue: Venue, answers: int) -> None:
        self._venue = venue
        self._answers = answers

    def __call__(self, path: str, query: dict[str, str]) -> tuple[int, bytes]:
        if path != "/api/v3/exchangeInfo":
            self._answers -= 1
        return self._venue(path, query) if self._answers >= 0 else (503, b"{}")


def test_a_second_pass_takes_only_what_is_new(tmp_path):
    venue, chosen = Venue(), settings_for(tmp_path)
    (first,) = a_pass(venue, chosen, FIRST + 5.5 * HOUR)
    (second,) = a_pass(venue, chosen, FIRST + 7 * HOUR)
    assert (first.rows, first.first, second.rows, second.first) == (5, FIRST, 2, FIRST + 5 * HOUR)
    assert hours(tmp_path) == [f"20240309 {hour:02}:00" for hour in range(7)]


def test_a_pass_without_news_changes_nothing(tmp_path):
    chosen = settings_for(tmp_path, "hour", "trades")
    venue = Venue(trades=trades(10, 7))
    a_pass(venue, chosen, FIRST + HOUR)
    before = {file: file.read_bytes() for file in tmp_path.rglob("*.zip")}
    bars, ticked = a_pass(venue, chosen, FIRST + HOUR + timedelta(minutes=1))
    assert (bars.rows, ticked.rows) == (0, 0)
    assert {file: file.read_bytes() for file in tmp_path.rglob("*.zip")} == before


def test_bars_that_did_not_come_are_told_and_asked_for_again(tmp_path):
    missing = {at(FIRST + 2 * HOUR), at(FIRST + 3 * HOUR)}
    venue, chosen = Venue(missing=missing), settings_for(tmp_path)
    (told,) = a_pass(venue, chosen, FIRST + 6 * HOUR)
    assert told.gaps == (Gap(first=FIRST + 2 * HOUR, end=FIRST + 4 * HOUR, missing=2),)
    assert str(told) == (
        "BTCUSDT hour bars from 2024-03-09 00:00:00 to 2024-03-09 06:00:00 UTC: 4, 2 missing in 1 gaps"
    )
    venue.missing = ()
    (mended,) = a_pass(venue, chosen, FIRST + 7 * HOUR)
    assert (mended.first, mended.rows, mended.gaps) == (FIRST + 2 * HOUR, 5, ())
    assert hours(tmp_path) == [f"20240309 {hour:02}:00" for hour in range(7)]


def test_a_pass_takes_no_more_bars_than_it_may(tmp_path):
    chosen = settings_for(tmp_path, most=4)
    told = [a_pass(Venue(), chosen, FIRST + 10 * HOUR)[0] for _ in range(3)]
    assert [(each.rows, each.is_behind) for each in told] == [(4, True), (4, True), (2, False)]
    assert len(hours(tmp_path)) == 10


def test_trades_are_written_as_leans_ticks(tmp_path):
    venue = Venue(trades=trades(3, 20, FIRST + timedelta(hours=23, minutes=59, seconds=59.97)))
    (told,) = a_pass(venue, settings_for(tmp_path, "trades"), FIRST + 25 * HOUR)
    assert told.rows == 3
    assert ticks(tmp_path) == ["86399970,9050.00000000,0.00150000,0", "86399990,9050.01000000,0.00150000,0"]
    assert ticks(tmp_path, "20240310") == ["10,9050.02000000,0.00150000,0"]


def test_the_newest_trades_are_left_to_settle(tmp_path):
    venue, chosen = Venue(trades=trades(10, 1_000)), settings_for(tmp_path, "trades")
    (told,) = a_pass(venue, chosen, FIRST + timedelta(seconds=8) + SETTLED)
    assert told.rows == 8
    a_pass(venue, chosen, FIRST + HOUR)
    assert len(ticks(tmp_path)) == 10


def test_numbers_an_exchange_left_out_are_a_gap(tmp_path):
    given_out = [trade for trade in trades(10, 1_000) if trade[0] not in (5_003, 5_004)]
    (told,) = a_pass(Venue(trades=given_out), settings_for(tmp_path, "trades"), FIRST + HOUR)
    second = timedelta(seconds=1)
    assert told.gaps == (Gap(first=FIRST + 2 * second, end=FIRST + 5 * second, missing=2),)


@settings(max_examples=8)
@given(
    steps=st.lists(st.integers(0, 3), min_size=1, max_size=60),
    page=st.integers(4, 20),
    most=st.integers(20, 30),
    failures=st.lists(st.integers(0, 8), max_size=3),
)
def test_whatever_cuts_passes_off_every_trade_is_there_once(tmp_path_factory, steps, page, most, failures):
    folder = tmp_path_factory.mktemp("data")
    times = list(accumulate(steps))
    assume(max(Counter(times).values()) <= most)
    venue = Venue(trades=[(number, at(FIRST) + time) for number, time in enumerate(times)], page=page)
    chosen = settings_for(folder, "trades", most=most)
    for answers in failures:
        a_pass(Failing(venue, answers), chosen, FIRST + HOUR)
    for _ in range(4):
        (told,) = a_pass(venue, chosen, FIRST + HOUR)
    assert (told.rows, told.is_behind) == (0, False)
    assert [int(line.split(",")[0]) for line in ticks(folder)] == times


def test_an_exchange_that_stops_answering_costs_the_rest_of_the_pass_only(tmp_path):
    chosen = settings_for(tmp_path)
    (told,) = a_pass(Failing(Venue(page=4), 2), chosen, FIRST + 20 * HOUR)
    assert (told.rows, told.end, told.gaps, told.is_behind) == (8, FIRST + 8 * HOUR, (), True)
    assert "binance could not be asked" in told.failure
    assert told.failure in str(told)
    (rest,) = a_pass(Venue(), chosen, FIRST + 20 * HOUR)
    assert (rest.rows, rest.failure, len(hours(tmp_path))) == (12, "", 20)


def test_the_other_series_are_collected_when_one_fails(tmp_path):
    told = a_pass(Failing(Venue(), 0), settings_for(tmp_path, "hour", "daily", "trades"), FIRST + 48 * HOUR)
    assert [bool(each.failure) for each in told] == [True, True, True]
    assert [each.rows for each in told] == [0, 0, 0]
    assert list(tmp_path.iterdir()) == []


def test_a_pair_the_exchange_does_not_trade_ends_the_pass(tmp_path):
    with pytest.raises(SettingsError, match="binance has no spot pair DOGEUSDT"):
        a_pass(Venue(), settings_for(tmp_path, symbols=("DOGEUSDT",)), FIRST + HOUR)


def test_a_file_in_the_way_is_named_and_kept(tmp_path):
    file = tmp_path / "crypto/binance/hour/btcusdt_trade.zip"
    file.parent.mkdir(parents=True)
    file.write_text("mine", encoding="utf-8")
    with pytest.raises(DataError, match="btcusdt_trade"):
        a_pass(Venue(), settings_for(tmp_path), FIRST + HOUR)
    assert file.read_text(encoding="utf-8") == "mine"


def test_the_folder_says_where_its_prices_came_from(tmp_path):
    for now in (FIRST + HOUR, FIRST + 2 * HOUR):
        a_pass(Venue(), settings_for(tmp_path), now)
    (source,) = read_sources(tmp_path)
    assert source.what == "binance BTCUSDT hour bars, collected pass by pass"
    assert source.at == "2024-03-09T02:00:00+00:00"
