"""Minimum: the smallest of the last values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.indicators.base import WindowIndicator
from minilean.indicators.constructors import named

if TYPE_CHECKING:
    from decimal import Decimal


class Minimum(WindowIndicator):
    """LEAN's MIN (Indicators/Minimum.cs); ``periods_since_minimum`` counts values since it."""

    @named("MIN({period})")
    def __init__(self, name: str, period: int) -> None:
        super().__init__(name, period)
        self.periods_since_minimum = 0

    def _compute_of_window(self, value: Decimal) -> Decimal:
        if self.samples == 1 or value <= self._qc_value:
            self.periods_since_minimum = 0
            return value
        if self.periods_since_minimum >= self._period - 1:
            smallest = min(self._values)
            self.periods_since_minimum = self._values.index(smallest)
            return smallest
        self.periods_since_minimum += 1
        return self._qc_value

    def reset(self) -> None:
        self.periods_since_minimum = 0
        super().reset()
