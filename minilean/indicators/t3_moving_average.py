"""T3MovingAverage: three double exponential averages in a row."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from minilean.indicators.base import Indicator
from minilean.indicators.constructors import named
from minilean.indicators.double_exponential_moving_average import DoubleExponentialMovingAverage

if TYPE_CHECKING:
    from datetime import datetime

    from minilean.interop.decimals import Number


class T3MovingAverage(Indicator):
    """LEAN's T3 (Indicators/T3MovingAverage.cs)."""

    @named("T3({period},{volume_factor})")
    def __init__(self, name: str, period: int, volume_factor: Number = Decimal("0.7")) -> None:
        super().__init__(name)
        self._period = period
        self._first = DoubleExponentialMovingAverage(f"{name}_1", period, volume_factor)
        self._second = DoubleExponentialMovingAverage(f"{name}_2", period, volume_factor)
        self._third = DoubleExponentialMovingAverage(f"{name}_3", period, volume_factor)
        self._qc_parts = (self._first, self._second, self._third)
        self.warm_up_period = 1 + 6 * (period - 1)

    @property
    def is_ready(self) -> bool:
        return self.samples > 6 * (self._period - 1)

    def _next_value(self, time: datetime, value: Decimal) -> Decimal:
        for average in (self._first, self._second, self._third):
            average._qc_feed(self._qc_symbol, time, value)
            value = average._qc_value
            if not average.is_ready:
                break
        return value
