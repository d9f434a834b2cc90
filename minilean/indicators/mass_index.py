"""MassIndex: how much the ranges of bars widen."""

from __future__ import annotations

from decimal import Decimal

from minilean.indicators.base import Bar, TradeBarIndicator
from minilean.indicators.constructors import named
from minilean.indicators.division import safe_division
from minilean.indicators.exponential_moving_average import ExponentialMovingAverage
from minilean.indicators.sum import Sum


class MassIndex(TradeBarIndicator):
    """LEAN's MASS (Indicators/MassIndex.cs): its sum period until it is ready."""

    @named("MASS({ema_period},{sum_period})")
    def __init__(self, name: str, ema_period: int = 9, sum_period: int = 25) -> None:
        super().__init__(name)
        self._smooth = ExponentialMovingAverage(ema_period)
        self._smoother = ExponentialMovingAverage(ema_period)
        self._sum = Sum(sum_period)
        self._qc_parts = (self._smooth, self._smoother, self._sum)
        self.warm_up_period = 2 * (ema_period - 1) + sum_period

    @property
    def is_ready(self) -> bool:
        return self._sum.is_ready

    def _compute_next_value(self, bar: Bar) -> Decimal:
        time = self._qc_seen
        self._smooth._qc_feed(None, time, bar._high - bar._low)
        if self._smooth.is_ready:
            self._smoother._qc_feed(None, time, self._smooth._qc_value)
        if self._smoother.is_ready:
            self._sum._qc_feed(None, time, safe_division(self._smooth._qc_value, self._smoother._qc_value))
        return self._sum._qc_value if self._sum.is_ready else Decimal(self._sum.period)
