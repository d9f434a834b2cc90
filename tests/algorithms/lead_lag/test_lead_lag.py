"""Lead and lag in minilean: traded where one series is known to lead, left alone on prices where nothing pays."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from research.reproduction.made_up import bars_of, folder_of
from tests.algorithms.project_runs import ProjectRun, refusal, run_project
from tests.library.leads_reference import seeded_closes
from tests.market_data import real_data

DATES = {"start": "2003-01-06", "end": "2008-06-30"}
TRADED = {"allow_unproven": "yes"}
EVERY_FORECAST = {**TRADED, "cost_multiple": "0", "skill_gate": "no"}


@pytest.fixture(scope="module")
def made_up(tmp_path_factory) -> Path:
    stocks = {"FIRST": bars_of(seeded_closes("x")), "LATER": bars_of(seeded_closes("y"))}
    return folder_of(tmp_path_factory.mktemp("leads"), stocks, real_data())


@pytest.fixture(scope="module")
def led(made_up, tmp_path_factory) -> ProjectRun:
    output = tmp_path_factory.mktemp("led")
    return run_project("lead_lag", output, data_folder=made_up, leads="FIRST>LATER", **DATES, **TRADED)


def when(fact: dict) -> str:
    return fact["id"].split("/")[-1]


def signals_and_moves(found: ProjectRun) -> tuple[np.ndarray, np.ndarray]:
    """What was decided at the end of each bar, and the move of the same bar; seven of them a day."""
    closes = seeded_closes("y")
    ends = {f"{start + pd.Timedelta(hours=1):%Y-%m-%d %H:%M}": bar for bar, start in enumerate(closes.index)}
    signals = np.zeros(len(closes))
    for fact in found.decisions:
        signals[ends[when(fact)]] = fact["signal"]
    whole = len(closes) // 7 * 7
    return signals[:whole], closes.pct_change().fillna(0).to_numpy()[:whole]


def test_the_seeded_lead_is_traded_at_a_profit(led):
    signals, moves = signals_and_moves(led)
    earned = np.append(0.0, signals[:-1] * moves[1:]).reshape(-1, 7).sum(axis=1)
    since = np.flatnonzero(earned)[0]
    assert len(led.fills) > 2_000
    assert earned[since:].mean() / earned[since:].std() * 252**0.5 > 2
    assert led.end_equity > 200_000


def test_the_one_that_follows_leads_nobody(made_up, led, tmp_path):
    back = run_project("lead_lag", tmp_path, data_folder=made_up, leads="LATER>FIRST", **DATES, **TRADED)
    assert len(back.fills) < 0.1 * len(led.fills)
    assert back.end_equity < 101_000


def test_what_is_traded_is_twice_the_cost_and_on_the_forecasts_side(led):
    for fact in led.decisions:
        assert fact["signal"] == np.sign(fact["forecast"])
        if fact["signal"]:
            assert abs(fact["forecast"]) > 2 * 2 * 0.01 / fact["close"]


def test_a_position_is_left_after_a_bar_unless_it_is_forecast_again(led):
    signals = {when(fact): fact["signal"] for fact in led.decisions}
    for moment, signal in signals.items():
        if signal and not moment.endswith("15:00"):
            following = pd.Timestamp(moment) + pd.Timedelta(hours=1)
            assert f"{following:%Y-%m-%d %H:%M}" in signals, moment


def test_nothing_is_held_overnight_nor_decided_at_the_close(led):
    held: dict[str, float] = defaultdict(float)
    for fact in led.fills:
        held[when(fact)[:10]] += fact["quantity"]
    assert not any(held.values())
    assert not any(when(fact).endswith("16:00") for fact in led.decisions)


def test_the_profit_is_smaller_when_forecasts_come_late_and_gone_when_they_are_shuffled(led):
    signals, moves = signals_and_moves(led)
    at_once, late = (signals[: -1 - bars] @ moves[1 + bars :] for bars in (0, 1))
    days = signals.reshape(-1, 7)
    mixed = [np.random.default_rng(seed).permutation(days).reshape(-1) for seed in range(20)]
    assert late < at_once
    assert abs(np.mean([other[:-1] @ moves[1:] for other in mixed])) < 0.1 * at_once


def test_real_prices_are_only_watched_by_default(tmp_path):
    found = run_project("lead_lag", tmp_path, start="2014-01-02", end="2014-02-28", leads="SPY>AAPL,SPY>BAC")
    assert not found.decisions
    (log,) = tmp_path.glob("*-log.txt")
    facts = [json.loads(line[line.index("{") :]) for line in log.read_text("utf-8").splitlines() if '"lead"' in line]
    assert [(fact["month"], fact["lead"]) for fact in facts] == [
        (month, lead) for month in ("2014-01", "2014-02") for lead in ("SPY>AAPL", "SPY>BAC")
    ]
    assert all(abs(fact["ic"]) < 0.1 for fact in facts)


def test_no_forecast_of_a_quiet_year_is_worth_its_costs(tmp_path):
    found = run_project("lead_lag", tmp_path, start="2017-01-03", end="2017-06-30", leads="SPY>AIG,SPY>BAC", **TRADED)
    assert not found.decisions


def test_currencies_are_flat_when_their_day_rolls(tmp_path):
    months = {"start": "2014-05-01", "end": "2014-05-30", "leads": "EURUSD>NZDUSD"}
    found = run_project("lead_lag", tmp_path, **months, **EVERY_FORECAST)
    assert len(found.decisions) > 200
    held = 0.0
    for fact in found.fills:
        held += fact["quantity"]
        if when(fact).endswith("17:00"):
            assert held == 0
    assert not any(fact["signal"] for fact in found.decisions if when(fact).endswith("17:00"))


def test_a_stock_leads_a_currency_within_its_own_session_only(tmp_path):
    months = {"start": "2014-05-01", "end": "2014-05-30", "leads": "SPY>NZDUSD"}
    found = run_project("lead_lag", tmp_path, **months, **EVERY_FORECAST)
    signals = {when(fact)[-5:] for fact in found.decisions if fact["signal"]}
    assert signals == {f"{hour}:00" for hour in range(10, 16)}


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("leads", "SPY", "parameter leads has 'SPY': write a leader, > and another follower, as in SPY>AIG"),
        ("leads", "SPY>SPY", "parameter leads has 'SPY>SPY'"),
        ("leads", "XAUUSD>NZDUSD", "XAUUSD"),
        ("leads", "SPY>GLD", "GLD"),
        ("cost_multiple", "5", "parameter cost_multiple is 5, outside 0 to 4"),
        ("window", "100", "parameter window is 100, outside 500 to 5000"),
        ("allow_unproven", "maybe", "parameter allow_unproven is 'maybe', not one of yes, no"),
    ],
)
def test_a_bad_parameter_stops_before_trading(tmp_path, name, value, sentence):
    assert sentence in refusal("lead_lag", tmp_path, **{name: value})
