"""Strength, averages and the fade of a week."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from signals.reversal import Average, Fade, RelativeStrength

closes = some.lists(some.floats(10, 200), min_size=3, max_size=40)


def strength_of(values: list[float]) -> float | None:
    strength = RelativeStrength(period=2)
    for value in values:
        strength.update(value)
    return strength.value


def fade_of(values: list[float]) -> Fade:
    fade = Fade(days=5, window=20)
    for value in values:
        fade.update(value)
    return fade


@given(closes)
def test_strength_is_wilders_begun_with_the_first_difference(values):
    change = pd.Series(values).diff().iloc[1:]
    gain = change.clip(lower=0).ewm(alpha=0.5, adjust=False).mean().iloc[-1]
    loss = (-change).clip(lower=0).ewm(alpha=0.5, adjust=False).mean().iloc[-1]
    expected = 100 * gain / (gain + loss) if gain + loss else 50
    assert strength_of(values) == pytest.approx(expected, abs=1e-9)


@given(closes)
def test_strength_is_between_nothing_and_a_hundred(values):
    assert 0 <= strength_of(values) <= 100


@given(closes, some.floats(0.5, 4))
def test_strength_does_not_depend_on_the_unit_of_the_price(values, factor):
    assert strength_of([value * factor for value in values]) == pytest.approx(strength_of(values), abs=1e-6)


def test_one_close_has_no_strength():
    assert strength_of([100.0]) is None


def test_an_average_waits_for_its_window():
    average = Average(window=3)
    for value in (1.0, 2.0):
        average.update(value)
    assert average.value is None
    average.update(6.0)
    assert average.value == 3.0


@given(some.lists(some.floats(50, 150), min_size=21, max_size=40))
def test_the_score_is_five_days_over_their_deviation(values):
    returns = np.diff(np.log(values))[-20:]
    deviation = returns.std(ddof=1)
    score = fade_of(values).score
    if deviation > 1e-9:
        assert score == pytest.approx(np.log(values[-1] / values[-6]) / (deviation * 5**0.5), abs=1e-9)


@given(some.lists(some.floats(50, 150), min_size=21, max_size=40))
def test_the_fade_is_against_the_move_and_never_more_than_everything(values):
    fade = fade_of(values)
    assert -1 <= fade.weight <= 1
    assert fade.weight * fade.score <= 0
