"""No strategy sees what comes: cut short it decides the same, and two ways of starting lead to the same decisions."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.algorithms.project_runs import ADJUSTED, ProjectRun, run_project

EQUITY = {"start": "2018-01-02", "cut": "2018-04-30", "end": "2018-06-29"}
EVERY_FORECAST = {"allow_unproven": "yes", "cost_multiple": "0", "skill_gate": "no"}
CURRENCY = {"start": "2018-03-01", "cut": "2018-03-30", "end": "2018-05-29"}
RUNS = [
    pytest.param("intraday_momentum", {"mode": "noise_area"}, EQUITY, id="noise_area"),
    pytest.param("intraday_momentum", {"mode": "last_hour"}, EQUITY, id="last_hour"),
    pytest.param("intraday_momentum", {"mode": "gap"}, EQUITY, id="gap"),
    pytest.param("index_reversal", {"mode": "rsi2"}, EQUITY, id="rsi2"),
    pytest.param("index_reversal", {"mode": "z5"}, EQUITY, id="z5"),
    pytest.param("overnight_drift", {}, EQUITY, id="overnight_drift"),
    pytest.param("fx_time_of_day", {"leg_gate_days": "20"}, CURRENCY, id="fx_time_of_day"),
    pytest.param(
        "time_series_momentum",
        {"target_daily_vol": "0.0063", "stocks": "SPY,IBM", "daily_stocks": "IWM", "currencies": "EURUSD"},
        EQUITY,
        id="time_series_momentum",
    ),
    pytest.param("lead_lag", {"leads": "SPY>AAPL,SPY>IBM", **EVERY_FORECAST}, EQUITY, id="lead_lag"),
    pytest.param("pairs_ou", {"tickers": "SPY,AAPL,IBM", "linked": "all", "gates": "no"}, EQUITY, id="pairs_ou"),
]

KEEP_PRICES = [run for run in RUNS if run.id in ("noise_area", "rsi2", "z5", "pairs_ou")]


def seen(run: ProjectRun, until: str) -> list[tuple]:
    """Decisions up to the end of a day, without what depends on how much money there is."""
    keys = ("quantity", "weight")
    return [
        tuple((name, value) for name, value in fact.items() if name not in keys)
        for fact in run.decisions
        if fact["id"].split("/")[-1][:10] <= until
    ]


def a_run(folder: Path, way: str, project: str, until: str, dates: dict[str, str], **parameters: str) -> ProjectRun:
    """A run that warms up or replays history, to one of the dates."""
    return run_project(
        project,
        folder / f"{way} {until}",
        start=dates["start"],
        end=dates[until],
        start_from=way,
        **parameters,
    )


@pytest.mark.parametrize(("project", "parameters", "dates"), RUNS)
def test_neither_what_comes_later_nor_the_way_of_starting_changes_a_decision(tmp_path, project, parameters, dates):
    settings = {**ADJUSTED, **parameters}
    short = a_run(tmp_path, "warm_up", project, "cut", dates, **settings)
    long = a_run(tmp_path, "warm_up", project, "end", dates, **settings)
    replayed = a_run(tmp_path, "history", project, "cut", dates, **settings)
    decided = seen(short, dates["cut"])
    assert decided
    assert decided == seen(long, dates["cut"])
    assert short.decisions == replayed.decisions
    assert short.states == replayed.states


@pytest.mark.parametrize(("project", "parameters", "dates"), KEEP_PRICES)
def test_at_raw_prices_history_and_warm_up_lead_to_the_same_signals(tmp_path, project, parameters, dates):
    by_warm_up, by_history = (
        a_run(tmp_path, way, project, "cut", dates, prices="raw", **parameters) for way in ("warm_up", "history")
    )
    assert [(fact["id"], fact["close"]) for fact in by_warm_up.decisions] == [
        (fact["id"], fact["close"]) for fact in by_history.decisions
    ]
    for one, other in zip(by_warm_up.decisions, by_history.decisions, strict=True):
        assert one["signal"] == pytest.approx(other["signal"], abs=1e-4), one["id"]
