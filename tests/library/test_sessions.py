"""Days as strategies see them: half days, late opens, halts, splits, weekends and changes of clocks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command_line import ROOT, minilean
from tests.market_data import real_data

PROBE = Path(__file__).with_name("probe")


def days(output: Path, start: str, end: str, **parameters: str) -> dict[str, list[dict]]:
    """What the probe saw, by the date on which the session ends."""
    options: list[str | Path] = ["--start", start, "--end", end, "--data-folder", real_data(), "--output", output]
    for name, value in parameters.items():
        options += ["--parameter", name, value]
    run = minilean("backtest", PROBE, *options)
    assert run.returncode == 0, run.stderr
    (log,) = output.glob("*-log.txt")
    found: dict[str, list[dict]] = {}
    for line in log.read_text(encoding="utf-8").splitlines():
        if '{"end"' in line:
            fact = json.loads(line[line.index("{") :])
            found.setdefault(fact["closes"][:10], []).append(fact)
    return found


def test_a_full_day_has_seven_bars_and_its_last_decision_at_three(tmp_path):
    (day,) = days(tmp_path, "2018-01-02", "2018-01-02").values()
    assert [fact["bar"] for fact in day] == [1, 2, 3, 4, 5, 6, 7]
    assert [fact["end"][11:16] for fact in day if fact["last"]] == ["15:00"]
    assert [fact["end"][11:16] for fact in day if fact["at_close"]] == ["16:00"]
    assert all(fact["whole"] for fact in day)


def test_a_half_day_is_never_whole(tmp_path):
    half = days(tmp_path, "2018-07-02", "2018-07-05")["2018-07-03"]
    assert half[-1]["closes"] == "2018-07-03 13:00:00"
    assert half[-1]["at_close"]
    assert all(fact["early"] and not fact["whole"] for fact in half)


def test_a_half_day_missing_from_the_calendar_is_not_whole_once_bars_are_missing(tmp_path):
    day = days(tmp_path, "1998-11-27", "1998-11-27")["1998-11-27"]
    assert [fact["whole"] for fact in day][-1] is False
    assert day[-1]["bar"] == 7


def test_a_late_open_leaves_the_day_without_an_open(tmp_path):
    day = days(tmp_path, "2002-09-10", "2002-09-12")["2002-09-11"]
    assert all(fact["open"] is None and not fact["whole"] for fact in day)


def test_a_halt_ends_the_day_as_a_whole_one(tmp_path):
    day = days(tmp_path, "2013-08-22", "2013-08-22", ticker="AAPL")["2013-08-22"]
    assert day[0]["whole"]
    assert not day[-1]["whole"]


def test_a_split_is_no_move_in_adjusted_prices_and_none_in_raw_ones(tmp_path):
    seen = {
        prices: days(tmp_path / prices, "2014-06-06", "2014-06-09", ticker="AAPL", prices=prices)["2014-06-09"]
        for prices in ("adjusted", "raw")
    }
    assert seen["raw"][0]["close"] == pytest.approx(seen["adjusted"][0]["close"] * 4, rel=0.2)
    for adjusted, raw in zip(seen["adjusted"], seen["raw"], strict=True):
        assert abs(raw["move"]) < 0.03
        assert raw["move"] == pytest.approx(adjusted["move"], abs=1e-3)


def test_a_bad_opening_print_is_replaced_by_the_first_close(tmp_path):
    day = days(tmp_path, "2000-12-18", "2000-12-18", bars="600")["2000-12-18"]
    assert day[0]["open"] == day[0]["close"]


def test_a_currencys_day_rolls_at_five_in_new_york_on_both_sides_of_a_change_of_clocks(tmp_path):
    seen = days(tmp_path, "2014-03-06", "2014-03-12", ticker="EURUSD", kind="forex")
    for date, day in seen.items():
        assert day[0]["closes"] == f"{date} 17:00:00"
        assert day[0]["of"] == 24
    monday = seen["2014-03-10"]
    assert monday[0]["end"] == "2014-03-09 18:00:00"
    assert monday[0]["bar"] == 1
    assert monday[-1]["at_close"]


def test_a_weekend_is_no_session_of_a_currency(tmp_path):
    assert set(days(tmp_path, "2014-03-06", "2014-03-11", ticker="EURUSD", kind="forex")) <= {
        "2014-03-06",
        "2014-03-07",
        "2014-03-10",
        "2014-03-11",
        "2014-03-12",
    }


def test_a_coins_day_is_the_day_of_utc(tmp_path):
    seen = days(tmp_path, "2013-10-05", "2013-10-07", ticker="BTCUSD", kind="crypto")
    for day in seen.values():
        assert day[0]["opens"][11:] == day[0]["closes"][11:] == "00:00:00"
        assert day[0]["of"] == 24


def test_an_unknown_ticker_is_refused_by_name(tmp_path):
    options = ("--data-folder", real_data(), "--output", tmp_path, "--parameter", "ticker", "NOSUCH")
    run = minilean("backtest", PROBE, *options)
    assert run.returncode == 1
    assert "NOSUCH" in run.stderr


def test_the_library_is_where_lean_finds_it():
    for folder in ("signals", "trading"):
        assert (ROOT / "Library" / folder / "config.json").is_file()
