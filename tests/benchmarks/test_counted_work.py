"""How much Python does for a bar, counted in calls: a figure no machine's mood changes."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path

import pytest

from minilean.data.generate import Market, generate
from minilean.engine.isolation import forgetting_imports
from minilean.engine.session import BacktestRequest, run_session

ALGORITHM = Path(__file__).resolve().parents[2] / "benchmarks/growth_algorithm.py"
MOST_CALLS_A_BAR = 195.0
"""Calls of Python's and C's functions for a bar of two symbols, two averages each. Lower it whenever it can be."""


def calls_and_bars(folder, storage, years):
    """What a run of so many years calls and delivers."""
    counted = 0

    def count(_frame, event, _argument):
        nonlocal counted
        counted += event in ("call", "c_call")

    parameters = {"years": str(years), "symbols": "2"}
    request = BacktestRequest(
        source=ALGORITHM, data_folder=folder, now=datetime(2026, 1, 1), libraries=[], parameters=parameters,
        storage=storage,
    )  # fmt: skip
    with forgetting_imports([ALGORITHM.parent]):
        sys.setprofile(count)
        try:
            session = run_session(request)
        finally:
            sys.setprofile(None)
    assert session.algorithm.run_time_error is None
    return counted, session.data_points


@pytest.fixture(scope="module")
def market(tmp_path_factory):
    folder = tmp_path_factory.mktemp("market")
    tickers = ("GR0", "GR1")
    market = Market(tickers=tickers, first=date(2000, 1, 3), last=date(2002, 12, 27), resolution="hour", seed=7)
    generate(folder, market, lambda _share, _what: None)
    return folder


def test_a_bar_costs_no_more_calls_than_it_did(market, tmp_path):
    calls_and_bars(market, tmp_path, 1)  # fills what is kept for all runs
    one, three = (calls_and_bars(market, tmp_path, years) for years in (1, 3))
    calls = (three[0] - one[0]) / (three[1] - one[1])
    print(f"{calls:.1f} calls a bar")
    assert calls <= MOST_CALLS_A_BAR, f"a bar costs {calls:.1f} calls: find what was added to the loop"
    assert calls > 0.9 * MOST_CALLS_A_BAR, f"a bar costs only {calls:.1f} calls: lower MOST_CALLS_A_BAR to keep it so"


def test_calls_grow_with_bars_and_not_faster(market, tmp_path):
    calls_and_bars(market, tmp_path, 1)
    one, two, three = (calls_and_bars(market, tmp_path, years) for years in (1, 2, 3))
    first = (two[0] - one[0]) / (two[1] - one[1])
    second = (three[0] - two[0]) / (three[1] - two[1])
    assert second < 1.1 * first
