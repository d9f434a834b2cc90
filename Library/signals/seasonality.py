"""Tables of what each hour of the day has brought, with its standard error."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class HourFigures:
    """How often an hour was seen, its mean, and the mean over its standard error; the last is zero with one value."""

    count: int
    mean: float
    t: float


def table_of(values: Iterable[tuple[Hashable, float]]) -> dict[Hashable, HourFigures]:
    """Figures by hour of pairs of an hour, or any other label, and a return; errors are of independent returns."""
    groups: dict[Hashable, list[float]] = {}
    for label, value in values:
        groups.setdefault(label, []).append(value)
    return {label: _figures(group) for label, group in groups.items()}


def _figures(values: list[float]) -> HourFigures:
    count = len(values)
    mean = math.fsum(values) / count
    if count < 2:
        return HourFigures(count=count, mean=mean, t=0.0)
    deviation = math.sqrt(math.fsum((value - mean) ** 2 for value in values) / (count - 1))
    return HourFigures(count=count, mean=mean, t=mean / deviation * math.sqrt(count) if deviation else 0.0)
