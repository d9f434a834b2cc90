"""The rules of intraday momentum in minilean against decisions computed independently of it, and their refusals."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.algorithms.project_runs import ADJUSTED, refusal, run_project

HERE = Path(__file__).parent
YEARS = {"start": "2018-01-02", "end": "2019-12-31"}


def rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def last_hour(tmp_path_factory):
    return run_project("intraday_momentum", tmp_path_factory.mktemp("last_hour"), mode="last_hour", **ADJUSTED, **YEARS)


@pytest.fixture(scope="module")
def noise_area(tmp_path_factory):
    return run_project(
        "intraday_momentum", tmp_path_factory.mktemp("noise_area"), mode="noise_area", **ADJUSTED, **YEARS
    )


def test_every_last_hour_decision_is_the_references(last_hour):
    decided = {fact["id"].split("/")[-1][:10]: fact for fact in last_hour.decisions}
    expected = {row["t"]: row for row in rows("last_hour_2018_2019.csv")}
    assert decided.keys() == expected.keys()
    for day, row in expected.items():
        assert decided[day]["signal"] == int(row["target"]), day
        assert decided[day]["move"] == pytest.approx(float(row["rod"]), abs=1e-9), day
        assert decided[day]["threshold"] == pytest.approx(float(row["threshold"]), abs=1e-9), day


def test_every_noise_area_decision_is_the_references(noise_area):
    decided = {fact["id"].split("/")[-1]: fact for fact in noise_area.decisions}
    expected = {f"{row['date']} {row['end_time']}": row for row in rows("noise_area_2018_2019.csv")}
    assert decided.keys() == expected.keys()
    for moment, row in expected.items():
        assert decided[moment]["signal"] == int(row["target"]), moment
        assert decided[moment]["upper"] == pytest.approx(float(row["upper"]), rel=1e-6), moment
        assert decided[moment]["lower"] == pytest.approx(float(row["lower"]), rel=1e-6), moment


def test_what_is_bought_at_three_is_sold_at_the_close(last_hour):
    fills = last_hour.fills
    assert len(fills) == 2 * (148 + 104)
    assert all(bought["quantity"] == -sold["quantity"] for bought, sold in zip(fills[::2], fills[1::2], strict=True))


def test_a_fill_is_half_a_cent_worse_than_the_close(last_hour):
    sides = {fact["id"]: fact for fact in last_hour.decisions if fact["signal"]}
    entries = [fill for fill in last_hour.fills[::2] if fill["id"] in sides]
    assert len(entries) == len(sides)
    for fill in entries:
        decision = sides[fill["id"]]
        assert fill["fill_price"] - decision["close"] == pytest.approx(0.005 * decision["signal"], abs=1e-9)


def test_noise_area_ends_every_day_flat(noise_area):
    held: dict[str, float] = {}
    for fill in noise_area.fills:
        day = fill["id"].split("/")[-1][:10]
        held[day] = held.get(day, 0) + fill["quantity"]
    assert held
    assert set(held.values()) == {0}


def test_a_gap_is_followed_from_ten_to_the_close(tmp_path):
    run = run_project("intraday_momentum", tmp_path, mode="gap", start="2018-01-02", end="2018-06-29")
    followed = [fact for fact in run.decisions if fact["signal"]]
    assert followed
    for fact in run.decisions:
        assert fact["id"].endswith("10:00")
        assert bool(fact["signal"]) == (abs(fact["gap"]) > fact["deviation"])
        assert fact["signal"] * fact["gap"] >= 0
    assert len(run.fills) == 2 * len(followed)


@pytest.mark.parametrize(
    ("kind", "ticker", "start", "end"),
    [("forex", "EURUSD", "2014-05-01", "2014-09-30"), ("crypto", "BTCUSD", "2013-10-20", "2013-10-30")],
)
def test_markets_without_a_bell_are_traded_by_their_own_day(tmp_path, kind, ticker, start, end):
    markets = {"security_type": kind, "tickers": ticker, "noise_window": "7"}
    run = run_project("intraday_momentum", tmp_path, start=start, end=end, **markets)
    assert run.decisions


def test_waiting_for_a_better_hour_changes_some_decisions_and_enters_no_earlier(tmp_path, noise_area):
    run = run_project("intraday_momentum", tmp_path, order_timer="yes", **ADJUSTED, **YEARS)
    before = {fact["id"]: fact["signal"] for fact in noise_area.decisions}
    changed = [fact for fact in run.decisions if fact["signal"] != before[fact["id"]]]
    assert changed
    assert all(fact["signal"] == 0 for fact in changed)


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("quantile", "0.9", "parameter quantile is 0.9, outside 0 to 0.75"),
        ("quantile", "nan", "parameter quantile is nan, outside 0 to 0.75"),
        ("window", "many", "parameter window is 'many', not a number"),
        ("window", "63.5", "parameter window is 63.5, not a whole number"),
        ("mode", "breakout", "parameter mode is 'breakout', not one of noise_area, last_hour, gap"),
        ("tickers", "SPY,SPY", "parameter tickers is 'SPY,SPY': give words with commas between them, none twice"),
        ("tickers", "SPYY", "SPYY"),
    ],
)
def test_a_bad_parameter_stops_before_trading(tmp_path, name, value, sentence):
    assert sentence in refusal("intraday_momentum", tmp_path, **{name: value})
