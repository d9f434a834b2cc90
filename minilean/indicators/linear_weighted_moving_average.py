"""LinearWeightedMovingAverage: weights fall by one from the newest value to the oldest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.indicators.base import WindowIndicator
from minilean.indicators.constructors import named
from minilean.interop.decimals import ZERO

if TYPE_CHECKING:
    from decimal import Decimal


class LinearWeightedMovingAverage(WindowIndicator):
    """LEAN's LWMA (Indicators/LinearWeightedMovingAverage.cs): zero until it is ready."""

    @named("LWMA({period})")
    def __init__(self, name: str, period: int) -> None:
        super().__init__(name, period)
        self._denominator = period * (period + 1) // 2

    def _compute_of_window(self, value: Decimal) -> Decimal:
        if self.samples < self._period:
            return ZERO
        total, weight = ZERO, self._period
        for past in self._values:
            total += weight * past
            weight -= 1
        return total / self._denominator
