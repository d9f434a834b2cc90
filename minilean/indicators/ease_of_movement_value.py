"""EaseOfMovementValue: how far the price moves for its volume."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.indicators.base import TradeBarIndicator, VolumeBar
from minilean.indicators.constructors import named
from minilean.indicators.simple_moving_average import SimpleMovingAverage
from minilean.interop.decimals import ZERO

if TYPE_CHECKING:
    from decimal import Decimal


class EaseOfMovementValue(TradeBarIndicator):
    """LEAN's EMV (Indicators/EaseOfMovementValue.cs): bars without volume or range count as zero."""

    @named("EMV({period}, {scale})")
    def __init__(self, name: str, period: int = 1, scale: int = 10000) -> None:
        super().__init__(name)
        self._scale = scale
        self._average = SimpleMovingAverage(period)
        self._qc_parts = (self._average,)
        self._previous_high = self._previous_low = ZERO
        self.warm_up_period = period

    @property
    def is_ready(self) -> bool:
        return self._average.is_ready

    def _compute_next_value(self, bar: VolumeBar) -> Decimal:
        high, low, volume = bar._high, bar._low, bar._volume
        if not self._previous_high and not self._previous_low:
            self._previous_high, self._previous_low = high, low
        ease = ZERO
        if volume and high != low:
            way = (high + low) / 2 - (self._previous_high + self._previous_low) / 2
            ease = way / ((volume / self._scale) / (high - low))
            self._previous_high, self._previous_low = high, low
        self._average._qc_feed(None, self._qc_seen, ease)
        return self._average._qc_value

    def reset(self) -> None:
        self._previous_high = self._previous_low = ZERO
        super().reset()
