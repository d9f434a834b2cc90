"""When a spread is opened, closed and given up; the seeded pair traded; what must hold of a pair."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from signals.cointegration import EngleGranger
from signals.ornstein_uhlenbeck import fit_spread
from signals.pair_spread import PairConditions, SpreadRule, Thresholds
from signals.rolling import RollingRows
from tests.library.pairs_reference import EXPECTED, WINDOW, sharpe_ratio, synthetic_pair

AVELLANEDA_LEE = Thresholds(opens=1.25, closes=0.5, stops=4, half_lives=3)
GOOD = EngleGranger(beta=0.8, statistic=-5.0, p_value=0.001, half_life=5.0)
scores = some.lists(some.one_of(some.none(), some.floats(-5, 5)), max_size=60)


def sides(values: list[float | None], thresholds: Thresholds = AVELLANEDA_LEE, **how: object) -> list[int]:
    rule = SpreadRule(thresholds)
    wanted = {"half_life": 10.0, "may_open": True, **how}
    return [rule.decide(value, **wanted) for value in values]


def test_a_dear_spread_is_sold_until_it_is_nearly_fair():
    assert sides([1.0, 1.3, 0.9, 0.6, 0.4, 0.0]) == [0, -1, -1, -1, 0, 0]


def test_a_cheap_spread_is_bought_until_it_is_nearly_fair():
    assert sides([-1.3, -0.6, -0.4]) == [1, 1, 0]


def test_a_spread_beyond_the_stop_is_given_up_until_it_has_been_fair():
    assert sides([1.3, 4.5, 2.0, 1.3, 0.4, 1.3]) == [-1, 0, 0, 0, 0, -1]


def test_a_spread_held_too_long_is_given_up():
    assert sides([1.3, *[1.4] * 4], half_life=1.0) == [-1, -1, -1, -1, 0]


def test_without_a_score_all_stays_as_it_is():
    assert sides([None, 1.3, None, None, 0.4]) == [0, -1, -1, -1, 0]


def test_nothing_is_opened_where_it_may_not_be():
    assert sides([1.3, 2.0], may_open=False) == [0, 0]


def test_nothing_is_opened_that_is_not_pulled_back():
    assert sides([1.3, 2.0], half_life=None) == [0, 0]


def test_a_spread_abandoned_waits_until_it_has_been_fair():
    rule = SpreadRule(AVELLANEDA_LEE)
    rule.decide(1.3, half_life=10, may_open=True)
    rule.abandon()
    assert [rule.decide(score, half_life=10, may_open=True) for score in (1.4, 0.2, 1.4)] == [0, 0, -1]


@given(scores)
def test_the_mirror_image_is_traded_the_other_way(values):
    mirrored = [None if value is None else -value for value in values]
    assert [-side for side in sides(values)] == sides(mirrored)


@given(scores, some.integers(0, 60))
def test_what_comes_later_changes_no_decision(values, cut):
    assert sides(values)[:cut] == sides(values[:cut])


@given(scores)
def test_a_position_is_always_against_the_score_it_was_opened_at(values):
    before = 0
    for value, side in zip(values, sides(values), strict=True):
        if side and not before:
            assert side * value < -1.25
        before = side


def traded(thresholds: Thresholds) -> tuple[int, list[tuple[float, float]]]:
    """How often the seeded pair's spread was opened, and the weights held after each bar."""
    window, rule = RollingRows(capacity=WINDOW, width=2), SpreadRule(thresholds)
    held, weights, trades, path = 0, (0.0, 0.0), 0, [(0.0, 0.0)]
    for move in np.diff(np.log(synthetic_pair()[["a", "b"]].to_numpy()), axis=0):
        window.add(move)
        spread = fit_spread(*window.values.T) if window.is_full else None
        half_life = spread.process.half_life if spread else None
        side = rule.decide(spread.score if spread else None, half_life=half_life, may_open=True)
        if side != held:
            trades += side != 0
            gross = 1 + abs(spread.beta)
            held, weights = side, (side / gross, -side * spread.beta / gross)
        path.append(weights)
    return trades, path


def test_the_seeded_pair_is_traded_as_the_reference_says():
    bars = synthetic_pair()
    trades, path = traded(Thresholds(opens=1.25, closes=0.5, stops=0, half_lives=0))
    assert trades == pytest.approx(EXPECTED["al_trades"], abs=3)
    assert sharpe_ratio(path, bars) == pytest.approx(EXPECTED["al_sharpe_gross"], abs=0.05)
    assert sharpe_ratio(path, bars, cost=1e-4) == pytest.approx(EXPECTED["al_sharpe_net_1bp"], abs=0.05)


def test_stops_hardly_change_how_often_a_spread_that_reverts_is_traded():
    trades, path = traded(AVELLANEDA_LEE)
    assert trades == pytest.approx(EXPECTED["al_trades"], abs=3)
    assert sharpe_ratio(path, synthetic_pair()) > 2


def changed(**what: float) -> EngleGranger:
    values = {"beta": GOOD.beta, "statistic": GOOD.statistic, "p_value": GOOD.p_value, "half_life": GOOD.half_life}
    return EngleGranger(**{**values, **what})


@pytest.mark.parametrize(
    ("recent", "before", "edge", "sentence"),
    [
        (GOOD, GOOD, 0.01, ""),
        (changed(p_value=0.06), GOOD, 0.01, "not cointegrated: p 0.060"),
        (changed(p_value=float("nan")), GOOD, 0.01, "not cointegrated: p nan"),
        (GOOD, changed(p_value=0.2), 0.01, "not cointegrated in the window before: p 0.200"),
        (changed(beta=-0.3), GOOD, 0.01, "hedge ratio -0.30 is not positive"),
        (changed(half_life=45.0), GOOD, 0.01, "half-life 45 is too long"),
        (GOOD, GOOD, 0.002, "edge 20 bp is less than 3 costs of 10 bp"),
    ],
)
def test_a_pair_is_refused_for_the_first_condition_that_fails(recent, before, edge, sentence):
    assert PairConditions().objection(recent=recent, before=before, edge=edge, cost=0.001) == sentence


@given(some.lists(some.floats(-1e6, 1e6), min_size=1, max_size=30), some.integers(1, 8))
def test_rolling_rows_are_the_last_ones_in_order(values, capacity):
    rows = RollingRows(capacity=capacity, width=1)
    for value in values:
        rows.add((value,))
    assert rows.values[:, 0].tolist() == values[-capacity:]
    assert rows.is_full == (len(values) >= capacity)
