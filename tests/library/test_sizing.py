"""How much a strategy holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from trading.sizing import is_worth_trading, volatility_weight, whole_lots


def test_the_weight_brings_the_volatility_to_its_target():
    assert volatility_weight(target=0.01, volatility=0.02, cap=2) == 0.5


def test_the_weight_stops_at_its_cap():
    assert volatility_weight(target=0.01, volatility=0.001, cap=2) == 2


def test_without_a_target_the_weight_is_one():
    assert volatility_weight(target=0, volatility=0.02, cap=2) == 1


def test_an_unknown_volatility_holds_nothing():
    assert volatility_weight(target=0.01, volatility=0, cap=2) == 0


@pytest.mark.parametrize(("value", "quantity"), [(1099, 10), (-1099, -10), (99, 0), (-99, 0)])
def test_quantities_are_rounded_toward_zero(value, quantity):
    assert whole_lots(value=value, price=100, lot=1) == quantity


def test_lots_larger_than_one_are_kept_whole():
    assert whole_lots(value=-2_999, price=1, lot=1000) == -2000


@given(some.floats(-1e6, 1e6), some.floats(0.01, 1e4))
def test_a_position_never_costs_more_than_its_value(value, price):
    assert abs(whole_lots(value=value, price=price, lot=1) * price) <= abs(value) * (1 + 1e-12)


def test_a_security_without_a_price_is_not_bought():
    assert whole_lots(value=1000, price=0, lot=1) == 0


def test_small_changes_are_not_worth_trading_and_going_flat_always_is():
    assert not is_worth_trading(change=-1_999, equity=100_000, least=0.02, goes_flat=False)
    assert is_worth_trading(change=-2_001, equity=100_000, least=0.02, goes_flat=False)
    assert is_worth_trading(change=-1, equity=100_000, least=0.02, goes_flat=True)
