"""The table of `make reproduce`: its references, its arithmetic, and one row run for real."""

from __future__ import annotations

import json
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest

from research.reproduction.measures import compare
from research.reproduction.rows import ALL, IN_SAMPLE, OUT_OF_SAMPLE, ROWS, Figures, Row
from research.reproduction.runs import Days
from research.toolbox.performance import sharpe_ratio
from tests.command_line import ROOT
from tests.market_data import real_data

HALF = "2010-01-01"


def some_days(net: list[float], cost: float = 0.0) -> Days:
    index = pd.bdate_range("2009-12-28", periods=len(net))
    series = pd.Series(net, index=index)
    return Days(net=series, gross=series + cost, turnover=pd.Series(2.0, index=index), trades=3)


def a_row(**changes: object) -> Row:
    return Row(**{"name": "row", "project": "project", "split": HALF, **changes})


class FixedReference:
    """A reference with the same figures for every period."""

    def __init__(self, figures: Figures) -> None:
        self._figures = figures

    def figures(self) -> dict[str, Figures]:
        return dict.fromkeys((ALL, IN_SAMPLE, OUT_OF_SAMPLE), self._figures)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_every_row_has_a_project_and_a_reference_that_is_there(row):
    assert (ROOT / "algorithms" / row.project / "main.py").is_file()
    if row.reference is not None:
        assert set(row.reference.figures()) == {ALL, IN_SAMPLE, OUT_OF_SAMPLE}


def test_names_of_rows_are_their_own():
    assert len({row.name for row in ROWS}) == len(ROWS)


def test_a_years_ratio_is_of_daily_returns():
    returns = pd.Series([0.01, -0.005, 0.002, 0.004])
    assert sharpe_ratio(returns) == pytest.approx(returns.mean() / returns.std() * np.sqrt(252))
    assert sharpe_ratio(pd.Series([0.0, 0.0])) == 0


def test_periods_are_split_at_the_rows_date():
    compared = compare(a_row(), some_days([0.01, -0.01, 0.02, 0.0, 0.01, -0.02]), None)
    assert [item.period for item in compared] == [ALL, IN_SAMPLE, OUT_OF_SAMPLE]
    assert compared[0].ours.turnover == pytest.approx(504)


def test_break_even_is_gross_result_over_turnover():
    days = some_days([0.001] * 6, cost=0.0002)
    (everything, *_) = compare(a_row(), days, None)
    assert everything.ours.break_even == pytest.approx(1e4 * 0.0012 / 2)


def test_a_figure_out_of_tolerance_is_named_where_it_is_judged():
    days = some_days([0.01, -0.01, 0.02, 0.0, 0.01, -0.02])
    ours = compare(a_row(), days, None)[0].ours
    reference = FixedReference(Figures(gross=ours.gross + 0.2, net=ours.net))
    judged = compare(a_row(reference=reference, judged=(ALL,)), days, None)[0]
    explained = compare(a_row(reference=reference, judged=()), days, None)[0]
    assert judged.verdict == "differs in gross"
    assert judged.fails
    assert explained.verdict == "explained: gross"
    assert not explained.fails


def test_a_null_that_pays_is_no_null():
    assert compare(a_row(is_null=True), some_days([0.0] * 6), None)[0].verdict == "a null, t 0.0"
    assert compare(a_row(is_null=True), some_days([0.01, -0.009] * 3), None)[0].verdict == "a null, t 0.1"
    assert compare(a_row(is_null=True), some_days([0.01, 0.011] * 3), None)[0].fails


def reproduce(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "research.reproduction", *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_index_reversal_comes_out_as_measured():
    done = reproduce("--only", "RSI", "--json", "--data-folder", str(real_data()))
    assert done.returncode == 0, done.stderr
    items = json.loads(done.stdout)
    assert [item["verdict"] for item in items] == ["agrees"] * 3
    assert items[0]["trades"] == 167


def test_an_unknown_row_is_answered_with_the_names_there_are():
    done = reproduce("--only", "NOSUCH")
    assert done.returncode == 2
    assert "no row is called NOSUCH; there are: M1 noise area" in done.stdout
