"""RelativeMovingAverage: a long average corrected by shorter ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.indicators.base import Indicator
from minilean.indicators.constructors import named
from minilean.indicators.simple_moving_average import SimpleMovingAverage

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal


class RelativeMovingAverage(Indicator):
    """LEAN's RMA (Indicators/RelativeMovingAverage.cs)."""

    @named("RMA({period})")
    def __init__(self, name: str, period: int) -> None:
        super().__init__(name)
        self.short_average = SimpleMovingAverage(f"{name}_Short", period)
        self.medium_average = SimpleMovingAverage(f"{name}_Medium", period * 2)
        self.long_average = SimpleMovingAverage(f"{name}_Long", period * 3)
        self._qc_parts = (self.short_average, self.medium_average, self.long_average)
        self.warm_up_period = period * 3

    @property
    def is_ready(self) -> bool:
        return self.long_average.is_ready

    def _next_value(self, time: datetime, value: Decimal) -> Decimal:
        for average in (self.short_average, self.medium_average, self.long_average):
            average._qc_feed(self._qc_symbol, time, value)
        return self.long_average._qc_value - self.medium_average._qc_value + self.short_average._qc_value
