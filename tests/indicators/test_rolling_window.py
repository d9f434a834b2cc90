"""Rolling windows."""

from __future__ import annotations

import pytest

from minilean.errors import ArgumentError, InvalidOperation
from minilean.indicators import RollingWindow


def a_window(size, *items):
    window = RollingWindow[int](size)
    for item in items:
        window.add(item)
    return window


def test_the_newest_item_comes_first_and_the_oldest_falls_off():
    window = a_window(3, 1, 2, 3, 4)
    assert list(window) == [4, 3, 2]
    assert (window[0], window[2], window.most_recently_removed) == (4, 2, 1)
    assert (window.count, window.size, window.samples, window.is_ready) == (3, 3, 4, True)


def test_nothing_was_removed_before_the_window_is_full():
    with pytest.raises(InvalidOperation, match="No items have been removed yet!"):
        _ = a_window(3, 1, 2, 3).most_recently_removed


def test_negative_places_count_from_the_oldest():
    window = a_window(3, 1, 2)
    assert window[-1] == 1
    assert window[-3] == 0
    with pytest.raises(ArgumentError):
        _ = window[-4]


def test_reading_past_the_size_grows_the_window():
    window = RollingWindow[object](2)
    assert window[4] is None
    assert window.size == 5


def test_writing_past_the_end_fills_the_gap_with_nothing():
    window = a_window(2, 7)
    window[3] = 9
    assert list(window) == [0, 0, 0, 9]
    assert window.size == 4


def test_a_smaller_window_keeps_the_newest():
    window = a_window(4, 1, 2, 3, 4)
    window.size = 2
    assert list(window) == [4, 3]
    window.add(5)
    assert list(window) == [5, 4]


def test_a_reset_empties_the_window():
    window = a_window(2, 1, 2, 3)
    window.reset()
    assert (list(window), window.samples, window.is_ready) == ([], 0, False)


def test_a_negative_size_is_refused():
    with pytest.raises(ArgumentError):
        RollingWindow(-1)


def test_both_spellings_work():
    window = RollingWindow[float](2)
    window.Add(1.5)
    assert (window.Count, window.IsReady, window.Size) == (1, False, 2)
