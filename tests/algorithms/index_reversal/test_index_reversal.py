"""Index reversal in minilean against decisions computed independently of it."""

from __future__ import annotations

import csv
import itertools
from pathlib import Path

import pytest

from tests.algorithms.project_runs import ADJUSTED, refusal, run_project

YEARS = {"start": "2018-01-02", "end": "2019-12-31"}


@pytest.fixture(scope="module")
def two_years(tmp_path_factory):
    return run_project("index_reversal", tmp_path_factory.mktemp("rsi2"), **ADJUSTED, **YEARS)


def test_every_decision_is_the_references(two_years):
    with Path(__file__).with_name("rsi2_2018_2019.csv").open(encoding="utf-8") as file:
        expected = {row["t"]: row for row in csv.DictReader(file)}
    decided = {fact["id"].split("/")[-1][:10]: fact for fact in two_years.decisions}
    assert decided.keys() == expected.keys()
    for day, row in expected.items():
        assert decided[day]["signal"] == int(row["target"]), day
        assert decided[day]["rsi"] == pytest.approx(float(row["rsi2"]), abs=1e-5), day
        assert decided[day]["trend"] == pytest.approx(float(row["sma200"]), rel=1e-7), day
        assert decided[day]["exit"] == pytest.approx(float(row["sma5"]), rel=1e-7), day


def test_raw_prices_lead_to_the_same_decisions(two_years, tmp_path):
    raw = run_project("index_reversal", tmp_path, prices="raw", **YEARS)
    assert [(fact["id"], fact["signal"]) for fact in raw.decisions] == [
        (fact["id"], fact["signal"]) for fact in two_years.decisions
    ]


def test_a_decision_at_the_close_fills_at_the_next_open(two_years):
    decided = {fact["id"] for fact in two_years.decisions if fact["quantity"]}
    assert {fill["id"] for fill in two_years.fills} <= decided
    assert all(
        abs(fill["fill_price"] - fill["expected_price"]) == pytest.approx(0.005, abs=1e-9) for fill in two_years.fills
    )


def test_a_time_stop_of_one_session_leaves_after_one(tmp_path):
    run = run_project("index_reversal", tmp_path, time_stop="1", **YEARS)
    signals = [fact["signal"] for fact in run.decisions]
    assert 1 in signals
    assert all(not (one and two) for one, two in itertools.pairwise(signals))


def test_the_week_is_faded_in_proportion(tmp_path):
    run = run_project("index_reversal", tmp_path, mode="z5", min_trade_pct="0", **YEARS)
    for fact in run.decisions:
        assert fact["signal"] == pytest.approx(-max(-2.0, min(2.0, fact["score"])) / 2)


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("low", "30", "parameter low is 30, outside 5 to 25"),
        ("trend", "20", "parameter trend is 20, outside 100 to 250"),
        ("mode", "rsi14", "parameter mode is 'rsi14', not one of rsi2, z5"),
    ],
)
def test_a_bad_parameter_stops_before_trading(tmp_path, name, value, sentence):
    assert sentence in refusal("index_reversal", tmp_path, **{name: value})
