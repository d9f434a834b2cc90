"""Maximum: the largest of the last values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.indicators.base import WindowIndicator
from minilean.indicators.constructors import named

if TYPE_CHECKING:
    from decimal import Decimal


class Maximum(WindowIndicator):
    """LEAN's MAX (Indicators/Maximum.cs); ``periods_since_maximum`` counts values since it."""

    @named("MAX({period})")
    def __init__(self, name: str, period: int) -> None:
        super().__init__(name, period)
        self.periods_since_maximum = 0

    def _compute_of_window(self, value: Decimal) -> Decimal:
        if self.samples == 1 or value >= self._qc_value:
            self.periods_since_maximum = 0
            return value
        if self.periods_since_maximum >= self._period - 1:
            largest = max(self._values)
            self.periods_since_maximum = self._values.index(largest)
            return largest
        self.periods_since_maximum += 1
        return self._qc_value

    def reset(self) -> None:
        self.periods_since_maximum = 0
        super().reset()
