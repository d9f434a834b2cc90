"""How far a ratio may be believed, and how often rules were tried."""

from __future__ import annotations

import json
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from research.toolbox import evidence, reference
from research.toolbox.trials import Trials, add_trials, read_trials, total
from tests.research.builders import a_track

DAILY = 2.5 / math.sqrt(250)


def test_the_authors_example_comes_out_as_printed():
    luck = evidence.best_by_luck(trials=100, variance=0.5 / 250)
    deflated = evidence.probabilistic_sharpe_ratio(DAILY, samples=1250, skewness=-3, kurtosis=10, against=luck)
    assert round(luck, 4) == 0.1132
    assert round(deflated, 4) == 0.9004


@given(trials=st.integers(2, 10_000), variance=st.floats(1e-6, 1e-2))
def test_more_trials_raise_the_bar(trials, variance):
    bar = evidence.best_by_luck(trials=trials, variance=variance)
    assert bar > 0
    assert evidence.best_by_luck(trials=trials + 1, variance=variance) > bar


@given(ratio=st.floats(0.001, 0.3), skewness=st.floats(-2, 1), kurtosis=st.floats(6, 60))
def test_the_least_record_is_where_a_ratio_is_believed(ratio, skewness, kurtosis):
    days = evidence.minimum_track_record(ratio, skewness=skewness, kurtosis=kurtosis)
    shape = {"skewness": skewness, "kurtosis": kurtosis}
    assert evidence.probabilistic_sharpe_ratio(ratio, samples=math.ceil(days), **shape) == pytest.approx(0.95, abs=0.05)


def test_a_ratio_of_zero_is_never_believed():
    assert evidence.minimum_track_record(0.0, skewness=0, kurtosis=3) == math.inf


def test_a_record_is_less_likely_against_many_trials_than_against_none():
    track = a_track(np.random.default_rng(1).normal(0.0006, 0.01, 1000).tolist())
    found = evidence.deflated_sharpe_ratio(track, trials=100)
    assert 0 < found["dsr"] < found["psr"] < 1


def test_a_grid_of_noise_is_overfitted_about_half_the_time():
    noise = np.random.default_rng(2).normal(size=(800, 30))
    assert 0.2 < evidence.overfitting(pd.DataFrame(noise)) < 0.9


def test_a_grid_with_one_real_rule_is_not_overfitted():
    noise = np.random.default_rng(3).normal(size=(800, 30))
    noise[:, 7] += 0.5
    assert evidence.overfitting(pd.DataFrame(noise)) < 0.01


def test_trials_begin_with_those_of_the_first_measurement():
    rows = read_trials()
    first = reference.facts("trial_counts")
    assert {row.family: row.count for row in rows[: len(first["trials_by_family"])]} == first["trials_by_family"]
    assert total(rows) >= first["total"]
    assert total(rows, "momentum") >= first["trials_by_family"]["momentum"]


def test_a_row_is_added_behind_the_others(tmp_path):
    file = tmp_path / "trials.json"
    file.write_text("[]", encoding="utf-8")
    rows = [Trials(family="momentum", count=3, when="2026-01-02", what="three windows") for _ in range(2)]
    for row in rows:
        add_trials(row, file)
    assert read_trials(file) == rows
    assert len(json.loads(file.read_text(encoding="utf-8"))) == 2


def test_a_row_without_trials_is_refused(tmp_path):
    with pytest.raises(ValueError, match="not 0"):
        add_trials(Trials(family="pairs", count=0, when="2026", what="none"), tmp_path / "trials.json")
