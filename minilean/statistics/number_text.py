"""Numbers as LEAN prints them in statistics."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from minilean.interop.decimals import round_half_away, round_half_even, text
from minilean.interop.text import double_text

if TYPE_CHECKING:
    from decimal import Decimal

_INTEGRAL_FROM = 1e16


def decimal_text(value: Decimal) -> str:
    """A decimal as .NET prints it: a zero has no sign, the scale's zeros are kept."""
    shown = str(value or value.copy_abs())
    return text(value) if "E" in shown else shown


def rounded(value: Decimal, digits: int) -> str:
    """Math.Round of a decimal, printed."""
    shown = decimal_text(value)
    point = shown.find(".")
    if point < 0 or len(shown) - point - 1 <= digits:
        return shown
    return decimal_text(round_half_even(value, digits))


def percent(value: Decimal, digits: int) -> str:
    """A fraction in percent: ``-35.764%``."""
    return f"{rounded(value * 100, digits)}%"


def round_double(value: float, digits: int) -> float:
    """Math.Round of a double: scaled, rounded half to even, scaled back."""
    if abs(value) >= _INTEGRAL_FROM or not math.isfinite(value):
        return value
    power = 10.0**digits
    scaled = math.copysign(float(round(value * power)), value)
    return scaled / power


def rounded_double(value: Decimal, digits: int) -> str:
    """Math.Round of a decimal taken as a double, printed."""
    return double_text(round_double(float(value), digits))


def grouped(value: Decimal, digits: int = 2) -> str:
    """A number with thousands separators and fixed decimals (ToString("N2")): ``-1,234.50``."""
    result = f"{round_half_away(value, digits):,f}"
    return result.removeprefix("-") if not result.strip("-0.,") else result
