"""AugenPriceSpike: the latest change in standard deviations of earlier ones."""

from __future__ import annotations

import math
from collections import deque
from typing import TYPE_CHECKING

from minilean.errors import ArgumentError
from minilean.indicators.base import Indicator
from minilean.indicators.constructors import named
from minilean.indicators.division import safe_division
from minilean.indicators.doubles import from_double
from minilean.indicators.standard_deviation import StandardDeviation
from minilean.interop.decimals import ZERO

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal


class AugenPriceSpike(Indicator):
    """LEAN's APS (Indicators/AugenPriceSpike.cs): zero until it is ready."""

    @named("APS({period})")
    def __init__(self, name: str, period: int = 3) -> None:
        if period < 3:
            raise ArgumentError("AugenPriceSpike Indicator must have a period of at least 3")
        super().__init__(name)
        self._deviation = StandardDeviation(period)
        self._qc_parts = (self._deviation,)
        self._recent: deque[Decimal] = deque(maxlen=3)
        self.warm_up_period = period + 2

    @property
    def is_ready(self) -> bool:
        return len(self._recent) == 3 and self._deviation.is_ready

    def _next_value(self, time: datetime, value: Decimal) -> Decimal:
        self._recent.appendleft(value)
        if len(self._recent) < 3:
            return ZERO
        before, earlier = self._recent[1], self._recent[2]
        change = math.log(float(before) / float(earlier)) if before and earlier else 0.0
        self._deviation._qc_feed(None, time, from_double(change))
        if not self._deviation.is_ready:
            return ZERO
        return safe_division(value - before, self._deviation._qc_value * before)

    def reset(self) -> None:
        self._recent.clear()
        super().reset()
