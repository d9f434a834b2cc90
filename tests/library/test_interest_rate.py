"""The riskless rate as custom data, from LEAN's own file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command_line import minilean
from tests.market_data import real_data

PROBE = Path(__file__).with_name("rate_probe")
FILE = "alternative/interest-rate/usa/interest-rate.csv"


def growth(folder: Path, start: str, end: str) -> list[float]:
    """What the account grew by, session by session, in multiples of a year's 252nd part."""
    dates = ["--start", start, "--end", end]
    run = minilean("backtest", PROBE, *dates, "--data-folder", real_data(FILE), "--output", folder)
    assert run.returncode == 0, run.stderr
    (log,) = folder.glob("*-log.txt")
    values = [
        json.loads(line[line.index("{") :])["value"] for line in log.read_text("utf-8").splitlines() if "{" in line
    ]
    return [252 * (now / before - 1) for before, now in zip([1.0, *values], values, strict=False)]


def test_a_rate_set_years_before_is_in_force(tmp_path):
    assert growth(tmp_path, "2013-06-03", "2013-06-07") == pytest.approx([0.0075] * 5)


def test_a_change_is_known_from_the_day_after_it_was_set(tmp_path):
    assert growth(tmp_path, "2015-12-16", "2015-12-21") == pytest.approx([0.0075, 0.0075, 0.01, 0.01])


def test_before_the_first_rate_of_the_file_nothing_is_earned(tmp_path):
    assert growth(tmp_path, "2002-06-03", "2002-06-07") == [0.0] * 5
