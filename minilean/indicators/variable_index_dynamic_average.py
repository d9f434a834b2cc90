"""VariableIndexDynamicAverage: an exponential average, faster the more one-sided the movement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.indicators.base import WindowIndicator
from minilean.indicators.chande_momentum_oscillator import ChandeMomentumOscillator
from minilean.indicators.constructors import named
from minilean.indicators.division import fraction
from minilean.interop.decimals import ZERO

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal


class VariableIndexDynamicAverage(WindowIndicator):
    """LEAN's VIDYA (Indicators/VariableIndexDynamicAverage.cs): zero until it is ready."""

    @named("VIDYA({period})")
    def __init__(self, name: str, period: int) -> None:
        super().__init__(name, period)
        self._oscillator = ChandeMomentumOscillator(period)
        self._factor = fraction(2, period + 1)
        self._average = ZERO
        self._qc_parts = (self._oscillator,)

    @property
    def warm_up_period(self) -> int:
        return self._period + 1

    @property
    def is_ready(self) -> bool:
        return self.samples > self._period

    def _next_value(self, time: datetime, value: Decimal) -> Decimal:
        self._oscillator._qc_feed(self._qc_symbol, time, value)
        if self.samples <= self._period:
            self._average = value
            return ZERO
        strength = abs(self._oscillator._qc_value / 100)
        self._average = value * self._factor * strength + self._average * (1 - self._factor * strength)
        return self._average

    def reset(self) -> None:
        self._average = ZERO
        super().reset()
