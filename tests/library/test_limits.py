"""Limits stop new risk, keep their latch, and let go of what lasts a day."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from trading.limits import ALLOWED, Limits, RiskState

equities = some.lists(some.floats(1_000, 200_000), min_size=1, max_size=60)


def a_state(**limits: float) -> RiskState:
    state = RiskState(Limits(**limits))
    state.begin_session(100_000)
    state.mark(100_000)
    return state


def test_nothing_lost_allows_everything():
    assert a_state().verdict() == ALLOWED


def test_a_daily_loss_stops_until_the_next_session():
    state = a_state()
    assert state.mark(97_900)
    assert state.verdict().reason == "lost more than 2% today"
    assert not state.mark(97_800)
    state.begin_session(97_800)
    assert state.verdict().scale == 1


def test_a_soft_drawdown_halves():
    state = a_state(daily_loss=1)
    state.mark(89_000)
    assert state.verdict().scale == 0.5
    assert state.verdict().reason == "drawdown of 11%: half the size"


def test_a_hard_drawdown_stops_until_an_operator_resets_it():
    state = a_state()
    assert state.mark(79_000)
    state.begin_session(79_000)
    state.mark(100_000)
    assert state.verdict().scale == 0
    state.reset(100_000)
    assert state.verdict() == ALLOWED


def test_the_third_refusal_stops():
    state = a_state()
    for _ in range(3):
        assert state.verdict().scale == 1
        state.count_reject()
    assert state.verdict().reason == "3 orders refused"


def test_the_twelfth_change_of_a_day_is_the_last():
    state = a_state()
    for _ in range(12):
        assert state.verdict().scale == 1
        state.count_change()
    assert state.verdict().scale == 0
    state.begin_session(100_000)
    assert state.verdict().scale == 1


@given(equities)
def test_a_latch_is_never_undone_by_equity(path):
    state = a_state()
    was_latched = False
    for equity in path:
        state.mark(equity)
        assert state.is_latched or not was_latched
        was_latched = state.is_latched


@given(equities)
def test_the_same_loss_asks_to_flatten_once_a_session(path):
    state = a_state()
    assert sum(state.mark(equity) for equity in path) <= 2
