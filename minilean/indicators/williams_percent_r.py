"""WilliamsPercentR: where the close is in the range of the last bars, from 0 at its top to -100."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.indicators.base import Bar, BarIndicator
from minilean.indicators.constructors import named
from minilean.indicators.division import safe_division
from minilean.indicators.maximum import Maximum
from minilean.indicators.minimum import Minimum
from minilean.interop.decimals import ZERO

if TYPE_CHECKING:
    from decimal import Decimal


class WilliamsPercentR(BarIndicator):
    """LEAN's WILR (Indicators/WilliamsPercentR.cs): zero until it is ready."""

    @named("WILR({period})")
    def __init__(self, name: str, period: int) -> None:
        super().__init__(name)
        self.maximum = Maximum(f"{name}_Max", period)
        self.minimum = Minimum(f"{name}_Min", period)
        self._qc_parts = (self.maximum, self.minimum)
        self.warm_up_period = period

    @property
    def is_ready(self) -> bool:
        return self.maximum.is_ready and self.minimum.is_ready

    def _compute_next_value(self, bar: Bar) -> Decimal:
        self.minimum._qc_feed(None, self._qc_seen, bar._low)
        self.maximum._qc_feed(None, self._qc_seen, bar._high)
        if not self.is_ready:
            return ZERO
        top = self.maximum._qc_value
        return safe_division(-100 * (top - bar._close), top - self.minimum._qc_value)
