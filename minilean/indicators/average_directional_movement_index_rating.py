"""AverageDirectionalMovementIndexRating: the strength of a trend now and before, averaged."""

from __future__ import annotations

from collections import deque
from decimal import Decimal

from minilean.indicators.average_directional_index import AverageDirectionalIndex
from minilean.indicators.base import Bar, BarIndicator
from minilean.indicators.constructors import named

_FIFTY = Decimal(50)


class AverageDirectionalMovementIndexRating(BarIndicator):
    """LEAN's ADXR (Indicators/AverageDirectionalMovementIndexRating.cs): 50 until it is ready."""

    @named("ADXR({period})")
    def __init__(self, name: str, period: int) -> None:
        super().__init__(name)
        self._period = period
        self.adx = AverageDirectionalIndex(f"{name}_ADX", period)
        self._qc_parts = (self.adx,)
        self._history: deque[Decimal] = deque(maxlen=period)
        self.warm_up_period = period * 3 - 1

    @property
    def is_ready(self) -> bool:
        return len(self._history) == self._period

    def _compute_next_value(self, bar: Bar) -> Decimal:
        self.adx._qc_feed_data(bar)
        if self.adx.is_ready:
            self._history.append(self.adx._qc_value)
        return (self.adx._qc_value + self._history[0]) / 2 if self.is_ready else _FIFTY

    def reset(self) -> None:
        self._history.clear()
        super().reset()
