"""Sums, products and quotients rounded exactly where .NET's 96-bit decimal rounds them.

The default context that ``decimals`` sets gives the same nearly everywhere; these are for long numbers whose last digit
is looked at, or whose trailing zeros are printed.
"""

from __future__ import annotations

from decimal import MIN_EMIN, ROUND_HALF_EVEN, Context, Decimal, Inexact
from typing import TYPE_CHECKING

from minilean.interop.decimals import ONE

if TYPE_CHECKING:
    from collections.abc import Callable

_WIDE = Context(prec=60, rounding=ROUND_HALF_EVEN, Emin=MIN_EMIN)
_LONG = Context(prec=29, rounding=ROUND_HALF_EVEN, Emin=MIN_EMIN)
_SHORT = Context(prec=28, rounding=ROUND_HALF_EVEN, Emin=MIN_EMIN)
_LARGEST = Decimal(2**96 - 1)
_HELD = [_LARGEST.scaleb(power - 28, _WIDE) for power in range(60)]
"""The largest number of 29 digits that 96 bits hold, by the power of ten of its first digit."""
_MOST_DECIMALS = 28
_MOST_DIGITS = 29
_SURELY_HELD = frozenset("0123456")
"""The first digits of numbers of which 96 bits hold 29 digits, or 28 behind the point."""
_THIRTY_TWO_BITS = 2**32


def add(left: Decimal, right: Decimal) -> Decimal:
    """The sum."""
    value = _LONG.add(left, right)
    return value if _is_held(value) else _again(value, _SHORT.add, _WIDE.add, left, right)


def subtract(left: Decimal, right: Decimal) -> Decimal:
    """The difference."""
    value = _LONG.subtract(left, right)
    return value if _is_held(value) else _again(value, _SHORT.subtract, _WIDE.subtract, left, right)


def multiply(left: Decimal, right: Decimal) -> Decimal:
    """The product; a zero keeps its scale only if both factors' digits fit into 32 bits."""
    value = _LONG.multiply(left, right)
    if not value:
        return _zero_product(left, right)
    return value if _is_held(value) else _again(value, _SHORT.multiply, _WIDE.multiply, left, right)


def divide(dividend: Decimal, divisor: Decimal | int) -> Decimal:
    """The quotient; an inexact one drops its trailing zeros, none has zeros left out. Raises ZeroDivisionError."""
    value = dividend / divisor
    digits = str(value)
    if "E" not in digits:
        first = digits[0] if digits[0] != "-" else digits[1]
        if len(digits) < _MOST_DIGITS or (digits[-1] != "0" and first in _SURELY_HELD):
            return value
    return _divided_with_care(dividend, divisor if isinstance(divisor, Decimal) else Decimal(divisor))


def _divided_with_care(dividend: Decimal, by: Decimal) -> Decimal:
    _LONG.clear_flags()
    value = _LONG.divide(dividend, by)
    exact = not _LONG.flags[Inexact]
    if exact and "E+" in str(value):
        return value.quantize(ONE, context=_WIDE)
    if _is_held(value):
        fitted = value
    else:
        fitted = _SHORT.divide(dividend, by) if value.adjusted() >= 0 else _fit(_WIDE.divide(dividend, by))
    return fitted if exact and fitted == value else _without_zeros(fitted)


def _is_held(value: Decimal) -> bool:
    """Whether at most 29 digits fit into 96 bits; numbers below one are looked at more closely."""
    leading = value.adjusted()
    return leading >= 0 and abs(value) <= _HELD[leading]


def _again(
    value: Decimal,
    short: Callable[[Decimal, Decimal], Decimal],
    wide: Callable[[Decimal, Decimal], Decimal],
    left: Decimal,
    right: Decimal,
) -> Decimal:
    """The operation once more with a digit less; numbers below one are cut at 28 decimals."""
    if value.adjusted() >= 0:
        return short(left, right)
    return _fit(wide(left, right))


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


def _zero_product(left: Decimal, right: Decimal) -> Decimal:
    if max(_digits(left), _digits(right)) >= _THIRTY_TWO_BITS:
        return Decimal(0)
    return _fit(_WIDE.multiply(left, right))


def _digits(value: Decimal) -> int:
    return int(value.scaleb(-int(value.as_tuple().exponent), _WIDE).copy_abs())


def _without_zeros(value: Decimal) -> Decimal:
    stripped = value.normalize(_WIDE)
    if value.same_quantum(stripped):
        return value
    return stripped.quantize(Decimal(1), context=_WIDE) if int(stripped.as_tuple().exponent) > 0 else stripped
