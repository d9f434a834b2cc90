"""DetrendedPriceOscillator: an earlier price above the average around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.indicators.base import Indicator
from minilean.indicators.constructors import named
from minilean.indicators.delay import Delay
from minilean.indicators.simple_moving_average import SimpleMovingAverage

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal


class DetrendedPriceOscillator(Indicator):
    """LEAN's DPO (Indicators/DetrendedPriceOscillator.cs)."""

    @named("DPO({period})")
    def __init__(self, name: str, period: int) -> None:
        super().__init__(name)
        self._price_lag = Delay(period // 2 + 1)
        self._average = SimpleMovingAverage(period)
        self._qc_parts = (self._price_lag, self._average)
        self.warm_up_period = period

    @property
    def is_ready(self) -> bool:
        return self._average.is_ready and self._price_lag.is_ready

    def _next_value(self, time: datetime, value: Decimal) -> Decimal:
        self._price_lag._qc_feed(self._qc_symbol, time, value)
        self._average._qc_feed(self._qc_symbol, time, value)
        return self._price_lag._qc_value - self._average._qc_value
