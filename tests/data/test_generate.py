"""A synthetic market is LEAN's format, the same for the same seed, and never mixed with real prices."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from minilean.data.generate import Market, generate
from minilean.data.inventory import MARKET_HOURS, is_filled
from minilean.errors import DataError, SettingsError
from tests.data.folders import a_data_folder, lines_of, unheard


def a_market(**changes: object) -> Market:
    plain = {
        "tickers": ("SPY", "IBM"),
        "first": date(2013, 11, 25),
        "last": date(2013, 12, 2),
        "resolution": "hour",
        "seed": 7,
    }
    return Market(**{**plain, **changes})


def prices(folder: Path) -> dict[str, list[str]]:
    return {file.relative_to(folder).as_posix(): lines_of(file) for file in folder.rglob("*.zip")}


def test_the_same_seed_makes_the_same_prices(tmp_path):
    for name in ("one", "two"):
        generate(tmp_path / name, a_market(), unheard)
    assert prices(tmp_path / "one") == prices(tmp_path / "two")


def test_another_seed_makes_others(tmp_path):
    generate(tmp_path / "one", a_market(), unheard)
    generate(tmp_path / "two", a_market(seed=8), unheard)
    assert prices(tmp_path / "one") != prices(tmp_path / "two")


def test_a_generated_folder_counts_as_filled(tmp_path):
    generate(tmp_path, a_market(), unheard)
    assert is_filled(tmp_path)
    exchange = json.loads((tmp_path / MARKET_HOURS).read_text(encoding="utf-8"))["entries"]["Equity-usa-[*]"]
    assert exchange["earlyCloses"]["11/29/2013"] == "13:00:00"
    assert "11/28/2013" in exchange["holidays"]


def test_hour_bars_stand_where_leans_do(tmp_path):
    generate(tmp_path, a_market(), unheard)
    stamps = [line.split(",")[0] for line in lines_of(tmp_path / "equity/usa/hour/spy.zip")]
    assert stamps[:7] == [f"20131125 {hour:02}:00" for hour in range(9, 16)]
    assert [stamp for stamp in stamps if stamp.startswith("20131129")] == [
        f"20131129 {hour:02}:00" for hour in range(9, 13)
    ]
    assert not [stamp for stamp in stamps if stamp.startswith("20131128")]


@pytest.mark.parametrize("resolution", ["hour", "minute"])
def test_longer_bars_are_made_of_shorter_ones(tmp_path, resolution):
    generate(tmp_path, a_market(resolution=resolution), unheard)
    hours = [list(map(int, line.split(",")[1:])) for line in lines_of(tmp_path / "equity/usa/hour/ibm.zip")]
    first_day = list(map(int, lines_of(tmp_path / "equity/usa/daily/ibm.zip")[0].split(",")[1:]))
    assert first_day == [
        hours[0][0],
        max(bar[1] for bar in hours[:7]),
        min(bar[2] for bar in hours[:7]),
        hours[6][3],
        sum(bar[4] for bar in hours[:7]),
    ]
    assert all(low <= min(opened, close) <= max(opened, close) <= high for opened, high, low, close, _ in hours)


def test_minutes_come_with_quotes_around_them(tmp_path):
    generate(tmp_path, a_market(resolution="minute"), unheard)
    folder = tmp_path / "equity/usa/minute/spy"
    trades, quotes = lines_of(folder / "20131125_trade.zip"), lines_of(folder / "20131125_quote.zip")
    assert len(trades) == len(quotes) == 390
    assert trades[0].startswith("34200000,")
    close, bid, ask = int(trades[0].split(",")[4]), int(quotes[0].split(",")[4]), int(quotes[0].split(",")[9])
    assert bid < close < ask
    assert len(lines_of(folder / "20131129_trade.zip")) == 210


def test_real_prices_are_never_mixed_with_random_ones(tmp_path):
    with pytest.raises(DataError, match="holds prices that are not synthetic"):
        generate(a_data_folder(tmp_path), a_market(), unheard)


def test_a_market_that_never_opens_is_refused(tmp_path):
    with pytest.raises(SettingsError, match="no trading day from 2013-11-28"):
        generate(tmp_path, a_market(first=date(2013, 11, 28), last=date(2013, 11, 28)), unheard)
