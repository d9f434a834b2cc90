"""Exact numbers with the rules of .NET's decimal.

Python's decimal context (half-even) with 29 digits, 28 of them behind the point, is the arithmetic: 96 bits hold 29
digits of most numbers, and the last one decides what a long result shows as a float. This file sets that and holds what
else differs: conversions from floats and the roundings LEAN applies.
"""

from __future__ import annotations

from decimal import (
    MIN_EMIN,
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    Context,
    Decimal,
    DefaultContext,
    getcontext,
)
from math import isfinite

for _context in (getcontext(), DefaultContext):
    _context.prec = 29
    _context.Emin = 0  # of numbers below one so many digits are kept that at most 28 stand behind the point

Number = Decimal | int | float
"""What a user may hand to an exact field."""

ZERO = Decimal(0)
ONE = Decimal(1)
_POWERS = tuple(Decimal(1).scaleb(-digits) for digits in range(29))
_SMART_ROUNDING_LIMIT = Decimal(1000)
_SEVEN_DIGITS = Context(prec=7, rounding=ROUND_HALF_EVEN, Emin=MIN_EMIN)


def to_decimal(value: Number | str) -> Decimal:
    """Converts as LEAN's pythonnet does: a float by way of its text, so all its digits stay and 2.0 keeps its zero.

    Raises ValueError for NaN and infinities, which a decimal cannot hold.
    """
    if type(value) is Decimal:
        return value
    if isinstance(value, float):
        if not isfinite(value):
            message = f"{value} is not a number a price, a quantity or an amount can have"
            raise ValueError(message)
        digits = float.__repr__(value)
        return Decimal(digits) if "e" not in digits else _from_scientific(Decimal(digits))
    return Decimal(value) if isinstance(value, int | str | Decimal) else to_decimal(value.item())


def double_to_decimal(value: float) -> Decimal:
    """Converts as C#'s ``(decimal)``: a double keeps 15 significant digits and no trailing zeros.

    Raises ValueError for NaN and infinities, which a decimal cannot hold.
    """
    to_decimal(value)
    return strip_zeros(_from_scientific(Decimal(f"{value:.15g}")))


def _from_scientific(value: Decimal) -> Decimal:
    """A decimal of .NET has no exponent above zero and at most 28 places."""
    exponent = value.as_tuple().exponent
    if exponent > 0:  # type: ignore[operator]  # never NaN
        return value.quantize(ONE)
    return value.quantize(_POWERS[_MOST_DECIMALS]) if exponent < -_MOST_DECIMALS else value  # type: ignore[operator]


def to_double(value: Decimal) -> float:
    """Converts as .NET's ``(double)`` does, which is not always the nearest double.

    .NET divides the decimal's 96-bit mantissa, rounded to a double, by a power of ten.
    """
    digits = str(value)
    if "E" in digits:
        digits = f"{value:f}"
    elif len(digits) <= _SURELY_NEAREST:
        return float(digits)
    whole, _, decimals = digits.partition(".")
    scale = len(decimals)
    mantissa = int(whole + decimals)
    if -_LOW_BITS <= mantissa <= _LOW_BITS and scale <= _MOST_DECIMALS:
        result = mantissa / _DOUBLE_POWERS[scale] if mantissa else 0.0
    else:
        result = _from_mantissa(abs(mantissa), scale)
        result = -result if mantissa < 0 else result
    return result if mantissa or not value.is_signed() else -0.0


def _from_mantissa(mantissa: int, scale: int) -> float:
    if scale > _MOST_DECIMALS:
        mantissa, scale = _shorten(mantissa, scale - _MOST_DECIMALS), _MOST_DECIMALS
    while mantissa > _LARGEST_MANTISSA and scale:
        mantissa, scale = _shorten(mantissa, 1), scale - 1
    return (float(mantissa & _LOW_BITS) + float(mantissa >> 64) * _TWO_TO_64) / _DOUBLE_POWERS[scale]


def _shorten(mantissa: int, places: int) -> int:
    """Drops digits, rounding half to even."""
    power: int = 10**places
    quotient, rest = divmod(mantissa, power)
    return quotient + (2 * rest > power or (2 * rest == power and quotient & 1))


_SURELY_NEAREST = 16
_MOST_DECIMALS = 28
_LARGEST_MANTISSA = 2**96 - 1
_LOW_BITS = 2**64 - 1
_TWO_TO_64 = float(2**64)
_DOUBLE_POWERS = tuple(float(f"1e{power}") for power in range(_MOST_DECIMALS + 1))


def strip_zeros(value: Decimal) -> Decimal:
    """Removes trailing zeros and a zero's sign, never going to an exponent above zero (LEAN's Normalize)."""
    if not value:
        return ZERO
    stripped = value.normalize()
    if stripped.adjusted() < 1:
        return stripped  # a number below ten never ends in a zero before its point
    # the text tells the exponent in a third of the time as_tuple needs
    return stripped.quantize(ONE) if "E+" in str(stripped) else stripped


def round_half_even(value: Decimal, digits: int) -> Decimal:
    """Rounds as Math.Round(decimal, digits): banker's rounding that never adds decimals."""
    rounded = value.quantize(_POWERS[digits], ROUND_HALF_EVEN)
    if rounded != value:
        return rounded
    # quantize adds decimals where there are fewer: the text that is longer has more of them
    return value if len(str(rounded)) >= len(f"{value:f}") else rounded


def round_half_away(value: Decimal, digits: int) -> Decimal:
    """Rounds half away from zero to exactly so many decimals, as ToString("0.00") does."""
    return value.quantize(_POWERS[digits], ROUND_HALF_UP)


def floor(value: Decimal) -> Decimal:
    """The largest whole number not above value."""
    return value.to_integral_value(ROUND_FLOOR)


def ceiling(value: Decimal) -> Decimal:
    """The smallest whole number not below value."""
    return value.to_integral_value(ROUND_CEILING)


def truncate(value: Decimal) -> Decimal:
    """The whole part of value."""
    return value.to_integral_value(ROUND_DOWN)


def discretely_round_by(value: Decimal, quantum: Decimal, rounding: str = ROUND_HALF_UP) -> Decimal:
    """Rounds to a multiple of quantum (Extensions.DiscretelyRoundBy); half goes away from zero unless told."""
    if not quantum:
        return value
    return (value / quantum).to_integral_value(rounding) * quantum


def round_to_significant_digits(value: Decimal, digits: int) -> Decimal:
    """Rounds to so many significant digits (Extensions.RoundToSignificantDigits)."""
    if not value:
        return ZERO
    scale = Decimal(10) ** (value.adjusted() + 1)
    return scale * round_half_even(value / scale, digits)


def smart_rounding(value: Decimal) -> Decimal:
    """Four decimals above 1000, otherwise seven significant digits without zeros at the end (SmartRounding)."""
    if value > _SMART_ROUNDING_LIMIT:
        rounded = value.quantize(_POWERS[4], ROUND_HALF_EVEN)
        return strip_zeros(value) if rounded == value else rounded
    return strip_zeros(_SEVEN_DIGITS.plus(value))


def text(value: Decimal) -> str:
    """Prints as decimal.ToString(): never an exponent, the scale's zeros kept."""
    return f"{value:f}"
