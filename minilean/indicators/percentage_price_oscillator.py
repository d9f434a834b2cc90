"""PercentagePriceOscillator: a fast average above a slow one, in percent."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from minilean.enums import MovingAverageType
from minilean.indicators.absolute_price_oscillator import AbsolutePriceOscillator
from minilean.indicators.constructors import named
from minilean.indicators.division import safe_division


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

    def _compute_next_value(self, time: datetime, value: Decimal) -> Decimal:
        return safe_division(100 * super()._compute_next_value(time, value), self.slow._qc_value)
