"""The arithmetic strategies decide by."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from signals.last_hour import LastHour
from signals.volatility import DailyVolatility

moves = some.floats(-0.2, 0.2)


def a_signal(past: list[float], quantile: float = 0.5) -> LastHour:
    signal = LastHour(window=len(past), quantile=quantile)
    for move in past:
        signal.remember(move)
    return signal


def test_a_move_above_the_median_is_followed():
    assert a_signal([0.01, -0.02, 0.03]).side(0.021) == 1
    assert a_signal([0.01, -0.02, 0.03]).side(-0.021) == -1


def test_a_move_no_larger_than_the_median_is_left_alone():
    assert a_signal([0.01, -0.02, 0.03]).side(0.02) == 0


def test_nothing_is_decided_before_the_window_is_full():
    signal = LastHour(window=3, quantile=0.5)
    signal.remember(0.01)
    assert signal.threshold is None
    assert signal.side(0.5) == 0


@given(some.lists(moves, min_size=2, max_size=130), some.floats(0, 0.75))
def test_the_threshold_is_the_quantile_numpy_gives(past, quantile):
    expected = np.quantile(np.abs(past), quantile)
    assert a_signal(past, quantile).threshold == pytest.approx(expected, abs=1e-15)


@given(some.lists(moves, min_size=5, max_size=20), some.lists(moves, min_size=5, max_size=5))
def test_only_the_last_sessions_count(older, newest):
    signal = LastHour(window=5, quantile=0.5)
    for move in older + newest:
        signal.remember(move)
    assert signal.threshold == a_signal(newest).threshold


def test_volatility_of_a_steady_mover_is_its_step():
    volatility = DailyVolatility(center_of_mass=30)
    for number in range(100):
        volatility.update(0.01 if number % 2 else -0.01)
    assert volatility.value == pytest.approx(0.01)


def test_volatility_is_pandas_weighted_mean():
    returns = [0.01, -0.02, 0.005, 0.03]
    volatility = DailyVolatility(center_of_mass=30)
    for daily_return in returns:
        volatility.update(daily_return)
    expected = math.sqrt((pd.Series(returns) ** 2).ewm(com=30).mean().iloc[-1])
    assert volatility.value == pytest.approx(expected)


def test_volatility_is_zero_before_the_first_return():
    assert DailyVolatility(center_of_mass=30).value == 0
