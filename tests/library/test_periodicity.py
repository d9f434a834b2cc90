"""Waiting for a better hour of the day."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from signals.periodicity import SameHourReturns


def remembered(values: list[float], window: int) -> SameHourReturns:
    returns = SameHourReturns(window=window)
    for value in values:
        returns.remember(3, value)
    return returns


def test_a_buyer_waits_for_an_hour_that_falls():
    returns = remembered([-0.01, -0.011, -0.009], 3)
    assert returns.should_wait(3, 1)
    assert not returns.should_wait(3, -1)


def test_nobody_waits_at_an_hour_that_is_not_known_yet():
    returns = remembered([-0.01, -0.011], 3)
    assert not returns.should_wait(3, 1)
    assert not returns.should_wait(4, 1)


@given(some.lists(some.floats(-0.05, 0.05), min_size=5, max_size=5))
def test_buyer_and_seller_never_both_wait(values):
    returns = remembered(values, 5)
    assert not (returns.should_wait(3, 1) and returns.should_wait(3, -1))
