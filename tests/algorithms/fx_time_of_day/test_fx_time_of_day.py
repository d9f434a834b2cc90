"""EURUSD by the time of day in minilean against fills computed independently of it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.algorithms.project_runs import refusal, run_project

YEARS = {"start": "2015-01-01", "end": "2016-12-31"}
COLUMNS = {
    "03:00": "short_entry_bid_0300",
    "09:00": "short_exit_ask_0900",
    "11:00": "long_entry_ask_1100",
    "15:00": "long_exit_bid_1500",
}


@pytest.fixture(scope="module")
def two_years(tmp_path_factory):
    return run_project("fx_time_of_day", tmp_path_factory.mktemp("fx"), **YEARS)


def test_every_fill_is_at_the_references_quote(two_years):
    with Path(__file__).with_name("fills_2015_2016.csv").open(encoding="utf-8") as file:
        expected = {
            (row["date"], hour): float(row[column]) for row in csv.DictReader(file) for hour, column in COLUMNS.items()
        }
    filled = {(fact["id"][-16:-6], fact["id"][-5:]): fact["fill_price"] for fact in two_years.fills}
    assert len(expected) == 4 * 511
    assert not expected.keys() - filled.keys()
    days = {day for day, _ in expected}
    assert {day for day, _ in filled.keys() - expected.keys()} == {"2015-12-24", "2015-12-31", "2016-12-30"} - days
    for moment, price in expected.items():
        assert filled[moment] == pytest.approx(price, abs=1e-9), moment


def test_nothing_is_entered_on_the_holidays_of_either_centre(two_years):
    days = {fact["id"][-16:-6] for fact in two_years.fills}
    assert not days & {"2015-01-01", "2015-12-25", "2016-01-01"}


def test_a_leg_that_an_early_close_would_keep_open_is_not_entered(two_years):
    on_the_eve = [fact["id"][-5:] for fact in two_years.fills if fact["id"][-16:-6] == "2015-12-31"]
    assert on_the_eve == ["03:00", "09:00"]
    assert {fact["id"][-5:] for fact in two_years.fills} == set(COLUMNS)


def test_hours_are_those_of_the_place_when_clocks_differ(tmp_path):
    run = run_project(
        "fx_time_of_day",
        tmp_path,
        start="2015-03-02",
        end="2015-04-03",
        legs="Europe/Berlin 8-14 short",
    )
    entries = {fact["id"][-16:-6]: fact["id"][-5:] for fact in run.decisions if fact["signal"]}
    assert entries["2015-03-06"] == "02:00"
    assert entries["2015-03-09"] == "03:00"
    assert entries["2015-03-27"] == "03:00"
    assert entries["2015-03-30"] == "02:00"


def test_tight_quotes_cost_what_they_are_said_to(tmp_path):
    run = run_project("fx_time_of_day", tmp_path, start="2015-01-01", end="2015-02-27", costs="tight")
    assert run.fills
    assert all(fact["slippage_bp"] == pytest.approx(0.35, abs=1e-6) for fact in run.fills)


def test_a_wide_spread_is_not_entered_with_limits_on(tmp_path):
    guarded = run_project(
        "fx_time_of_day", tmp_path, start="2015-01-01", end="2015-03-31", risk_overlay="yes", max_spread_bp="0.8"
    )
    entered = [fact for fact in guarded.decisions if fact["signal"]]
    assert len(entered) < 20
    assert all(fact["spread"] <= 0.8 for fact in entered)


def test_a_leg_that_has_not_earned_its_spread_lately_is_left_out(tmp_path):
    run = run_project("fx_time_of_day", tmp_path, leg_gate_days="20", start="2018-01-01", end="2018-06-29")
    entered = [fact for fact in run.decisions if fact["signal"]]
    assert 0 < len(entered) < 2 * 120


def test_the_gate_knows_what_legs_earned_before_the_run_began(tmp_path):
    gate = {"leg_gate_days": "60", "end": "2015-07-31"}
    long = run_project("fx_time_of_day", tmp_path / "long", start="2015-01-02", **gate)
    short = run_project("fx_time_of_day", tmp_path / "short", start="2015-07-06", **gate)
    decided = [(fact["id"], fact["signal"]) for fact in short.decisions]
    assert decided
    assert decided == [(fact["id"], fact["signal"]) for fact in long.decisions if fact["id"][-16:] > "2015-07-06"]


def test_a_leg_of_the_evening_is_entered_at_its_hour_or_not_at_all(tmp_path):
    run = run_project("fx_time_of_day", tmp_path, start="2015-01-05", end="2015-01-16", legs="Asia/Tokyo 9-17 short")
    assert {fact["id"][-5:] for fact in run.decisions if fact["signal"]} == {"19:00"}


def test_nothing_is_held_in_the_hour_before_the_roll(tmp_path):
    run = run_project(
        "fx_time_of_day", tmp_path, start="2015-01-05", end="2015-01-16", legs="America/New_York 11-19 long"
    )
    assert {fact["id"][-5:] for fact in run.decisions if not fact["signal"]} == {"16:00"}


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("legs", "New_York 3-9 short", "'New_York 3-9 short' is no leg"),
        ("legs", "America/New_York 9-3 short", "its hours must be between 0 and 23, the second after the first"),
        ("legs", "America/New_York 3-5 short", "parameter legs has one of less than 3 hours"),
        ("ticker", "NZDUSD", "NZDUSD did not pay under this rule: set allow_unproven to yes"),
        ("max_spread_bp", "9", "parameter max_spread_bp is 9, outside 0.8 to 3"),
    ],
)
def test_a_bad_parameter_stops_before_trading(tmp_path, name, value, sentence):
    assert sentence in refusal("fx_time_of_day", tmp_path, **{name: value})
