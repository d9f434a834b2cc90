"""TriangularMovingAverage: the mean of means, which weighs the middle most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.indicators.base import Indicator
from minilean.indicators.constructors import named
from minilean.indicators.simple_moving_average import SimpleMovingAverage

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal


class TriangularMovingAverage(Indicator):
    """LEAN's TRIMA (Indicators/TriangularMovingAverage.cs)."""

    @named("TRIMA({period})")
    def __init__(self, name: str, period: int) -> None:
        super().__init__(name)
        half = period // 2
        self._first = SimpleMovingAverage(f"{name}_1", half + period % 2)
        self._second = SimpleMovingAverage(f"{name}_2", half + 1)
        self._qc_parts = (self._first, self._second)
        self.warm_up_period = period

    @property
    def is_ready(self) -> bool:
        return self.samples >= self.warm_up_period

    def _next_value(self, time: datetime, value: Decimal) -> Decimal:
        self._first._qc_feed(self._qc_symbol, time, value)
        self._second._qc_feed(self._qc_symbol, time, self._first._qc_value)
        return self._second._qc_value
