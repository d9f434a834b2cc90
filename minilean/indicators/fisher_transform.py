"""FisherTransform: prices in their recent range, made to look normally distributed."""

from __future__ import annotations

import math
from decimal import Decimal

from minilean.indicators.base import Bar, BarIndicator
from minilean.indicators.constructors import named
from minilean.indicators.doubles import from_double
from minilean.indicators.maximum import Maximum
from minilean.indicators.minimum import Minimum
from minilean.interop.decimals import ZERO

_ALPHA = 0.33
_HALF = Decimal("0.5")


class FisherTransform(BarIndicator):
    """LEAN's FISH (Indicators/FisherTransform.cs): zero until it is ready."""

    @named("FISH({period})")
    def __init__(self, name: str, period: int) -> None:
        super().__init__(name)
        self._maximum = Maximum("MedianMax", period)
        self._minimum = Minimum("MedianMin", period)
        self._qc_parts = (self._maximum, self._minimum)
        self._previous_place = 0.0
        self.warm_up_period = period

    @property
    def is_ready(self) -> bool:
        return self._maximum.is_ready and self._minimum.is_ready

    def _compute_next_value(self, bar: Bar) -> Decimal:
        price = (bar._low + bar._high) / 2
        self._minimum._qc_feed(None, self._qc_seen, price)
        self._maximum._qc_feed(None, self._qc_seen, price)
        if not self.is_ready:
            return ZERO
        lowest, highest = self._minimum._qc_value, self._maximum._qc_value
        place = transformed = 0.0
        if lowest != highest:
            share = float((price - lowest) / (highest - lowest)) - 0.5
            place = _ALPHA * 2 * share + (1 - _ALPHA) * self._previous_place
            bounded = max(min(place, 0.999), -0.999)
            transformed = 0.5 * math.log((1.0 + bounded) / (1.0 - bounded))
        self._previous_place = place
        return from_double(transformed) + _HALF * self._qc_value

    def reset(self) -> None:
        self._previous_place = 0.0
        super().reset()
