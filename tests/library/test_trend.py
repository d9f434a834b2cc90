"""The side of a long return."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from signals.trend import Trend

closes = some.lists(some.floats(10, 200), min_size=6, max_size=20)


def a_trend(values: list[float], lookbacks: tuple[int, ...] = (5,)) -> Trend:
    trend = Trend(lookbacks=lookbacks)
    for value in values:
        trend.update(value)
    return trend


def test_the_side_is_that_of_the_return_over_the_window():
    assert a_trend([100, 1, 1, 1, 1, 101]).side() == 1
    assert a_trend([100, 1, 1, 1, 1, 99]).side() == -1
    assert a_trend([100, 1, 1, 1, 1, 100]).side() == 0


def test_nothing_is_said_before_the_longest_window_is_full():
    assert a_trend([1, 2, 3, 4, 5]).side() is None
    assert a_trend([1, 2, 3, 4, 5, 6], (2, 6)).side() is None


def test_windows_that_disagree_are_averaged():
    assert a_trend([100, 120, 110], (1, 2)).side() == 0


def test_a_rise_of_less_than_the_riskless_account_is_none_in_its_units():
    account = [1.0, 1.004, 1.008, 1.012, 1.016, 1.02]
    assert a_trend([100 / account[0], 1, 1, 1, 1, 101 / account[5]]).side() == -1


@given(closes, some.floats(0.5, 3))
def test_the_side_does_not_depend_on_the_unit_of_the_price(values, factor):
    trend = a_trend(values)
    before = trend.side()
    trend.rescale(factor)
    if abs(values[-1] / values[-6] - 1) > 1e-9:
        assert trend.side() == before


@given(closes, some.floats(10, 200))
def test_older_closes_do_not_count(values, older):
    assert a_trend([older, *values]).side() == a_trend(values).side()


def test_three_windows_are_averaged():
    assert a_trend([100, 90, 80, 95], (1, 2, 3)).side() == pytest.approx(1 / 3)
