"""Round numbers and dates for the axes of charts."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_DAY = 86_400.0


def number_ticks(low: float, high: float, about: int = 5) -> list[float]:
    """Round numbers between low and high, roughly so many."""
    if not high > low:
        return [low]
    rough = (high - low) / about
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * each for each in _STEPS if power * each >= rough)
    first = math.ceil(low / step - 1e-9)
    return [index * step for index in range(first, math.floor(high / step + 1e-9) + 1)]


def date_ticks(start: float, end: float, about: int = 8) -> list[tuple[float, str]]:
    """Times between start and end with labels: years, months, days or hours, roughly so many."""
    span = end - start
    if span > 365 * _DAY * 2:
        return _years(start, end, max(1, round(span / (365.25 * _DAY) / about)))
    if span > 45 * _DAY:
        return _months(start, end, _of((1, 2, 3, 6), span / (30.4 * _DAY) / about))
    if span > 2 * _DAY:
        return _even(start, end, _of((1, 2, 5, 7), span / _DAY / about) * _DAY, "%b %-d")
    return _even(start, end, _of((1, 2, 3, 6, 12), span / 3600 / about) * 3600.0, "%H:%M")


def _of(choices: tuple[int, ...], wanted: float) -> int:
    return next((each for each in choices if each >= wanted), choices[-1])


def _years(start: float, end: float, step: int) -> list[tuple[float, str]]:
    first = datetime.fromtimestamp(start, UTC).year + 1
    years = range(first, datetime.fromtimestamp(end, UTC).year + 1, step)
    return [(datetime(year, 1, 1, tzinfo=UTC).timestamp(), str(year)) for year in years]


def _months(start: float, end: float, step: int) -> list[tuple[float, str]]:
    begin = datetime.fromtimestamp(start, UTC)
    ticks = []
    index = begin.year * 12 + begin.month
    while (time := datetime(index // 12, index % 12 + 1, 1, tzinfo=UTC)).timestamp() <= end:
        if index % step == 0:
            ticks.append((time.timestamp(), f"{time:%Y}" if time.month == 1 else f"{time:%b}"))
        index += 1
    return ticks


def _even(start: float, end: float, step: float, form: str) -> list[tuple[float, str]]:
    first = math.ceil(start / step) * step
    count = math.floor((end - first) / step) + 1
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    return [(time, f"{epoch + timedelta(seconds=time):{form}}") for time in (first + n * step for n in range(count))]


def shown(value: float, unit: str) -> str:
    """A number for an axis or a tile: ``$1.2M``, ``-3.4%``, ``0.52``."""
    if unit == "%":
        return f"{_short(value)}%"
    sign = "-" if value < 0 else ""
    return f"{sign}{unit}{_short(abs(value))}"


def _short(value: float) -> str:
    for limit, letter in ((1e9, "B"), (1e6, "M"), (1e4, "k")):
        if abs(value) >= limit:
            scaled = value / (limit if letter != "k" else 1e3)
            return f"{scaled:.4g}{letter}"
    return f"{value:.4g}" if abs(value) < 1000 else f"{value:,.0f}"
