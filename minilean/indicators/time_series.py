"""What models of time series share: differences, their sums and lags, newest value first."""

from __future__ import annotations

import itertools


def difference_series(order: int, series: list[float]) -> tuple[list[float], list[float]]:
    """The series differenced so often, and the oldest value before each time (TimeSeriesIndicator.DifferenceSeries)."""
    heads: list[float] = []
    for _ in range(order):
        heads.append(series[-1])
        series = [later - earlier for later, earlier in itertools.pairwise(series)]
    return series, heads


def inverse_differenced_series(series: list[float], heads: list[float]) -> list[float]:
    """Undoes ``difference_series``."""
    for head in reversed(heads):
        series = cumulative_sum_from_the_end([*series, head])
    return series


def cumulative_sum_from_the_end(series: list[float]) -> list[float]:
    """Each value with all that come after it."""
    total = 0.0
    sums = []
    for value in reversed(series):
        total += value
        sums.append(total)
    return sums[::-1]


def lagged_series(order: int, series: list[float]) -> list[list[float]]:
    """For every place from ``order`` on, the values at the ``order`` places before it, nearest first."""
    return [[series[place - lag] for lag in range(1, order + 1)] for place in range(order, len(series))]
