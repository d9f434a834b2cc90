"""`minilean backtest` over a data folder that is spoilt in one place."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.command_line import minilean
from tests.data.folders import a_zip, lines_of
from tests.market_data import real_data

HOURS = Path("equity/usa/hour/spy.zip")
_TEXT = """\
from AlgorithmImports import *


class Subject(QCAlgorithm):
    def initialize(self):
        self.set_start_date(2013, 10, 7)
        self.set_end_date(2013, 10, 11)
        self.add_equity("TICKER", Resolution.HOUR)
"""


@pytest.fixture
def folder(tmp_path):
    """The sample data as links: what a test replaces is its own."""
    return Path(shutil.copytree(real_data(str(HOURS)), tmp_path / "data", copy_function=os.symlink))


def back_test(folder, ticker="SPY"):
    source = folder.parent / "subject.py"
    source.write_text(_TEXT.replace("TICKER", ticker), encoding="utf-8")
    return minilean("backtest", source, "--data-folder", folder, "--output", folder.parent / "out")


def change_bar(folder, change):
    """Rewrites the bar of 8 October 2013, ten o'clock; gives the number of its line."""
    lines = lines_of(folder / HOURS)
    position = next(number for number, line in enumerate(lines) if line.startswith("20131008 10:00"))
    change(lines, position)
    (folder / HOURS).unlink()
    a_zip(folder / HOURS, lines)
    return position + 1


def test_a_price_that_is_no_number_ends_the_run_with_file_and_line(folder):
    def spoil(lines, position):
        lines[position] = "20131008 10:00,1,1,1,NaN,1"

    number = change_bar(folder, spoil)
    done = back_test(folder)
    assert done.returncode == 1
    assert f"{folder / HOURS}, line {number}: '20131008 10:00,1,1,1,NaN,1' is no time with 5 numbers" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_bar_out_of_order_is_told_and_the_run_goes_on(folder):
    def swap(lines, position):
        lines[position : position + 2] = lines[position + 1], lines[position]

    number = change_bar(folder, swap)
    done = back_test(folder)
    assert done.returncode == 0
    assert f"line {number + 1}: the bar is not later than the one before and is left out, as in LEAN" in done.stdout


def test_an_archive_that_is_none_ends_the_run_with_its_name(folder):
    (folder / HOURS).unlink()
    (folder / HOURS).write_bytes(b"no zip")
    done = back_test(folder)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert f"{folder / HOURS} cannot be read" in done.stderr


def test_a_missing_file_is_told_and_the_run_goes_on(folder):
    (folder / HOURS).unlink()
    done = back_test(folder)
    assert done.returncode == 0
    assert f"Warning: SPY has no hour prices from 2013-10-07 to 2013-10-11: {folder / HOURS} is missing" in done.stdout


def test_a_broken_map_file_ends_the_run_with_file_and_line(folder):
    file = folder / "equity/usa/map_files/spy.csv"
    file.unlink()
    file.write_text("19980102,spy,P\nsoon,spy,P\n", encoding="utf-8")
    done = back_test(folder)
    assert done.returncode == 1
    assert f"{file}, line 2: 'soon,spy,P' is no date with a ticker" in done.stderr


def test_a_folder_without_market_hours_is_named_with_what_to_do(folder):
    (folder / "market-hours/market-hours-database.json").unlink()
    done = back_test(folder)
    assert done.returncode == 1
    assert (
        f"{folder} has no readable market-hours/market-hours-database.json: run `minilean data ensure`" in done.stderr
    )


def test_a_ticker_nobody_has_data_of_ends_the_run(folder):
    done = back_test(folder, "ZZZQ")
    assert done.returncode == 1
    assert f"ZZZQ is unknown: {folder} has neither prices nor a map file of it (equity, market usa)" in done.stderr
