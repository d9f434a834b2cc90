"""TrueRange: a bar's range, including the gap from the close before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.indicators.base import Bar, BarIndicator
from minilean.interop.decimals import ZERO

if TYPE_CHECKING:
    from decimal import Decimal


class TrueRange(BarIndicator):
    """LEAN's TR (Indicators/TrueRange.cs)."""

    warm_up_period = 2

    def __init__(self, name: str = "TR") -> None:
        super().__init__(name)
        self._previous_close = ZERO

    @property
    def is_ready(self) -> bool:
        return self.samples > 1

    def _compute_next_value(self, bar: Bar) -> Decimal:
        high, low, before = bar._high, bar._low, self._previous_close
        self._previous_close = bar._close
        if self.samples <= 1:
            return high - low
        return max(high - low, abs(before - high), abs(before - low))
