"""McGinleyDynamic: an average that speeds up when the price runs away from it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from minilean.errors import ArgumentError
from minilean.indicators.base import WindowIndicator
from minilean.indicators.constructors import named
from minilean.indicators.division import safe_division
from minilean.indicators.doubles import from_double
from minilean.interop.decimals import ZERO

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal


class McGinleyDynamic(WindowIndicator):
    """LEAN's MGD (Indicators/McGinleyDynamic.cs): zero until it is ready, then starts at the mean."""

    @named("MGD({period})")
    def __init__(self, name: str, period: int) -> None:
        if period == 0:
            raise ArgumentError("Period can not be zero")
        super().__init__(name, period)
        self._sum = ZERO

    def _next_value(self, time: datetime, value: Decimal) -> Decimal:
        period, current = self._period, self._qc_value
        if self.samples < period:
            self._sum += value
            return ZERO
        if self.samples == period:
            return (self._sum + value) / period
        if not current or not value:
            return current
        ratio = float(value / current)
        if not ratio:
            return current
        return current + safe_division(value - current, period * from_double(math.pow(ratio, 4)))

    def reset(self) -> None:
        self._sum = ZERO
        super().reset()
