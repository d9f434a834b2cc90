"""How far a winner may be believed."""

from __future__ import annotations

import math

import numpy as np
import pytest

from minilean.optimization.evidence import deflated_sharpe_ratio, probability_of_overfitting, sharpe_ratios


def noise(days=1000, trials=40, seed=3):
    return np.random.default_rng(seed).normal(0, 0.01, (days, trials))


def test_the_best_of_many_without_skill_is_not_believed():
    returns = noise()
    assert deflated_sharpe_ratio(returns, int(sharpe_ratios(returns).argmax())) < 0.8


def test_skill_among_noise_is_believed():
    returns = noise()
    returns[:, 5] += 0.003
    assert deflated_sharpe_ratio(returns, 5) > 0.99
    assert probability_of_overfitting(returns) < 0.01


def test_picking_among_noise_overfits_about_half_of_the_time():
    shares = [probability_of_overfitting(noise(800, 20, seed)) for seed in range(12)]
    assert 0.3 < float(np.mean(shares)) < 0.7


@pytest.mark.parametrize("shape", [(100, 1), (2, 5)])
def test_too_little_to_tell_is_no_number(shape):
    returns = np.zeros(shape)
    assert math.isnan(deflated_sharpe_ratio(returns, 0))
    assert math.isnan(probability_of_overfitting(returns))


def test_a_winner_that_never_moves_is_no_number():
    returns = noise(trials=3)
    returns[:, 0] = 0
    assert math.isnan(deflated_sharpe_ratio(returns, 0))
