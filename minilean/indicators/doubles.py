"""Between decimals and doubles, with C#'s conversions."""

from __future__ import annotations

import math
from decimal import MIN_EMIN, Context, Decimal

from minilean.errors import ArgumentError
from minilean.interop.decimals import ZERO


def from_double(number: float) -> Decimal:
    """``(decimal) number``: keeps 15 significant digits; raises ArgumentError for what a decimal cannot hold."""
    if not math.isfinite(number):
        raise ArgumentError("Value was either too large or too small for a Decimal.")
    return Decimal(f"{number:.15g}")


def square_root(number: Decimal) -> Decimal:
    """``(decimal) Math.Sqrt((double) number)``."""
    return Decimal(f"{math.sqrt(number):.15g}") if number else ZERO


def fitted(number: Decimal) -> Decimal:
    """Rounds to what a .NET decimal can hold: a mantissa of 96 bits and 28 decimals.

    Only large numbers show the difference in eight decimals of their double, so most sums go without.
    """
    magnitude = number.adjusted()
    if magnitude < 0:
        return number.quantize(_LAST_PLACE) if magnitude >= _SMALLEST else ZERO
    if abs(number) > _MANTISSA.scaleb(magnitude, _WIDE):
        return _NARROW.plus(number)
    return number


_LAST_PLACE = Decimal(1).scaleb(-28)
_SMALLEST = -29
_MANTISSA = Decimal("7.9228162514264337593543950335")
"""The largest 96-bit mantissa, with one digit before the point."""
_NARROW = Context(prec=28, Emin=MIN_EMIN)
_WIDE = Context(prec=40, Emin=MIN_EMIN)
