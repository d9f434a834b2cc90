"""MeanAbsoluteDeviation: how far the last values are from their mean, on average."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.indicators.base import WindowIndicator
from minilean.indicators.constructors import named
from minilean.indicators.simple_moving_average import SimpleMovingAverage
from minilean.interop.decimals import ZERO

if TYPE_CHECKING:
    from decimal import Decimal


class MeanAbsoluteDeviation(WindowIndicator):
    """LEAN's MAD (Indicators/MeanAbsoluteDeviation.cs)."""

    @named("MAD({period})")
    def __init__(self, name: str, period: int) -> None:
        super().__init__(name, period)
        self.mean = SimpleMovingAverage(f"{name}_Mean", period)
        self._qc_parts = (self.mean,)

    def _compute_of_window(self, value: Decimal) -> Decimal:
        self.mean._qc_feed(self._qc_symbol, self._qc_seen, value)
        if self.samples < 2:
            return ZERO
        mean = self.mean._qc_value
        return sum((abs(past - mean) for past in self._values), ZERO) / len(self._values)
