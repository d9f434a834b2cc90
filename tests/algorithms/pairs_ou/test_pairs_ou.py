"""Pairs in minilean: traded where a spread is known to revert, refused on prices where none does."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from research.reproduction.made_up import bars_of, folder_of
from research.reproduction.rows import Row
from research.reproduction.runs import run
from research.toolbox.performance import sharpe_ratio
from tests.algorithms.project_runs import ProjectRun, refusal, run_project
from tests.command_line import ROOT
from tests.library.pairs_reference import EXPECTED, WINDOW, synthetic_pair
from tests.library.pairs_reference import sharpe_ratio as sharpe_ratio_of_weights
from tests.market_data import real_data

DATES = {"start": "2010-01-04", "end": "2013-11-13"}
SUMMER = {"start": "2010-01-04", "end": "2010-08-31"}
PAIR = {"tickers": "ONE,TWO", "linked": "ONE/TWO", "pair_gross": "1"}
BARE = {**PAIR, "gates": "no", "stop_score": "0", "time_stop": "0"}


@pytest.fixture(scope="module")
def made_up(tmp_path_factory) -> Path:
    bars = synthetic_pair()
    stocks = {"ONE": bars_of(bars["a"]), "TWO": bars_of(bars["b"])}
    return folder_of(tmp_path_factory.mktemp("pair"), stocks, real_data())


@pytest.fixture(scope="module")
def bare(made_up, tmp_path_factory) -> ProjectRun:
    return run_project("pairs_ou", tmp_path_factory.mktemp("bare"), data_folder=made_up, **DATES, **BARE)


@pytest.fixture(scope="module")
def gated(made_up, tmp_path_factory) -> tuple[ProjectRun, dict[str, str]]:
    """A run by all the rules, and what was objected to the pair by month."""
    output = tmp_path_factory.mktemp("gated")
    found = run_project("pairs_ou", output, data_folder=made_up, **DATES, **PAIR)
    return found, objections(output)


def objections(output: Path) -> dict[str, str]:
    (log,) = output.glob("*-log.txt")
    lines = [line for line in log.read_text("utf-8").splitlines() if '"objection"' in line]
    facts = [json.loads(line[line.index("{") :]) for line in lines]
    return {fact["month"]: fact["objection"] for fact in facts}


def openings(found: ProjectRun, ticker: str = "ONE") -> list[dict]:
    return [fact for fact in found.decisions if f"/{ticker}/" in fact["id"] and fact["signal"]]


def when(fact: dict) -> str:
    return fact["id"].split("/")[-1]


def weights(found: ProjectRun, bars: pd.DataFrame) -> np.ndarray:
    """What was held from each bar to the next, by what was decided at its end."""
    ends = bars.index + pd.Timedelta(hours=1)
    held = pd.DataFrame(np.nan, index=ends, columns=["ONE", "TWO"])
    for fact in found.decisions:
        held.loc[pd.Timestamp(when(fact)), fact["id"].split("/")[1]] = fact["weight"]
    return held.ffill().fillna(0).to_numpy()


def test_the_seeded_pair_is_traded_as_the_reference_says(made_up):
    days = run(Row(name="the seeded pair", project="pairs_ou", parameters=BARE, **DATES), made_up)
    spreads = days.trades / 2
    assert spreads == pytest.approx(EXPECTED["al_trades"], abs=3)
    assert sharpe_ratio(days.gross) == pytest.approx(EXPECTED["al_sharpe_gross"], abs=0.05)
    assert sharpe_ratio(days.net) == pytest.approx(EXPECTED["al_sharpe_net_1bp"], abs=0.05)


def test_the_seeded_pair_passes_every_condition_once_there_are_two_years_of_closes(gated):
    found, said = gated
    months = sorted(said)
    assert all(said[month] for month in months[:24])
    assert not any(said[month] for month in months[25:])
    assert len(openings(found)) > 20
    assert found.end_equity > 110_000


def test_a_spread_is_hedged_by_the_ratio_it_was_opened_with(bare):
    by_moment = {when(fact): fact for fact in bare.decisions if "/TWO/" in fact["id"]}
    for fact in openings(bare):
        other = by_moment[when(fact)]
        assert other["weight"] == pytest.approx(-fact["weight"] * fact["beta"])
        assert abs(fact["weight"]) + abs(other["weight"]) == pytest.approx(1)
        assert fact["score"] * fact["signal"] < 0
        assert abs(fact["score"]) > 1.25


def test_both_legs_are_left_at_once(bare):
    closed = [
        {when(fact) for fact in bare.decisions if f"/{leg}/" in fact["id"] and not fact["signal"]}
        for leg in ("ONE", "TWO")
    ]
    assert closed[0] == closed[1]


def test_a_decision_at_the_close_is_filled_at_the_next_open(bare):
    late = {fact["id"] for fact in bare.decisions if fact["id"].endswith("16:00")}
    fills = [fact for fact in bare.fills if fact["id"] in late]
    assert fills
    assert all(abs(fact["fill_price"] - fact["expected_price"]) == pytest.approx(0.005, abs=1e-6) for fact in fills)


def test_a_bars_delay_leaves_the_profit_and_shuffled_days_none_of_it(bare):
    bars = synthetic_pair()
    held = weights(bare, bars)
    at_once = sharpe_ratio_of_weights(map(tuple, held), bars)
    delayed = sharpe_ratio_of_weights(map(tuple, np.roll(held, 1, axis=0)), bars)
    days = held[WINDOW:].reshape(-1, 7, 2)
    shuffled = []
    for seed in range(20):
        mixed = np.random.default_rng(seed).permutation(days).reshape(-1, 2)
        shuffled.append(sharpe_ratio_of_weights(map(tuple, np.vstack([held[:WINDOW], mixed])), bars))
    assert at_once == pytest.approx(EXPECTED["al_sharpe_gross"], abs=0.05)
    assert delayed == pytest.approx(at_once, abs=0.5)
    assert abs(np.mean(shuffled)) < 0.5


def test_kalmans_hedge_trades_the_seeded_pair_at_a_profit(made_up, tmp_path):
    found = run_project("pairs_ou", tmp_path, data_folder=made_up, hedge="kalman", **DATES, **BARE)
    assert len(openings(found)) > 10
    assert found.end_equity > 110_000


def nothing_is_left(found: ProjectRun) -> bool:
    """Whether every leg that was bought or sold was given back on the same bar."""
    moved: dict[str, float] = {}
    for fact in found.fills:
        moved[fact["id"]] = moved.get(fact["id"], 0) + fact["quantity"]
    return bool(found.fills) and not any(moved.values())


def test_a_spread_with_no_room_for_its_second_leg_is_not_held(made_up, tmp_path):
    assert nothing_is_left(run_project("pairs_ou", tmp_path, data_folder=made_up, max_gross="0.7", **SUMMER, **BARE))


def test_a_spread_with_a_leg_that_is_refused_is_not_held(made_up, tmp_path):
    project, original = tmp_path / "pairs_ou", ROOT / "algorithms/pairs_ou"
    project.mkdir()
    (tmp_path / "lean.json").write_bytes((ROOT / "lean.json").read_bytes())
    (tmp_path / "Library").symlink_to(ROOT / "Library")
    source, last = (original / "main.py").read_text(encoding="utf-8"), "        self.start_from("
    assert source.count(last) == 1
    poor = '        self._legs["TWO"].security.set_buying_power_model(SecurityMarginModel(1, 1, 0.999))\n'
    (project / "main.py").write_text(source.replace(last, poor + last), encoding="utf-8")
    (project / "config.json").write_bytes((original / "config.json").read_bytes())
    assert nothing_is_left(run_project(project, tmp_path / "run", data_folder=made_up, **SUMMER, **BARE))


def test_real_prices_are_left_alone_unless_told_which_pairs_are_linked(tmp_path):
    found = run_project("pairs_ou", tmp_path, start="2017-07-03", end="2017-09-29")
    assert not found.decisions
    assert not objections(tmp_path)


def test_a_linked_pair_is_opened_only_in_a_month_without_objection(tmp_path):
    found = run_project("pairs_ou", tmp_path, start="2017-06-01", end="2017-10-31", tickers="AIG,BAC", linked="AIG/BAC")
    said = objections(tmp_path)
    assert [month for month, objection in said.items() if not objection] == ["2017-08"]
    assert {when(fact)[:7] for fact in openings(found, "AIG")} == {"2017-08"}


def test_a_split_and_dividends_move_no_score(tmp_path):
    months = {"start": "2014-05-01", "end": "2014-08-29", "tickers": "AAPL,IBM", "linked": "AAPL/IBM", "gates": "no"}
    raw, adjusted = (run_project("pairs_ou", tmp_path / kind, prices=kind, **months) for kind in ("raw", "adjusted"))
    assert raw.decisions
    decided = [{fact["id"]: fact for fact in found.decisions} for found in (raw, adjusted)]
    assert decided[0].keys() == decided[1].keys()
    for name, one in decided[0].items():
        other = decided[1][name]
        assert one["score"] == pytest.approx(other["score"], abs=0.01)
        assert one["signal"] == pytest.approx(other["signal"], abs=0.01)


def test_currencies_are_pairs_too(tmp_path):
    euro = {"security_type": "forex", "tickers": "EURUSD,NZDUSD", "linked": "EURUSD/NZDUSD", "gates": "no"}
    found = run_project("pairs_ou", tmp_path, start="2014-05-01", end="2014-06-30", **euro)
    assert len(found.fills) == len(found.decisions) > 2


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("linked", "SPY/GLD", "parameter linked: 'SPY/GLD' is no pair of SPY, AAPL, AIG, BAC, IBM"),
        ("linked", "SPY/SPY", "parameter linked: 'SPY/SPY' is no pair of SPY, AAPL, AIG, BAC, IBM"),
        ("s_open", "3", "parameter s_open is 3, outside 1 to 2.5"),
        ("target_daily_vol", "0.01", "parameter target_daily_vol is 0.01, outside 0 to 0"),
        ("hedge", "copula", "parameter hedge is 'copula', not one of window, kalman"),
        ("tickers", "SPY,XAUUSD", "XAUUSD"),
    ],
)
def test_a_bad_parameter_stops_before_trading(tmp_path, name, value, sentence):
    assert sentence in refusal("pairs_ou", tmp_path, **{name: value})
