"""The band of noise, and the position inside and outside it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from signals.noise_area import Bounds, NoiseArea, held_side

sizes = some.lists(some.floats(-0.1, 0.1), min_size=7, max_size=7)
prices = some.floats(1, 1000)


def an_area(sessions: list[list[float]], multiplier: float = 1.0) -> NoiseArea:
    area = NoiseArea(window=len(sessions), multiplier=multiplier)
    for moves in sessions:
        area.remember(tuple(moves))
    return area


def test_the_band_is_the_mean_move_around_open_and_yesterdays_close():
    area = an_area([[0.01] * 7, [-0.03] * 7])
    assert area.bounds(3, opened=100, previous_close=101) == Bounds(
        upper=pytest.approx(101 * 1.02), lower=pytest.approx(100 * 0.98)
    )


def test_there_is_no_band_before_the_window_is_full():
    area = NoiseArea(window=2, multiplier=1)
    area.remember((0.01,) * 7)
    assert area.bounds(1, opened=100, previous_close=100) is None


@given(some.lists(sizes, min_size=1, max_size=20), some.integers(1, 7), prices, prices)
def test_open_and_yesterdays_close_are_inside_the_band(sessions, bar, opened, previous_close):
    bounds = an_area(sessions).bounds(bar, opened=opened, previous_close=previous_close)
    assert bounds is not None
    assert bounds.side(opened) == bounds.side(previous_close) == 0


@given(some.lists(sizes, min_size=1, max_size=20), some.integers(1, 7), prices, some.floats(0.5, 2))
def test_the_band_scales_with_the_price(sessions, bar, price, factor):
    area = an_area(sessions)
    one = area.bounds(bar, opened=price, previous_close=price)
    other = area.bounds(bar, opened=price * factor, previous_close=price * factor)
    assert one is not None
    assert other is not None
    assert other.upper == pytest.approx(one.upper * factor)
    assert other.lower == pytest.approx(one.lower * factor)


@given(some.lists(sizes, min_size=3, max_size=3), some.lists(sizes, min_size=3, max_size=3))
def test_only_the_last_sessions_count(older, newest):
    area = NoiseArea(window=3, multiplier=1)
    for moves in older + newest:
        area.remember(tuple(moves))
    assert area.usual_move(4) == an_area(newest).usual_move(4)


@pytest.mark.parametrize(
    ("side", "held", "until", "may_enter", "then"),
    [
        (1, 0, "boundary", True, 1),
        (0, 1, "boundary", True, 0),
        (0, 1, "hold", True, 1),
        (-1, 1, "hold", True, -1),
        (1, 0, "boundary", False, 0),
        (1, 1, "boundary", False, 1),
        (-1, 1, "boundary", False, 0),
        (-1, 1, "hold", False, 0),
    ],
)
def test_what_is_held_after_a_check(side, held, until, may_enter, then):
    assert held_side(side=side, held=held, until=until, may_enter=may_enter) == then
