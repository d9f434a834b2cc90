"""Which trials a search runs."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minilean.cli.optimize import parameters_of
from minilean.errors import SettingsError
from minilean.optimization.parameters import OptimizationParameter, grid, plain, trial_at
from minilean.optimization.strategies import EulerSearch, GridSearch, RandomSearch


def a_parameter(name="n", minimum=0, maximum=10, step=5):
    return OptimizationParameter(name, Decimal(minimum), Decimal(maximum), Decimal(step))


def test_a_grid_has_every_combination_ends_included():
    trials = GridSearch([a_parameter("a"), a_parameter("b", 1, 2, 1)]).next_batch(None)
    assert trials == [(("a", Decimal(a)), ("b", Decimal(b))) for a in (0, 5, 10) for b in (1, 2)]


def test_a_grid_is_over_after_one_batch():
    search = GridSearch([a_parameter()])
    assert search.next_batch(None)
    assert search.next_batch(None) == []


def test_chance_draws_no_trial_twice_and_the_same_with_the_same_seed():
    first = RandomSearch([a_parameter(maximum=100, step=1)], 30, seed=7).next_batch(None)
    again = RandomSearch([a_parameter(maximum=100, step=1)], 30, seed=7).next_batch(None)
    assert len(set(first)) == 30
    assert first == again


def test_chance_asked_for_more_than_there_is_gives_all_there_is():
    assert len(RandomSearch([a_parameter()], 99, seed=1).next_batch(None)) == 3


def test_chance_draws_from_a_grid_too_large_to_write_down():
    wide = [a_parameter(name, maximum=10**6, step=1) for name in "abcd"]
    drawn = RandomSearch(wide, 20, seed=1).next_batch(None)
    assert len(set(drawn)) == 20
    assert all(0 <= value <= 10**6 for trial in drawn for _, value in trial)


@given(counts=st.lists(st.integers(1, 5), min_size=1, max_size=3))
def test_every_place_of_a_grid_is_the_grids(counts):
    parameters = [a_parameter(f"p{n}", maximum=count - 1, step=1) for n, count in enumerate(counts)]
    whole = list(grid(parameters))
    assert [trial_at(parameters, index) for index in range(len(whole))] == whole


def test_euler_looks_ever_closer_around_the_best():
    search = EulerSearch([a_parameter(maximum=100, step=1)])
    batches, best = [], None
    while batch := search.next_batch(best):
        batches.append([int(dict(trial)["n"]) if dict(trial)["n"] % 1 == 0 else dict(trial)["n"] for trial in batch])
        best = min(batch + ([best] if best else []), key=lambda trial: abs(dict(trial)["n"] - 37))
    assert batches[0] == [0, 25, 50, 75, 100]
    assert abs(dict(best)["n"] - 37) <= 1
    assert sum(map(len, batches)) < 25


@given(minimum=st.integers(-50, 50), width=st.integers(0, 60), step=st.integers(1, 7), optimum=st.integers(-50, 110))
def test_euler_stays_in_its_range_and_tries_nothing_twice(minimum, width, step, optimum):
    search = EulerSearch([a_parameter(minimum=minimum, maximum=minimum + width, step=step)])
    tried, best = [], None
    while batch := search.next_batch(best):
        tried += batch
        best = min(tried, key=lambda trial: abs(dict(trial)["n"] - optimum))
    assert len(tried) == len(set(tried))
    assert all(minimum <= dict(trial)["n"] <= minimum + width for trial in tried)


def test_values_print_without_exponent_or_zeros():
    assert [plain(Decimal(text)) for text in ("1E+2", "0.50", "3", "-0.10")] == ["100", "0.5", "3", "-0.1"]


def test_a_grid_moves_its_last_parameter_fastest():
    assert [dict(trial)["b"] for trial in grid([a_parameter("a"), a_parameter("b")])][:3] == [0, 5, 10]


@pytest.mark.parametrize(
    ("given_on_the_line", "said"),
    [
        ([["n", "1", "x", "1"]], "are not three numbers"),
        ([["n", "5", "1", "1"]], "the range of n is empty"),
        ([["n", "1", "5", "0"]], "the step of n must be above zero"),
        ([["n", "1", "5", "1"], ["n", "1", "5", "1"]], "--parameter n is given twice"),
    ],
)
def test_a_bad_range_is_refused_by_name(given_on_the_line, said):
    with pytest.raises(SettingsError, match=said):
        parameters_of(given_on_the_line)
