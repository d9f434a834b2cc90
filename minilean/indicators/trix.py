"""Trix: the rate of change of an average averaged three times."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.indicators.base import Indicator
from minilean.indicators.constructors import named
from minilean.indicators.exponential_moving_average import ExponentialMovingAverage
from minilean.indicators.rate_of_change_percent import RateOfChangePercent

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal


class Trix(Indicator):
    """LEAN's TRIX (Indicators/Trix.cs)."""

    @named("TRIX({period})")
    def __init__(self, name: str, period: int) -> None:
        super().__init__(name)
        self._averages = [ExponentialMovingAverage(f"{name}_{place}", period) for place in (1, 2, 3)]
        self._change = RateOfChangePercent(f"{name}_ROCP1", 1)
        self._qc_parts = (*self._averages, self._change)
        self.warm_up_period = 3 * (period - 1) + self._change.warm_up_period

    @property
    def is_ready(self) -> bool:
        return self._change.is_ready

    def _next_value(self, time: datetime, value: Decimal) -> Decimal:
        for average in self._averages:
            average._qc_feed(self._qc_symbol, time, value)
            if not average.is_ready:
                break
            value = average._qc_value
        else:
            self._change._qc_feed(self._qc_symbol, time, value)
        return self._change._qc_value
