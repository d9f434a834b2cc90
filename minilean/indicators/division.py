"""Division that never fails."""

from __future__ import annotations

from decimal import Decimal

from minilean.interop.decimals import ZERO


def safe_division(numerator: Decimal, denominator: Decimal, fail_value: Decimal = ZERO) -> Decimal:
    """The quotient, or ``fail_value`` where there is none (Extensions.SafeDivision)."""
    return numerator / denominator if denominator else fail_value


def fraction(numerator: int, denominator: Decimal | int) -> Decimal:
    """A quotient below one with the 28 decimals a C# decimal has, so that a weight is the same weight."""
    return (Decimal(numerator) / denominator).quantize(_LAST_PLACE)


_LAST_PLACE = Decimal(1).scaleb(-28)
