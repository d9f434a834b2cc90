"""Between decimals and doubles, with C#'s conversions."""

from __future__ import annotations

import math
from decimal import Decimal

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
