"""Engle and Granger's test against statsmodels, on the seeded pair, and what it must not depend on."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from statsmodels.tsa.adfvalues import mackinnonp
from statsmodels.tsa.stattools import coint

from signals.cointegration import engle_granger, p_value
from tests.library.pairs_reference import EXPECTED, synthetic_pair

seeds = some.integers(0, 10_000)


def two_walks(seed: int, *, count: int = 252, noise: float = 1.0, tie: float = 0.0) -> tuple[np.ndarray, np.ndarray]:
    """Log prices of two securities; `tie` of the second is in the first."""
    chance = np.random.default_rng(seed)
    second = chance.normal(0, 0.01, count).cumsum()
    own = chance.normal(0, 0.01, count)
    return tie * second + (own.cumsum() if noise == 1 else own * noise) + 4.0, second + 5.0


@given(seeds, some.sampled_from([(1.0, 0.0), (1.0, 0.8), (0.5, 0.8)]), some.integers(40, 400))
def test_statistic_and_p_value_are_those_of_statsmodels(seed, kind, count):
    noise, tie = kind
    explained, explaining = two_walks(seed, count=count, noise=noise, tie=tie)
    statistic, p, _ = coint(explained, explaining, autolag="aic")
    found = engle_granger(explained, explaining)
    assert found.statistic == pytest.approx(statistic, rel=1e-7)
    assert found.p_value == pytest.approx(p, rel=1e-6, abs=1e-300)


@given(some.floats(-30, 3))
def test_p_values_are_mackinnons(statistic):
    assert p_value(statistic) == pytest.approx(mackinnonp(statistic, regression="c", N=2), rel=1e-9)


@pytest.mark.parametrize(("statistic", "p"), [(-3.90, 0.01), (-3.34, 0.05), (-3.05, 0.10)])
def test_published_critical_values_have_their_probabilities(statistic, p):
    assert p_value(statistic) == pytest.approx(p, rel=0.03)


@given(some.lists(some.floats(-25, 2), min_size=2, max_size=20))
def test_a_lower_statistic_is_never_more_likely(statistics):
    values = [p_value(statistic) for statistic in sorted(statistics)]
    assert values == sorted(values)


@given(seeds, some.floats(0.1, 10), some.floats(-3, 3))
def test_units_and_levels_of_prices_do_not_matter(seed, factor, shift):
    explained, explaining = two_walks(seed, tie=0.8)
    one, other = engle_granger(explained, explaining), engle_granger(factor * explained + shift, explaining - shift)
    assert other.beta == pytest.approx(factor * one.beta, rel=1e-6)
    assert other.statistic == pytest.approx(one.statistic, rel=1e-6)
    assert other.half_life == pytest.approx(one.half_life, rel=1e-4)


def test_one_price_and_a_multiple_of_it_are_cointegrated_beyond_doubt():
    _, walk = two_walks(1)
    found = engle_granger(2 * walk, walk)
    assert (found.beta, found.statistic, found.p_value) == (pytest.approx(2), -math.inf, 0)


def test_independent_walks_are_found_cointegrated_about_as_often_as_they_should_be():
    found = [engle_granger(*two_walks(seed)).p_value < 0.05 for seed in range(400)]
    assert 0.02 < np.mean(found) < 0.09


def test_the_seeded_pair_is_cointegrated_as_the_reference_says():
    logs = np.log(synthetic_pair())
    found = engle_granger(logs["a"].to_numpy(), logs["b"].to_numpy())
    assert found.statistic == pytest.approx(EXPECTED["eg_t"], rel=1e-9)
    assert found.p_value == pytest.approx(EXPECTED["eg_p"], rel=1e-6)
    assert found.beta == pytest.approx(EXPECTED["ols_beta"], rel=1e-9)
    assert found.beta == pytest.approx(EXPECTED["true_beta"], abs=0.02)
