"""Variance: the population variance of the last values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.indicators.base import WindowIndicator
from minilean.indicators.constructors import named
from minilean.interop.decimals import ZERO

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal


class Variance(WindowIndicator):
    """LEAN's VAR (Indicators/Variance.cs): by running sums, never below zero."""

    @named("VAR({period})")
    def __init__(self, name: str, period: int) -> None:
        super().__init__(name, period)
        self._sum = ZERO
        self._sum_of_squares = ZERO

    def _next_value(self, time: datetime, value: Decimal) -> Decimal:
        return self._next_variance(value)

    def _next_variance(self, value: Decimal) -> Decimal:
        values, period = self._values, self._period
        total = self._sum + value
        squares = self._sum_of_squares + value * value
        if len(values) == period:
            values.pop()
        values.appendleft(value)
        self._sum, self._sum_of_squares = total, squares
        if self.samples < 2:
            return ZERO
        count = len(values)
        if count == period:
            oldest = values[-1]
            self._sum = total - oldest
            self._sum_of_squares = squares - oldest * oldest
        mean = total / count
        variance = squares / count - mean * mean
        return variance if variance > 0 else ZERO

    def reset(self) -> None:
        self._sum = self._sum_of_squares = ZERO
        super().reset()
