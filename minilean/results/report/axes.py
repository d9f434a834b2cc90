"""Round numbers and dates for the axes of charts."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_DAY, _HOUR = 86_400.0, 3_600.0
_DIGITS, _MOST_DIGITS = 4, 12


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
    if span > 120 * _DAY:
        return _months(start, end, _of((1, 2, 3, 6), span / (30.4 * _DAY) / about))
    if span > 2 * _DAY:
        return _even(start, end, _of((1, 2, 5, 7, 14, 28), span / _DAY / about) * _DAY, ("%b %-d, %Y", "%b %-d"))
    if span > 2 * _HOUR:
        return _even(start, end, _of((1, 2, 3, 6, 12), span / _HOUR / about) * _HOUR, ("%b %-d, %H:%M", "%H:%M"))
    return _even(start, end, _of((1, 2, 5, 10, 15, 30), span / 60 / about) * 60.0, ("%b %-d, %H:%M", "%H:%M"))


def _of(choices: tuple[int, ...], wanted: float) -> int:
    return next((each for each in choices if each >= wanted), choices[-1])


def _years(start: float, end: float, step: int) -> list[tuple[float, str]]:
    first = datetime.fromtimestamp(start, UTC).year + 1
    years = range(first, datetime.fromtimestamp(end, UTC).year + 1, step)
    return [(datetime(year, 1, 1, tzinfo=UTC).timestamp(), str(year)) for year in years]


def _months(start: float, end: float, step: int) -> list[tuple[float, str]]:
    begin = datetime.fromtimestamp(start, UTC)
    ticks: list[tuple[float, str]] = []
    index = begin.year * 12 + begin.month
    while (time := datetime(index // 12, index % 12 + 1, 1, tzinfo=UTC)).timestamp() <= end:
        if index % step == 0 and time.timestamp() >= start:
            label = f"{time:%b %Y}" if not ticks else f"{time:%Y}" if time.month == 1 else f"{time:%b}"
            ticks.append((time.timestamp(), label))
        index += 1
    return ticks


def _even(start: float, end: float, step: float, forms: tuple[str, str]) -> list[tuple[float, str]]:
    """Ticks a step apart; the first has the longer form, which says of what the others are a part."""
    first = math.ceil(start / step) * step
    count = math.floor((end - first) / step) + 1
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    times = (first + index * step for index in range(count))
    return [(time, f"{epoch + timedelta(seconds=time):{forms[time > first]}}") for time in times]


def tick_labels(ticks: Sequence[float], unit: str) -> list[str]:
    """The ticks as shown, with as many digits as it takes to tell one from the next."""
    labels: list[str] = []
    for digits in range(_DIGITS, _MOST_DIGITS):
        labels = [shown(tick, unit, digits) for tick in ticks]
        if len(set(labels)) == len(ticks):
            break
    return labels


def shown(value: float, unit: str, digits: int = _DIGITS) -> str:
    """A number for an axis or a tile: ``$1.2M``, ``-3.4%``, ``0.52``."""
    if unit == "%":
        return f"{_short(value, digits)}%"
    sign = "-" if value < 0 else ""
    return f"{sign}{unit}{_short(abs(value), digits)}"


def _short(value: float, digits: int) -> str:
    for limit, letter in ((1e9, "B"), (1e6, "M"), (1e4, "k")):
        if abs(value) >= limit:
            scaled = value / (limit if letter != "k" else 1e3)
            return f"{scaled:.{digits}g}{letter}"
    return f"{value:.{digits}g}" if abs(value) < 1000 else f"{value:,.{digits - _DIGITS}f}"
