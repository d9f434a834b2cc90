"""KaufmanEfficiencyRatio: the way made as a part of the way gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.indicators.base import WindowIndicator
from minilean.indicators.constructors import named
from minilean.interop.decimals import ONE, ZERO

if TYPE_CHECKING:
    from decimal import Decimal


class KaufmanEfficiencyRatio(WindowIndicator):
    """LEAN's KER (Indicators/KaufmanEfficiencyRatio.cs): its window is one longer than asked for."""

    @named("KER({period})")
    def __init__(self, name: str, period: int) -> None:
        super().__init__(name, period + 1)
        self._way_gone = ZERO
        self._trailing = ZERO

    def _compute_of_window(self, value: Decimal) -> Decimal:
        return self._efficiency(value)

    def _efficiency(self, value: Decimal) -> Decimal:
        values, samples, period = self._values, self.samples, self._period
        if samples > period:
            self._way_gone -= abs(self._trailing - values[-1])
        if samples > 1:
            self._way_gone += abs(value - values[1])
        if samples < period:
            return value
        way_made = value - values[-1]
        self._trailing = values[-1]
        if self._way_gone <= way_made or not self._way_gone:
            return ONE
        return abs(way_made / self._way_gone)

    def reset(self) -> None:
        self._way_gone = self._trailing = ZERO
        super().reset()
