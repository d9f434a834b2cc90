"""AverageRange: the mean range of the last bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.indicators.base import Bar, BarIndicator
from minilean.indicators.constructors import named
from minilean.indicators.simple_moving_average import SimpleMovingAverage

if TYPE_CHECKING:
    from decimal import Decimal


class AverageRange(BarIndicator):
    """LEAN's AR (Indicators/AverageRange.cs)."""

    @named("AR({period})")
    def __init__(self, name: str, period: int) -> None:
        super().__init__(name)
        self._average = SimpleMovingAverage(f"{name}_SMA", period)
        self._qc_parts = (self._average,)
        self.warm_up_period = period

    @property
    def is_ready(self) -> bool:
        return self._average.is_ready

    def _compute_next_value(self, bar: Bar) -> Decimal:
        self._average._qc_feed(None, self._qc_seen, bar._high - bar._low)
        return self._average._qc_value
