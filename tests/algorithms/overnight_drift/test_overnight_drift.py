"""Overnight drift in minilean against the nights of two years."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.algorithms.project_runs import ADJUSTED, refusal, run_project

YEARS = {"start": "2018-01-02", "end": "2019-12-31"}


@pytest.fixture(scope="module")
def two_years(tmp_path_factory):
    return run_project("overnight_drift", tmp_path_factory.mktemp("nights"), **ADJUSTED, **YEARS)


def nights() -> dict[str, dict[str, str]]:
    with Path(__file__).with_name("nights_2018_2019.csv").open(encoding="utf-8") as file:
        return {row["t"]: row for row in csv.DictReader(file)}


def test_a_night_is_bought_at_the_close_and_sold_at_the_next_open(two_years):
    expected = nights()
    by_day = {fact["id"].split("/")[-1][:10]: fact for fact in two_years.fills if fact["quantity"] > 0}
    assert len(by_day) > 490
    for day, fact in by_day.items():
        assert fact["expected_price"] == pytest.approx(float(expected[day]["close"]), rel=1e-6), day
    sold = [fact for fact in two_years.fills if fact["quantity"] < 0]
    for fact in sold:
        day = fact["id"].split("/")[-1][:10]
        assert fact["expected_price"] == pytest.approx(float(expected[day]["no"]), rel=1e-6), day


def test_no_night_follows_an_early_close(two_years):
    bought = {fact["id"].split("/")[-1][:10] for fact in two_years.fills if fact["quantity"] > 0}
    assert not bought & {"2018-07-03", "2018-11-23", "2018-12-24", "2019-07-03", "2019-11-29", "2019-12-24"}


def test_only_nights_after_down_days_when_asked(tmp_path):
    run = run_project("overnight_drift", tmp_path, after="down_day", **YEARS)
    assert run.decisions
    assert all(fact["move"] < 0 for fact in run.decisions if fact["signal"])


def test_a_bad_parameter_stops_before_trading(tmp_path):
    assert "parameter after is 'rain', not one of any_day, down_day, up_day" in refusal(
        "overnight_drift", tmp_path, after="rain"
    )
