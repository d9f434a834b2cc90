"""MidPrice: the middle between the highest high and the lowest low."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.indicators.base import Bar, BarIndicator
from minilean.indicators.constructors import named
from minilean.indicators.maximum import Maximum
from minilean.indicators.minimum import Minimum

if TYPE_CHECKING:
    from decimal import Decimal


class MidPrice(BarIndicator):
    """LEAN's MIDPRICE (Indicators/MidPrice.cs)."""

    @named("MIDPRICE({period})")
    def __init__(self, name: str, period: int) -> None:
        super().__init__(name)
        self._maximum = Maximum(period)
        self._minimum = Minimum(period)
        self._qc_parts = (self._maximum, self._minimum)
        self.warm_up_period = period

    @property
    def is_ready(self) -> bool:
        return self.samples >= self.warm_up_period

    def _compute_next_value(self, bar: Bar) -> Decimal:
        self._maximum._qc_feed(None, self._qc_seen, bar._high)
        self._minimum._qc_feed(None, self._qc_seen, bar._low)
        return (self._maximum._qc_value + self._minimum._qc_value) / 2
