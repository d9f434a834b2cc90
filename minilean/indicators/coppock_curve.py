"""CoppockCurve: two rates of change, added and smoothed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.indicators.base import Indicator
from minilean.indicators.constructors import named
from minilean.indicators.linear_weighted_moving_average import LinearWeightedMovingAverage
from minilean.indicators.rate_of_change_percent import RateOfChangePercent
from minilean.interop.decimals import ZERO

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal


class CoppockCurve(Indicator):
    """LEAN's CC (Indicators/CoppockCurve.cs): zero until both rates are ready."""

    @named("CC({short_roc_period},{long_roc_period},{lwma_period})")
    def __init__(self, name: str, short_roc_period: int = 11, long_roc_period: int = 14, lwma_period: int = 10) -> None:
        super().__init__(name)
        self._short = RateOfChangePercent(short_roc_period)
        self._long = RateOfChangePercent(long_roc_period)
        self._average = LinearWeightedMovingAverage(lwma_period)
        self._qc_parts = (self._short, self._long, self._average)
        self.warm_up_period = max(short_roc_period, long_roc_period) + lwma_period

    @property
    def is_ready(self) -> bool:
        return self._average.is_ready

    def _next_value(self, time: datetime, value: Decimal) -> Decimal:
        self._short._qc_feed(self._qc_symbol, time, value)
        self._long._qc_feed(self._qc_symbol, time, value)
        if not (self._long.is_ready and self._short.is_ready):
            return ZERO
        self._average._qc_feed(None, time, self._short._qc_value + self._long._qc_value)
        return self._average._qc_value
