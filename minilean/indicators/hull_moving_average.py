"""HullMovingAverage: linear averages combined to follow quickly and smoothly."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from minilean.errors import ArgumentError
from minilean.indicators.base import Indicator
from minilean.indicators.constructors import named
from minilean.indicators.linear_weighted_moving_average import LinearWeightedMovingAverage

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal


class HullMovingAverage(Indicator):
    """LEAN's HMA (Indicators/HullMovingAverage.cs)."""

    @named("HMA({period})")
    def __init__(self, name: str, period: int) -> None:
        if period < 2:
            raise ArgumentError("The Hull Moving Average period should be greater or equal to 2")
        super().__init__(name)
        smoothing = round(math.sqrt(period))
        self._slow = LinearWeightedMovingAverage(period)
        self._fast = LinearWeightedMovingAverage(round(period / 2))
        self._smooth = LinearWeightedMovingAverage(smoothing)
        self._qc_parts = (self._slow, self._fast, self._smooth)
        self.warm_up_period = period + smoothing - 1

    @property
    def is_ready(self) -> bool:
        return self._smooth.is_ready

    def _next_value(self, time: datetime, value: Decimal) -> Decimal:
        fast, slow = self._fast, self._slow
        fast._qc_feed(self._qc_symbol, time, value)
        slow._qc_feed(self._qc_symbol, time, value)
        if fast.is_ready and slow.is_ready:
            self._smooth._qc_feed(None, time, 2 * fast._qc_value - slow._qc_value)
        return self._smooth._qc_value
