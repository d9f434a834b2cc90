"""Who leads: the contrast of ticks against its definition and the seeded series, and the forecast of hour bars."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from signals.lead_lag import Moves, Skill, Ticks, UsualMoves, WalkForwardLead, contrast, cross_correlation
from tests.library.leads_reference import EXPECTED, REFERENCE, seeded_ticks

seeds = some.integers(0, 10_000)
shifts = some.integers(-10, 10)


def some_ticks(seed: int, *, count: int = 25) -> Ticks:
    chance = np.random.default_rng(seed)
    times = np.sort(chance.choice(100, size=count, replace=False)).astype(float)
    return Ticks(times=times, prices=chance.normal(size=count).cumsum())


def by_definition(leader: Ticks, follower: Ticks, shift: float) -> float:
    """Every pair of intervals looked at."""
    total = 0.0
    moves, others = np.diff(leader.prices), np.diff(follower.prices)
    for i, move in enumerate(moves):
        for j, other in enumerate(others):
            begins = max(leader.times[i], follower.times[j] - shift)
            ends = min(leader.times[i + 1], follower.times[j + 1] - shift)
            total += move * other * (begins < ends)
    return total / math.sqrt((moves**2).sum() * (others**2).sum())


@given(seeds, seeds, shifts)
def test_the_contrast_is_its_definition(one, other, shift):
    leader, follower = some_ticks(one), some_ticks(other, count=15)
    assert contrast(leader, follower, shift) == pytest.approx(by_definition(leader, follower, shift), abs=1e-12)


@given(seeds, seeds, shifts)
def test_exchanging_the_two_turns_the_shift_around(one, other, shift):
    leader, follower = some_ticks(one), some_ticks(other)
    assert contrast(leader, follower, shift) == pytest.approx(contrast(follower, leader, -shift), abs=1e-12)


@given(seeds, seeds, shifts, some.floats(0.1, 10))
def test_the_contrast_does_not_depend_on_the_size_of_moves_or_the_clock(one, other, shift, factor):
    leader, follower = some_ticks(one), some_ticks(other)
    larger = Ticks(times=leader.times + 50, prices=factor * leader.prices + 1)
    later = Ticks(times=follower.times + 50, prices=follower.prices)
    assert contrast(larger, later, shift) == pytest.approx(contrast(leader, follower, shift), abs=1e-9)


@given(seeds)
def test_ticks_move_entirely_with_themselves(seed):
    assert contrast(some_ticks(seed), some_ticks(seed), 0) == pytest.approx(1)


def test_a_copy_that_comes_three_later_peaks_at_three():
    leader = some_ticks(1, count=60)
    late = Ticks(times=leader.times + 3, prices=leader.prices)
    curve = cross_correlation(leader, late, range(-10, 11))
    assert curve.lag == 3
    assert curve.ratio > 1
    assert cross_correlation(late, leader, range(-10, 11)).ratio == pytest.approx(1 / curve.ratio)


def test_the_seeded_ticks_lead_as_the_reference_says():
    curve = cross_correlation(seeded_ticks("x"), seeded_ticks("y"), range(-30, 31))
    assert curve.lag == EXPECTED["theta_star"] == EXPECTED["true_lag_s"]
    assert curve.ratio == pytest.approx(EXPECTED["LLR"], rel=0.05)
    assert curve.correlations.max() == pytest.approx(EXPECTED["rho_max"], abs=1e-6)
    assert curve.correlations[30] == pytest.approx(EXPECTED["rho_0"], abs=1e-6)


def test_the_seeded_ticks_have_the_references_curve():
    expected = pd.read_csv(REFERENCE / "synthetic_leadlag_hy_curve.csv")
    curve = cross_correlation(seeded_ticks("x"), seeded_ticks("y"), expected["theta"].tolist())
    assert curve.correlations == pytest.approx(expected["rho"].to_numpy(), abs=1e-6)


def test_a_bars_usual_move_is_its_own_and_known_after_twenty_sessions():
    usual = UsualMoves()
    for session in range(20):
        assert usual.size(1) == 0
        usual.remember(1, 0.01 * (-1) ** session)
        usual.remember(2, 0.002)
    assert usual.size(1) == pytest.approx(0.01)
    assert usual.size(2) == pytest.approx(0.002)


def bars(seed: int, *, count: int, lead: float = 0.0, bounce: float = 0.0, session: int = 7) -> list[Moves]:
    """Sessions of bars in which the follower's next move is `lead` times the leader's and -`bounce` times its own."""
    chance = np.random.default_rng(seed)
    leading, own = chance.normal(size=(2, count))
    following = own.copy()
    for bar in range(1, count):
        following[bar] += lead * leading[bar - 1] - bounce * following[bar - 1]
    return [
        Moves(
            leader=leading[bar],
            follower=following[bar],
            follower_move=0.01 * following[bar],
            continues=bar % session != 0,
            next_size=0.0 if bar % session == session - 1 else 0.01,
        )
        for bar in range(count)
    ]


def forecasts(moves: list[Moves], **how: int) -> list[float | None]:
    lead = WalkForwardLead(**{"window": 100, "refit": 20, **how})
    found = []
    for bar in moves:
        lead.take(bar)
        found.append(lead.forecast)
    return found


def fitted(moves: list[Moves], *, window: int) -> WalkForwardLead:
    lead = WalkForwardLead(window=window, refit=100)
    for bar in moves:
        lead.take(bar)
    return lead


def test_a_lead_that_is_there_is_found_and_forecasts():
    lead = fitted(bars(1, count=6_000, lead=0.3), window=2_000)
    assert lead.lead == pytest.approx(0.3, abs=0.05)
    assert lead.skill.correlation == pytest.approx(0.3 / math.sqrt(1.09), abs=0.05)
    assert lead.skill.t > 10


def test_a_quote_that_bounces_is_no_lead():
    lead = fitted(bars(1, count=6_000, bounce=0.3), window=2_000)
    assert lead.lead == pytest.approx(0, abs=0.05)


def test_where_nothing_leads_there_is_no_skill():
    assert abs(fitted(bars(1, count=6_000), window=2_000).skill.t) < 3


def test_there_is_no_forecast_before_the_window_is_full_nor_across_sessions():
    found = forecasts(bars(1, count=140, lead=0.5))
    assert all(value is None for value in found[:100])
    assert all((value is None) == (bar % 7 == 6) for bar, value in enumerate(found) if bar > 100)


def test_there_is_no_skill_before_a_window_of_forecasts():
    moves = bars(1, count=215, lead=0.5)
    assert fitted(moves, window=100).skill is None
    assert fitted(bars(1, count=230, lead=0.5), window=100).skill is not None


@given(seeds, some.integers(1, 299))
def test_what_comes_later_changes_no_forecast(seed, cut):
    moves = bars(seed, count=300, lead=0.3)
    other = moves[:cut] + bars(seed + 1, count=300)[cut:]
    assert forecasts(moves)[:cut] == forecasts(other)[:cut]


@given(seeds)
def test_the_forecast_grows_with_the_followers_usual_move(seed):
    moves = bars(seed, count=150, lead=0.3)
    doubled = [
        Moves(
            leader=bar.leader,
            follower=bar.follower,
            follower_move=2 * bar.follower_move,
            continues=bar.continues,
            next_size=2 * bar.next_size,
        )
        for bar in moves
    ]
    one, other = forecasts(moves), forecasts(doubled)
    assert [None if value is None else 2 * value for value in one] == other


def test_a_move_of_a_hundred_deviations_weighs_as_four():
    moves = bars(1, count=150, lead=0.3)
    one, four = (
        forecasts([*moves, Moves(leader=size, follower=0.0, follower_move=0.0, continues=True, next_size=0.01)])[-1]
        for size in (100.0, 4.0)
    )
    assert one == four


def test_a_correlation_has_students_t():
    assert Skill(correlation=0.05, samples=2_000).t == pytest.approx(0.05 * math.sqrt(1_998 / (1 - 0.0025)))
    assert Skill(correlation=0.0, samples=2).t == 0
