"""Spreads that are refused."""

from __future__ import annotations

from trading.guards import SpreadGuard


def a_guard(spreads: list[float], **settings: float) -> SpreadGuard:
    guard = SpreadGuard(days=len(spreads), **settings)
    for spread in spreads:
        guard.remember(9, spread)
    return guard


def test_a_spread_of_three_times_the_usual_is_the_widest_allowed():
    guard = a_guard([1.0, 1.2, 0.8])
    assert guard.allows(9, 3.0)
    assert not guard.allows(9, 3.01)


def test_another_hour_has_its_own_usual_spread():
    assert a_guard([1.0, 1.2, 0.8]).allows(10, 50.0)


def test_a_ceiling_holds_before_anything_is_known():
    guard = SpreadGuard(ceiling=1.5)
    assert guard.allows(9, 1.5)
    assert not guard.allows(9, 1.6)


def test_a_negative_spread_is_never_allowed():
    assert not SpreadGuard().allows(9, -0.1)
