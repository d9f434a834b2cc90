"""WilderMovingAverage: an exponential average with the factor 1 / period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.indicators.base import Indicator
from minilean.indicators.constructors import named
from minilean.indicators.division import fraction
from minilean.indicators.simple_moving_average import SimpleMovingAverage
from minilean.interop.decimals import ONE

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal


class WilderMovingAverage(Indicator):
    """LEAN's WWMA (Indicators/WilderMovingAverage.cs): before it is ready, the mean of what there is."""

    @named("WWMA{period}")
    def __init__(self, name: str, period: int) -> None:
        super().__init__(name)
        self._period = period
        self._k = fraction(1, period)
        self._remainder = ONE - self._k
        self._average = SimpleMovingAverage(f"{name}_SMA", period)

    @property
    def is_ready(self) -> bool:
        return self.samples >= self._period

    @property
    def warm_up_period(self) -> int:
        return self._period

    def _next_value(self, time: datetime, value: Decimal) -> Decimal:
        if self.samples >= self._period:
            return value * self._k + self._qc_value * self._remainder
        self._average._qc_feed(self._qc_symbol, time, value)
        return self._average._qc_value

    def reset(self) -> None:
        self._average.reset()
        super().reset()
