"""Decimals as the doubles .NET makes of them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from minilean.interop.decimals import to_double


@pytest.mark.parametrize("text", ["0", "-1.5", "150.1234", "1E+3", "0.000001"])
def test_short_decimals_become_the_nearest_double(text):
    assert to_double(Decimal(text)) == float(text)


def test_long_decimals_become_the_double_of_dotnets_division():
    # what LEAN logged for this mantissa; the nearest double is one step lower
    assert to_double(Decimal("464585.86152835497780750282726")) == 464585.86152835505


def test_digits_a_dotnet_decimal_cannot_hold_are_rounded_first():
    assert to_double(Decimal("0.33333333333333333333333333333333")) == pytest.approx(1 / 3, rel=1e-15)
    assert to_double(-Decimal("9.99999999999999999999999999999")) == -10.0


def test_a_decimal_has_at_most_28_digits_behind_the_point():
    assert str(Decimal(1) / Decimal("17167.3")) == "0.0000582502781450781427481316"
    assert str(Decimal("0.2912513907253907137406581116") * Decimal("0.0004")) == "0.0001165005562901562854962632"
    assert str(Decimal(20) / 3) == "6.6666666666666666666666666667"
