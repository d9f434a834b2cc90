"""How .NET prints spans of time and doubles."""

from __future__ import annotations

import math
from datetime import timedelta
from decimal import Decimal

_MICROSECOND = timedelta(microseconds=1)
_PLAIN_EXPONENTS = range(-4, 15)


def time_span_text(span: timedelta) -> str:
    """Prints as TimeSpan.ToString(): ``[-][d.]hh:mm:ss[.fffffff]``."""
    sign = "-" if span < timedelta() else ""
    seconds, micro = divmod(abs(span) // _MICROSECOND, 1_000_000)
    minutes, second = divmod(seconds, 60)
    hours, minute = divmod(minutes, 60)
    days, hour = divmod(hours, 24)
    day_text = f"{days}." if days else ""
    fraction = f".{micro:06d}0" if micro else ""
    return f"{sign}{day_text}{hour:02d}:{minute:02d}:{second:02d}{fraction}"


def double_text(number: float) -> str:
    """Prints as double.ToString(): the fewest digits that read back as the same number."""
    if math.isnan(number):
        return "NaN"
    if math.isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    if not number:
        return "-0" if math.copysign(1, number) < 0 else "0"
    exact = Decimal(repr(float(number))).normalize()
    if exact.adjusted() in _PLAIN_EXPONENTS:
        return f"{exact:f}"
    mantissa = exact.scaleb(-exact.adjusted()).normalize()
    return f"{mantissa:f}E{'+' if exact.adjusted() > 0 else '-'}{abs(exact.adjusted()):02d}"
