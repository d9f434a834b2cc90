"""ZeroLagExponentialMovingAverage: an exponential average of values pushed by their recent change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.indicators.base import WindowIndicator
from minilean.indicators.constructors import named
from minilean.indicators.delay import Delay
from minilean.indicators.exponential_moving_average import ExponentialMovingAverage
from minilean.interop.decimals import ZERO

if TYPE_CHECKING:
    from decimal import Decimal


class ZeroLagExponentialMovingAverage(WindowIndicator):
    """LEAN's ZLEMA (Indicators/ZeroLagExponentialMovingAverage.cs)."""

    @named("ZLEMA({period})")
    def __init__(self, name: str, period: int) -> None:
        super().__init__(name, period)
        self._average = ExponentialMovingAverage(f"{name}_EMA", period)
        self._delayed = Delay(round((period - 1) / 2))
        self._qc_parts = (self._average, self._delayed)

    @property
    def warm_up_period(self) -> int:
        return self._period + self._period // 2

    @property
    def is_ready(self) -> bool:
        return self._delayed.is_ready and self._average.is_ready

    def _compute_of_window(self, value: Decimal) -> Decimal:
        time = self._qc_seen
        self._delayed._qc_feed(self._qc_symbol, time, value)
        if not self._delayed.is_ready:
            return ZERO
        self._average._qc_feed(None, time, value + (value - self._delayed._qc_value))
        return self._average._qc_value
