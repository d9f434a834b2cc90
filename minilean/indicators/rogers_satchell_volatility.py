"""RogersSatchellVolatility: volatility from all four prices of the bars."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from minilean.indicators.base import Bar, BarIndicator
from minilean.indicators.constructors import named
from minilean.indicators.doubles import from_double
from minilean.indicators.sum import Sum
from minilean.interop.decimals import ZERO

if TYPE_CHECKING:
    from decimal import Decimal


class RogersSatchellVolatility(BarIndicator):
    """LEAN's RSV (Indicators/RogersSatchellVolatility.cs): zero until it is ready."""

    @named("RSV({period})")
    def __init__(self, name: str, period: int) -> None:
        super().__init__(name)
        self._sum = Sum(f"{name}_Sum", period)
        self._qc_parts = (self._sum,)
        self.warm_up_period = period

    @property
    def is_ready(self) -> bool:
        return self.samples >= self.warm_up_period

    def _compute_next_value(self, bar: Bar) -> Decimal:
        start, high, low, end = (float(price) for price in (bar._open, bar._high, bar._low, bar._close))
        if not (start and high and low and end):
            return ZERO
        upper = math.log(high / end) * math.log(high / start)
        lower = math.log(low / end) * math.log(low / start)
        self._sum._qc_feed(None, self._qc_seen, from_double(upper + lower))
        if not self.is_ready:
            return ZERO
        return from_double(math.sqrt(float(self._sum._qc_value) / self.warm_up_period))
