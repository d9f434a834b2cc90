"""TrueStrengthIndex: changes averaged twice, as a part of their sizes averaged twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.enums import MovingAverageType
from minilean.indicators.base import Indicator
from minilean.indicators.constructors import named
from minilean.indicators.exponential_moving_average import ExponentialMovingAverage
from minilean.indicators.moving_average_type import as_indicator
from minilean.interop.decimals import ZERO

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal


class TrueStrengthIndex(Indicator):
    """LEAN's TSI (Indicators/TrueStrengthIndex.cs)."""

    @named("TSI({long_term_period},{short_term_period},{signal_period})")
    def __init__(
        self,
        name: str,
        long_term_period: int = 25,
        short_term_period: int = 13,
        signal_period: int = 7,
        signal_type: MovingAverageType = MovingAverageType.EXPONENTIAL,
    ) -> None:
        super().__init__(name)
        self._change = ExponentialMovingAverage(f"{name}_PC_EMA", long_term_period)
        self._size = ExponentialMovingAverage(f"{name}_APC_EMA", long_term_period)
        self._smooth_change = ExponentialMovingAverage(f"{name}_PC_EMA_EMA", short_term_period)
        self._smooth_size = ExponentialMovingAverage(f"{name}_APC_EMA_EMA", short_term_period)
        self.signal = as_indicator(signal_type, f"{name}_Signal", signal_period)
        self._qc_parts = (self._change, self._size, self._smooth_change, self._smooth_size, self.signal)
        self._previous_value = self._strength = ZERO
        self.warm_up_period = long_term_period + short_term_period

    @property
    def is_ready(self) -> bool:
        return self.samples >= self.warm_up_period

    def _next_value(self, time: datetime, value: Decimal) -> Decimal:
        change = value - self._previous_value
        self._previous_value = value
        if self.samples == 1:
            return ZERO
        for first, second, size in (
            (self._change, self._smooth_change, change),
            (self._size, self._smooth_size, abs(change)),
        ):
            first._qc_feed(None, time, size)
            if first.is_ready:
                second._qc_feed(None, time, first._qc_value)
        if self._smooth_size._qc_value:
            self._strength = self._smooth_change._qc_value / self._smooth_size._qc_value * 100
            if self._smooth_size.is_ready:
                self.signal._qc_feed(None, time, self._strength)
        return self._strength

    def reset(self) -> None:
        self._previous_value = self._strength = ZERO
        super().reset()
