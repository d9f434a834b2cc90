"""Sums, products and quotients rounded exactly where .NET's 96-bit decimal rounds them.

The default context's 28 digits suffice nearly everywhere; a running average that ends on a half, whose last digit
decides how it is printed, needs the 29th.
"""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal

_WIDE = Context(prec=60, rounding=ROUND_HALF_EVEN)
_LARGEST = Decimal(2**96 - 1)
_MOST_DECIMALS = 28
_MOST_DIGITS = 29
_THIRTY_TWO_BITS = 2**32


def add(left: Decimal, right: Decimal) -> Decimal:
    """The sum."""
    return _fit(_WIDE.add(left, right))


def subtract(left: Decimal, right: Decimal) -> Decimal:
    """The difference."""
    return _fit(_WIDE.subtract(left, right))


def multiply(left: Decimal, right: Decimal) -> Decimal:
    """The product; a zero keeps its scale only if both factors' digits fit into 32 bits."""
    product = _WIDE.multiply(left, right)
    if not product and max(_digits(left), _digits(right)) >= _THIRTY_TWO_BITS:
        return Decimal(0)
    return _fit(product)


def _digits(value: Decimal) -> int:
    return int(value.scaleb(-int(value.as_tuple().exponent), _WIDE).copy_abs())


def divide(dividend: Decimal, divisor: Decimal | int) -> Decimal:
    """The quotient; an inexact quotient drops its trailing zeros. Raises ZeroDivisionError."""
    quotient = _WIDE.divide(dividend, divisor if isinstance(divisor, Decimal) else Decimal(divisor))
    fitted = _fit(quotient)
    return fitted if fitted is quotient else _without_zeros(fitted)


def _fit(value: Decimal) -> Decimal:
    """Rounds to 28 decimals and to what 96 bits hold: 29 digits up to 7.92, else 28."""
    leading = value.adjusted()
    exponent = int(value.as_tuple().exponent)
    lowest = max(exponent, -_MOST_DECIMALS, leading - _MOST_DIGITS + 1)
    if lowest == leading - _MOST_DIGITS + 1 and abs(value.scaleb(-lowest, _WIDE)) > _LARGEST:
        lowest += 1
    if lowest <= exponent:
        return value
    return value.quantize(Decimal(1).scaleb(lowest), ROUND_HALF_EVEN, _WIDE)


def _without_zeros(value: Decimal) -> Decimal:
    stripped = value.normalize(_WIDE)
    return stripped.quantize(Decimal(1)) if int(stripped.as_tuple().exponent) > 0 else stripped
