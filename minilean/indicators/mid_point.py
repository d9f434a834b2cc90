"""MidPoint: the middle between the largest and the smallest of the last values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.indicators.base import Indicator
from minilean.indicators.constructors import named
from minilean.indicators.maximum import Maximum
from minilean.indicators.minimum import Minimum

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal


class MidPoint(Indicator):
    """LEAN's MIDPOINT (Indicators/MidPoint.cs)."""

    @named("MIDPOINT({period})")
    def __init__(self, name: str, period: int) -> None:
        super().__init__(name)
        self._maximum = Maximum(period)
        self._minimum = Minimum(period)
        self._qc_parts = (self._maximum, self._minimum)
        self.warm_up_period = period

    @property
    def is_ready(self) -> bool:
        return self.samples >= self.warm_up_period

    def _next_value(self, time: datetime, value: Decimal) -> Decimal:
        self._maximum._qc_feed(self._qc_symbol, time, value)
        self._minimum._qc_feed(self._qc_symbol, time, value)
        return (self._maximum._qc_value + self._minimum._qc_value) / 2
