"""A hedge ratio that drifts: the filter against its textbook form, and how it follows."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from signals.kalman import DIFFUSE, HedgeRatio
from signals.pair_spread import SpreadRule, Thresholds
from tests.library.pairs_reference import WINDOW, sharpe_ratio, synthetic_pair

seeds = some.integers(0, 10_000)


def prices(seed: int, *, betas: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    chance = np.random.default_rng(seed)
    x = 4 + chance.normal(0, 0.02, len(betas)).cumsum()
    return 0.5 + betas * x + chance.normal(0, 0.01, len(betas)), x


def followed(y: np.ndarray, x: np.ndarray, *, drift: float = 1e-6, half_life: float = 20) -> list[tuple]:
    """Slope and score after each pair of prices."""
    ratio = HedgeRatio(drift=drift, half_life=half_life)
    seen = []
    for one, other in zip(y, x, strict=True):
        ratio.update(one, other)
        seen.append((ratio.beta, ratio.score))
    return seen


def textbook(y: np.ndarray, x: np.ndarray, drift: float) -> np.ndarray:
    """Alpha and beta after all of it, in matrices."""
    state, variance = np.zeros(2), np.eye(2) * DIFFUSE
    for one, other in zip(y, x, strict=True):
        seen = np.array([1, other])
        variance = variance + drift * np.eye(2)
        gain = variance @ seen / (seen @ variance @ seen + 1)
        state = state + gain * (one - seen @ state)
        variance = variance - np.outer(gain, seen @ variance)
    return state


@given(seeds, some.sampled_from([1e-8, 1e-6, 1e-4]))
def test_the_filter_is_the_textbooks(seed, drift):
    y, x = prices(seed, betas=np.full(100, 0.8))
    assert followed(y, x, drift=drift)[-1][0] == pytest.approx(textbook(y, x, drift)[1], abs=1e-9)


def test_a_constant_ratio_is_found():
    y, x = prices(1, betas=np.full(5_000, 0.8))
    assert followed(y, x, drift=1e-8)[-1][0] == pytest.approx(0.8, abs=0.05)


def test_a_ratio_that_changes_is_followed_sooner_with_more_drift():
    y, x = prices(1, betas=np.append(np.full(1_000, 0.8), np.full(1_000, 1.2)))
    slow, quick = (abs(followed(y, x, drift=drift)[1_100][0] - 1.2) for drift in (1e-8, 1e-4))
    assert quick < slow


@given(seeds, some.floats(0.1, 10))
def test_scores_do_not_depend_on_the_size_of_the_first_legs_moves(seed, factor):
    y, x = prices(seed, betas=np.full(60, 0.8))
    assert followed(factor * y, x)[-1][1] == pytest.approx(followed(y, x)[-1][1], rel=1e-6, abs=1e-9)


@given(seeds, some.integers(1, 99))
def test_what_comes_later_changes_no_score(seed, cut):
    y, x = prices(seed, betas=np.full(100, 0.8))
    assert followed(y, x)[:cut] == followed(y[:cut], x[:cut])


def test_there_is_no_score_before_a_half_life_of_surprises():
    y, x = prices(1, betas=np.full(60, 0.8))
    scores = [score for _, score in followed(y, x, half_life=20)]
    assert all(score is None for score in scores[:20])
    assert all(score is not None for score in scores[20:])


def test_the_seeded_pair_is_traded_at_a_profit():
    bars = synthetic_pair()
    ratio = HedgeRatio(drift=1e-6, half_life=500)
    rule = SpreadRule(Thresholds(opens=2, closes=0, stops=0, half_lives=0))
    held, weights, trades = 0, (0.0, 0.0), 0
    path = []
    for bar, (y, x) in enumerate(np.log(bars[["a", "b"]].to_numpy())):
        ratio.update(y, x)
        side = rule.decide(ratio.score, half_life=20, may_open=bar >= WINDOW)
        if side != held:
            trades += side != 0
            gross = 1 + abs(ratio.beta)
            held, weights = side, (side / gross, -side * ratio.beta / gross)
        path.append(weights)
    assert trades > 10
    assert sharpe_ratio(path, bars) == pytest.approx(2.07, abs=0.1)
