"""Lines of prices that are not as they should be: refused by file and line, or noted."""

from __future__ import annotations

import pytest

from minilean.data.bar_lines import BarForm, read_bars
from minilean.errors import DataError
from tests.data.folders import a_zip

HOURS = BarForm(dated=True, quotes=False)
MINUTES = BarForm(dated=False, quotes=False)
HOUR_QUOTES = BarForm(dated=True, quotes=True)
NINE, TEN, ELEVEN = (f"20130110 {hour}:00,100,110,90,105,1000" for hour in ("09", "10", "11"))
LATE = "the bar is not later than the one before and is left out, as in LEAN"
ODD = "a price of zero or less; the bar is kept, as in LEAN"


def a_file(folder, *lines):
    return a_zip(folder / "spy.zip", list(lines))


def notes_of(folder, *lines, form=HOURS):
    """What is said of a file, without its name."""
    file = a_file(folder, *lines)
    return [note.removeprefix(f"{file}, ").removeprefix(f"{file}: ") for note in read_bars(file, form).notes]


@pytest.mark.parametrize(
    "bad",
    [
        "20130110 10:00,NaN,110,90,105,1000",
        "20130110 10:00,100,110,90,Infinity,1000",
        "20130110 10:00,100,abc,90,105,1000",
        "20130110 10:00,100,110,90,105,x",
        "20130110 10:00,100,110,90,1_05,1000",
        "20130110 10:00,1e2,110,90,105,1000",
        "20130110 10:00,100",
        "20130110 10:00,100,110,90,105",
        "20130110 10:00,100,110,90,105,1000,7",
        "2013-01-10 10:00,100,110,90,105,1000",
        "20130110 25:00,100,110,90,105,1000",
        "20131310 10:00,100,110,90,105,1000",
        "",
    ],
)
def test_a_line_that_is_no_bar_is_refused_with_file_and_line(tmp_path, bad):
    file = a_file(tmp_path, NINE, bad, ELEVEN)
    with pytest.raises(DataError, match=r"spy\.zip, line 2: .* is no time with 5 numbers: mend the line"):
        read_bars(file, HOURS)


@pytest.mark.parametrize("bad", ["inf,1,1,1,1,1", "9e18,1,1,1,1,1", "34200000,1", "34200000,1,1,1,1,1,1,1,1,1,1"])
def test_a_minute_that_is_no_bar_is_refused_too(tmp_path, bad):
    with pytest.raises(DataError, match=r"spy\.zip, line 2"):
        read_bars(a_file(tmp_path, "34140000,1,1,1,1,1", bad), MINUTES)


def test_a_quote_needs_both_its_sides(tmp_path):
    with pytest.raises(DataError, match=r"line 1: .* is no time with 10 numbers"):
        read_bars(a_file(tmp_path, NINE), HOUR_QUOTES)


def test_two_bars_that_changed_places_leave_out_the_earlier_and_keep_the_others(tmp_path):
    assert notes_of(tmp_path, TEN, NINE, ELEVEN) == [f"line 2: {LATE}"]
    kept = read_bars(tmp_path / "spy.zip", HOURS)
    assert (list(kept.lines), list(kept.numbers)) == ([TEN, ELEVEN], [1, 3])


def test_a_bar_of_long_ago_in_the_middle_is_left_out(tmp_path):
    assert notes_of(tmp_path, NINE, "19990101 09:00,1,1,1,1,1", TEN) == [f"line 2: {LATE}"]


def test_of_two_bars_of_one_time_the_first_stays(tmp_path):
    assert notes_of(tmp_path, NINE, "20130110 09:00,1,1,1,1,1", TEN) == [f"line 2: {LATE}"]
    assert list(read_bars(tmp_path / "spy.zip", HOURS).lines) == [NINE, TEN]


def test_minutes_are_compared_as_numbers(tmp_path):
    lines = ["9000,1,1,1,1,1", "34200000,1,1,1,1,1", "60000,1,1,1,1,1", "34260000,1,1,1,1,1"]
    assert notes_of(tmp_path, *lines, form=MINUTES) == [f"line 3: {LATE}"]


def test_a_minute_behind_the_end_of_its_day_is_left_out(tmp_path):
    lines = ["34200000,1,1,1,1,1", "86400000,1,1,1,1,1"]
    told = ["line 2: the bar begins after the file's day and is left out, as in LEAN"]
    assert notes_of(tmp_path, *lines, form=MINUTES) == told


@pytest.mark.parametrize("price", ["0", "0.0", "-5", ""])
def test_a_price_nobody_pays_is_noted(tmp_path, price):
    assert notes_of(tmp_path, NINE, f"20130110 10:00,100,110,90,{price},1000") == [f"line 2: {ODD}"]


def test_many_odd_lines_are_counted_behind_the_first(tmp_path):
    told = notes_of(tmp_path, *(f"20130110 {hour}:00,0,1,1,1,1" for hour in range(10, 18)))
    assert told == [*(f"line {number}: {ODD}" for number in range(1, 6)), "3 more lines are as odd"]


@pytest.mark.parametrize("line", ["20130110 11:00,,,,,,1,1,1,1,5", "20130110 11:00,1,1,1,1,5,0,0,0,0,0"])
def test_a_missing_side_of_a_quote_is_nothing_odd(tmp_path, line):
    assert notes_of(tmp_path, line, form=HOUR_QUOTES) == []


def test_an_ordinary_file_is_kept_line_by_line(tmp_path):
    assert notes_of(tmp_path, NINE, "20130110 10:00,0.5,0.75,0.00001,0.5,0", ELEVEN) == []
    assert list(read_bars(tmp_path / "spy.zip", HOURS).numbers) == [1, 2, 3]


def test_an_empty_file_is_noted_and_a_missing_one_is_not(tmp_path):
    assert notes_of(tmp_path) == [f"{tmp_path / 'spy.zip'} is empty: it has no bar"]
    assert read_bars(tmp_path / "none.zip", HOURS).notes == ()
