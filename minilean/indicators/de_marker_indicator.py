"""DeMarkerIndicator: rises of the highs against falls of the lows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.enums import MovingAverageType
from minilean.indicators.base import Bar, BarIndicator
from minilean.indicators.constructors import named
from minilean.indicators.moving_average_type import as_indicator
from minilean.interop.decimals import ZERO

if TYPE_CHECKING:
    from decimal import Decimal


class DeMarkerIndicator(BarIndicator):
    """LEAN's DEM (Indicators/DeMarkerIndicator.cs): zero until it is ready."""

    @named("DEM({period},{type})")
    def __init__(self, name: str, period: int, type: MovingAverageType = MovingAverageType.SIMPLE) -> None:
        super().__init__(name)
        self._rises = as_indicator(type, period)
        self._falls = as_indicator(type, period)
        self._qc_parts = (self._rises, self._falls)
        self._last_high = self._last_low = ZERO
        self.warm_up_period = period

    @property
    def is_ready(self) -> bool:
        return self._rises.is_ready and self._falls.is_ready

    def _compute_next_value(self, bar: Bar) -> Decimal:
        later = self.samples > 1
        rise = max(bar._high - self._last_high, ZERO) if later else ZERO
        fall = max(self._last_low - bar._low, ZERO) if later else ZERO
        self._rises._qc_feed(None, self._qc_seen, rise)
        self._falls._qc_feed(None, self._qc_seen, fall)
        self._last_high, self._last_low = bar._high, bar._low
        if not self.is_ready:
            return ZERO
        movement = self._rises._qc_value + self._falls._qc_value
        return self._rises._qc_value / movement if movement > 0 else ZERO

    def reset(self) -> None:
        self._last_high = self._last_low = ZERO
        super().reset()
