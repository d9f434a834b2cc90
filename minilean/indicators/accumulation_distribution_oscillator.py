"""AccumulationDistributionOscillator: a fast average of the accumulation line above a slow one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.indicators.accumulation_distribution import AccumulationDistribution
from minilean.indicators.base import TradeBarIndicator, VolumeBar
from minilean.indicators.constructors import named
from minilean.indicators.exponential_moving_average import ExponentialMovingAverage
from minilean.interop.decimals import ZERO

if TYPE_CHECKING:
    from decimal import Decimal


class AccumulationDistributionOscillator(TradeBarIndicator):
    """LEAN's ADOSC (Indicators/AccumulationDistributionOscillator.cs): zero until it is ready."""

    @named("ADOSC({fast_period},{slow_period})")
    def __init__(self, name: str, fast_period: int, slow_period: int) -> None:
        super().__init__(name)
        self._line = AccumulationDistribution(f"{name}_AD")
        self._fast = ExponentialMovingAverage(f"{name}_Fast", fast_period)
        self._slow = ExponentialMovingAverage(f"{name}_Slow", slow_period)
        self._qc_parts = (self._line, self._fast, self._slow)
        self.warm_up_period = max(fast_period, slow_period)

    @property
    def is_ready(self) -> bool:
        return self.samples >= self.warm_up_period

    def _compute_next_value(self, bar: VolumeBar) -> Decimal:
        self._line._qc_feed_data(bar)
        self._fast._qc_feed(self._qc_symbol, self._qc_seen, self._line._qc_value)
        self._slow._qc_feed(self._qc_symbol, self._qc_seen, self._line._qc_value)
        return self._fast._qc_value - self._slow._qc_value if self.is_ready else ZERO
