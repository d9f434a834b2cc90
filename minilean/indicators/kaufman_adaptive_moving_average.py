"""KaufmanAdaptiveMovingAverage: fast where the way is straight, slow where it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.indicators.constructors import named
from minilean.indicators.division import fraction
from minilean.indicators.kaufman_efficiency_ratio import KaufmanEfficiencyRatio
from minilean.interop.decimals import ZERO

if TYPE_CHECKING:
    from decimal import Decimal


class KaufmanAdaptiveMovingAverage(KaufmanEfficiencyRatio):
    """LEAN's KAMA (Indicators/KaufmanAdaptiveMovingAverage.cs): the input until it is ready."""

    @named("KAMA({period},{fast_ema_period},{slow_ema_period})")
    def __init__(self, name: str, period: int, fast_ema_period: int = 2, slow_ema_period: int = 30) -> None:
        super().__init__(name, period)
        self._slow_factor = fraction(2, slow_ema_period + 1)
        self._factor_range = fraction(2, fast_ema_period + 1) - self._slow_factor
        self._average = ZERO

    def _compute_of_window(self, value: Decimal) -> Decimal:
        efficiency = self._efficiency(value)
        if self.samples < self._period:
            return value
        if self.samples == self._period:
            self._average = self._values[1]
        factor = efficiency * self._factor_range + self._slow_factor
        self._average = (value - self._average) * (factor * factor) + self._average
        return self._average

    def reset(self) -> None:
        self._average = ZERO
        super().reset()
