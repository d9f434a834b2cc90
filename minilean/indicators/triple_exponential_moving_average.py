"""TripleExponentialMovingAverage: an exponential average without the lag of two of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.indicators.base import Indicator
from minilean.indicators.constructors import named
from minilean.indicators.exponential_moving_average import ExponentialMovingAverage
from minilean.interop.decimals import ZERO

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal


class TripleExponentialMovingAverage(Indicator):
    """LEAN's TEMA (Indicators/TripleExponentialMovingAverage.cs): zero until it is ready."""

    @named("TEMA({period})")
    def __init__(self, name: str, period: int) -> None:
        super().__init__(name)
        self._first = ExponentialMovingAverage(f"{name}_1", period)
        self._second = ExponentialMovingAverage(f"{name}_2", period)
        self._third = ExponentialMovingAverage(f"{name}_3", period)
        self._qc_parts = (self._first, self._second, self._third)
        self.warm_up_period = 3 * (period - 1) + 1

    @property
    def is_ready(self) -> bool:
        return self._third.is_ready

    def _next_value(self, time: datetime, value: Decimal) -> Decimal:
        symbol = self._qc_symbol
        first, second, third = self._first, self._second, self._third
        first._qc_feed(symbol, time, value)
        if first.is_ready:
            second._qc_feed(symbol, time, first._qc_value)
        if second.is_ready:
            third._qc_feed(symbol, time, second._qc_value)
        return 3 * first._qc_value - 3 * second._qc_value + third._qc_value if third.is_ready else ZERO
