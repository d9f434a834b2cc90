"""Opens that are prints and opens that are not, and gaps worth following."""

from __future__ import annotations

import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as some

from signals.opening_gap import OvernightMoves, sound_open


def test_a_gap_that_reverses_is_no_open():
    opened = sound_open(opened=111.0, previous_close=131.45, first_close=132.56, deviation=0.01)
    assert opened == 132.56


def test_a_gap_that_stays_is_an_open_however_large():
    assert sound_open(opened=111.0, previous_close=131.45, first_close=112.0, deviation=0.01) == 111.0


def test_an_open_up_that_is_taken_back_is_no_open():
    assert sound_open(opened=120.0, previous_close=100.0, first_close=101.0, deviation=0.01) == 101.0


def test_a_small_gap_is_never_doubted():
    assert sound_open(opened=104.0, previous_close=100.0, first_close=100.0, deviation=0.01) == 104.0


def test_nothing_is_doubted_before_there_is_a_deviation():
    assert sound_open(opened=50.0, previous_close=100.0, first_close=100.0, deviation=0.0) == 50.0


@given(some.lists(some.floats(-0.05, 0.05), min_size=5, max_size=5))
def test_the_deviation_is_the_samples(moves):
    overnight = OvernightMoves(window=5)
    for move in moves:
        overnight.remember(move)
    assert overnight.deviation == pytest.approx(statistics.stdev(moves), abs=1e-12)


def test_only_a_gap_beyond_the_threshold_is_followed():
    overnight = OvernightMoves(window=2)
    assert overnight.side(0.5, 1.0) == 0
    overnight.remember(0.01)
    overnight.remember(-0.01)
    assert overnight.side(0.014, 1.0) == 0
    assert overnight.side(0.015, 1.0) == 1
    assert overnight.side(-0.015, 1.0) == -1
