"""ArnaudLegouxMovingAverage: weights after a bell curve placed towards the newest values."""

from __future__ import annotations

import math
from decimal import Decimal

from minilean.errors import ArgumentError
from minilean.indicators.base import WindowIndicator
from minilean.indicators.constructors import named
from minilean.indicators.doubles import from_double
from minilean.interop.decimals import ZERO, Number, floor, to_decimal


class ArnaudLegouxMovingAverage(WindowIndicator):
    """LEAN's ALMA (Indicators/ArnaudLegouxMovingAverage.cs): the input until it is ready."""

    @named("ALMA({period},{sigma},{offset})")
    def __init__(self, name: str, period: int, sigma: int = 6, offset: Number = Decimal("0.85")) -> None:
        exact_offset = to_decimal(offset)
        if not 0 <= exact_offset <= 1:
            raise ArgumentError(f"Offset parameter range is [0,1]. Value: {offset}")
        super().__init__(name, period)
        center = floor(exact_offset * (period - 1))
        width = Decimal(period) / sigma
        bell = [math.exp(-(i - center) * (i - center) / (2 * width * width)) for i in range(period)]
        total = sum(bell)
        self._weights = [from_double(height / total) for height in reversed(bell)]

    def _compute_of_window(self, value: Decimal) -> Decimal:
        if self.samples < self._period:
            return value
        return sum((past * weight for past, weight in zip(self._values, self._weights, strict=True)), ZERO)
