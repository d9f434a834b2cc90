"""PercentagePriceOscillator: a fast average above a slow one, in percent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.enums import MovingAverageType
from minilean.indicators.absolute_price_oscillator import AbsolutePriceOscillator
from minilean.indicators.constructors import named
from minilean.indicators.division import safe_division

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal


class PercentagePriceOscillator(AbsolutePriceOscillator):
    """LEAN's PPO (Indicators/PercentagePriceOscillator.cs)."""

    @named("PPO({fast_period},{slow_period})")
    def __init__(
        self,
        name: str,
        fast_period: int,
        slow_period: int,
        moving_average_type: MovingAverageType = MovingAverageType.SIMPLE,
    ) -> None:
        super().__init__(name, fast_period, slow_period, moving_average_type)

    def _next_value(self, time: datetime, value: Decimal) -> Decimal:
        super()._next_value(time, value)
        return safe_division(100 * (self.fast._qc_value - self.slow._qc_value), self.slow._qc_value)
