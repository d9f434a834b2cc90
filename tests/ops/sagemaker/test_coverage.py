"""The files themselves say where to go on and what is missing."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minilean.data.crypto_files import write_crypto_bars
from minilean.errors import DataError
from ops.sagemaker.coverage import Gap, bar_starts, gaps, holes, next_bar, next_tick
from tests.data.folders import a_zip
from tests.data.test_exchange_history import a_bar

FIRST = datetime(2024, 3, 9, 12)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


def hold(folder, resolution, *starts):
    write_crypto_bars(folder, "binance", "BTCUSDT", resolution, [a_bar(start) for start in starts])


def go_on(folder, resolution="hour", first=FIRST):
    return next_bar(folder, "binance", "BTCUSDT", resolution, first)


def test_an_empty_folder_begins_at_the_beginning(tmp_path):
    assert go_on(tmp_path) == FIRST
    assert next_tick(tmp_path, "binance", "BTCUSDT", FIRST) == FIRST


@pytest.mark.parametrize(("resolution", "length"), [("hour", HOUR), ("minute", MINUTE), ("daily", 24 * HOUR)])
def test_the_next_bar_follows_the_newest(tmp_path, resolution, length):
    first = FIRST.replace(hour=0)
    hold(tmp_path, resolution, *(first + number * length for number in range(3)))
    assert go_on(tmp_path, resolution, first) == first + 3 * length


def test_a_hole_of_the_last_day_is_asked_for_again(tmp_path):
    hold(tmp_path, "hour", *(FIRST + number * HOUR for number in range(30) if number != 20))
    assert go_on(tmp_path) == FIRST + 20 * HOUR


def test_an_older_hole_is_left_to_the_exchange(tmp_path):
    hold(tmp_path, "hour", *(FIRST + number * HOUR for number in range(60) if number != 20))
    assert go_on(tmp_path) == FIRST + 60 * HOUR


def test_a_later_beginning_is_kept_to(tmp_path):
    hold(tmp_path, "hour", FIRST, FIRST + HOUR)
    assert go_on(tmp_path, first=FIRST + 40 * HOUR) == FIRST + 40 * HOUR


def test_of_minutes_only_the_last_days_are_read_to_go_on(tmp_path):
    hold(tmp_path, "minute", *(FIRST + number * MINUTE for number in range(3 * 1440)))
    folder = tmp_path / "crypto/binance/minute/btcusdt"
    (folder / "20240309_trade.zip").write_text("unreadable", encoding="utf-8")
    assert go_on(tmp_path, "minute") == FIRST + 3 * 1440 * MINUTE
    with pytest.raises(DataError, match=r"20240309_trade\.zip cannot be read"):
        bar_starts(tmp_path, "binance", "BTCUSDT", "minute")


def test_starts_can_be_had_from_a_day_on(tmp_path):
    hold(tmp_path, "hour", FIRST, FIRST + 24 * HOUR)
    assert bar_starts(tmp_path, "binance", "BTCUSDT", "hour", date(2024, 3, 10)) == {FIRST + 24 * HOUR}


def test_trades_go_on_a_millisecond_after_the_newest(tmp_path):
    folder = tmp_path / "crypto/binance/tick/btcusdt"
    a_zip(folder / "20240309_trade.zip", ["43200000,1,1,0", "43200250,1,1,0"])
    assert next_tick(tmp_path, "binance", "BTCUSDT", FIRST) == FIRST + timedelta(milliseconds=251)
    a_zip(folder / "20240310_trade.zip", [])
    assert next_tick(tmp_path, "binance", "BTCUSDT", FIRST) == FIRST + timedelta(milliseconds=251)


def test_a_file_of_something_else_is_named(tmp_path):
    a_zip(tmp_path / "crypto/binance/tick/btcusdt/20240309_trade.zip", ["time,price"])
    with pytest.raises(
        DataError, match=r"20240309_trade\.zip is not one of the collector's: a line begins with 'time'"
    ):
        next_tick(tmp_path, "binance", "BTCUSDT", FIRST)


def test_holes_next_to_one_another_are_one_gap():
    starts = {FIRST + number * HOUR for number in (0, 1, 4, 6)}
    assert gaps(starts, FIRST, FIRST + 7 * HOUR, HOUR) == [
        Gap(first=FIRST + 2 * HOUR, end=FIRST + 4 * HOUR, missing=2),
        Gap(first=FIRST + 5 * HOUR, end=FIRST + 6 * HOUR, missing=1),
    ]


def test_all_holes_of_the_files_can_be_told(tmp_path):
    assert holes(tmp_path, "binance", "BTCUSDT", "hour") == []
    hold(tmp_path, "hour", *(FIRST + number * HOUR for number in range(60) if number != 20))
    missed = Gap(first=FIRST + 20 * HOUR, end=FIRST + 21 * HOUR, missing=1)
    assert holes(tmp_path, "binance", "BTCUSDT", "hour") == [missed]


def test_only_whole_bars_are_missed():
    half = timedelta(minutes=30)
    assert gaps(set(), FIRST - half, FIRST + HOUR + half, HOUR) == [Gap(first=FIRST, end=FIRST + HOUR, missing=1)]


@given(st.sets(st.integers(0, 40)), st.integers(0, 40))
def test_bars_and_gaps_add_up_to_the_whole(held, count):
    starts = {FIRST + number * HOUR for number in held}
    found = gaps(starts, FIRST, FIRST + count * HOUR, HOUR)
    assert sum(gap.missing for gap in found) + len([number for number in held if number < count]) == count
    assert all(gap.end - gap.first == gap.missing * HOUR for gap in found)
    assert all(before.end < after.first for before, after in pairwise(found))
