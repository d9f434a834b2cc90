"""DoubleExponentialMovingAverage: an exponential average without the lag of one of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.indicators.base import Indicator
from minilean.indicators.constructors import named
from minilean.indicators.exponential_moving_average import ExponentialMovingAverage
from minilean.interop.decimals import ONE, Number, to_decimal

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal


class DoubleExponentialMovingAverage(Indicator):
    """LEAN's DEMA (Indicators/DoubleExponentialMovingAverage.cs)."""

    @named("DEMA({period})")
    def __init__(self, name: str, period: int, volume_factor: Number = ONE) -> None:
        super().__init__(name)
        self._period = period
        self._volume_factor = to_decimal(volume_factor)
        self._first = ExponentialMovingAverage(f"{name}_1", period)
        self._second = ExponentialMovingAverage(f"{name}_2", period)
        self._qc_parts = (self._first, self._second)
        self.warm_up_period = 1 + 2 * (period - 1)

    @property
    def is_ready(self) -> bool:
        return self.samples > 2 * (self._period - 1)

    def _next_value(self, time: datetime, value: Decimal) -> Decimal:
        first, second, factor = self._first, self._second, self._volume_factor
        first._qc_feed(self._qc_symbol, time, value)
        if not first.is_ready:
            return first._qc_value
        second._qc_feed(self._qc_symbol, time, first._qc_value)
        return (factor + 1) * first._qc_value - factor * second._qc_value
