"""The pull of a spread to its mean: what a fit finds, and what it does not depend on."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from signals.ornstein_uhlenbeck import fit_path, fit_spread
from tests.library.pairs_reference import EXPECTED, synthetic_pair

seeds = some.integers(0, 10_000)
factors = some.floats(0.1, 10)


def a_path(seed: int, *, half_life: float = 10.0, steps: int = 2_000, mean: float = 0.0) -> np.ndarray:
    """A seeded path that is pulled back, by shocks of deviation one."""
    keep = 0.5 ** (1 / half_life)
    shocks = np.random.default_rng(seed).normal(size=steps)
    path = np.zeros(steps)
    for step in range(1, steps):
        path[step] = keep * path[step - 1] + shocks[step]
    return path + mean


def two_returns(seed: int, *, beta: float = 0.8, count: int = 420) -> tuple[np.ndarray, np.ndarray]:
    """Returns of a pair whose spread reverts."""
    explaining = np.random.default_rng(seed + 1).normal(0, 0.004, count)
    return beta * explaining + np.diff(a_path(seed, steps=count + 1)) * 0.002, explaining


def test_a_fit_finds_what_a_long_path_was_made_with():
    process = fit_path(a_path(1, half_life=10, steps=50_000, mean=3.0))
    assert process.half_life == pytest.approx(10, rel=0.1)
    assert process.mean == pytest.approx(3.0, abs=0.2)
    assert process.deviation == pytest.approx(1 / math.sqrt(1 - 0.5 ** (2 / 10)), rel=0.05)


@given(seeds, factors, some.floats(-50, 50))
def test_the_pull_does_not_depend_on_the_unit_or_the_origin_of_the_path(seed, factor, shift):
    path = a_path(seed, steps=200)
    one, other = fit_path(path), fit_path(factor * path + shift)
    assert other.kappa == pytest.approx(one.kappa, rel=1e-6)
    assert other.mean == pytest.approx(factor * one.mean + shift, abs=1e-6)
    assert other.deviation == pytest.approx(factor * one.deviation, rel=1e-6)


@pytest.mark.parametrize(
    "path",
    [1.05 ** np.arange(50), (-1.0) ** np.arange(50), np.full(50, 2.0)],
    ids=["runs away", "bounces", "does not move"],
)
def test_a_path_that_is_not_pulled_back_has_no_process(path):
    assert fit_path(path) is None


@given(seeds, factors)
def test_a_score_does_not_depend_on_the_size_of_returns(seed, factor):
    explained, explaining = two_returns(seed)
    one, other = fit_spread(explained, explaining), fit_spread(factor * explained, factor * explaining)
    assert other.beta == pytest.approx(one.beta)
    assert other.score == pytest.approx(one.score, rel=1e-6)


@given(seeds, some.floats(-0.01, 0.01), some.floats(-2, 2))
def test_a_drift_and_more_of_the_other_leg_change_only_the_hedge(seed, drift, more):
    explained, explaining = two_returns(seed)
    one, other = fit_spread(explained, explaining), fit_spread(explained + drift + more * explaining, explaining)
    assert other.beta == pytest.approx(one.beta + more, abs=1e-9)
    assert other.score == pytest.approx(one.score, rel=1e-5, abs=1e-9)


@given(seeds)
def test_the_mirror_image_of_a_spread_has_the_opposite_score(seed):
    explained, explaining = two_returns(seed)
    assert fit_spread(-explained, -explaining).score == pytest.approx(-fit_spread(explained, explaining).score)


def test_a_leg_that_only_follows_the_other_leaves_no_spread():
    explaining = np.random.default_rng(1).normal(size=100)
    assert fit_spread(explaining * 0, explaining) is None
    assert fit_spread(explaining, explaining * 0) is None


def test_a_dear_leg_has_a_positive_score():
    path = a_path(1, steps=421)
    path[-1] = 5 * path.std()
    explaining = np.random.default_rng(2).normal(0, 0.1, 420)
    assert fit_spread(np.diff(path) + explaining, explaining).score > 1


def test_the_seeded_pairs_half_life_is_found():
    logs = np.log(synthetic_pair())
    slope, constant = np.polyfit(logs["b"], logs["a"], 1)
    residual = (logs["a"] - constant - slope * logs["b"]).to_numpy()
    assert fit_path(residual).half_life == pytest.approx(EXPECTED["est_half_life_bars"], rel=1e-6)
    assert fit_path(residual).half_life == pytest.approx(EXPECTED["true_half_life_bars"], abs=3)
