"""Sum: the sum of the last values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.indicators.base import WindowIndicator
from minilean.indicators.constructors import named
from minilean.interop.decimals import ZERO

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal


class Sum(WindowIndicator):
    """LEAN's SUM (Indicators/Sum.cs)."""

    @named("SUM({period})")
    def __init__(self, name: str, period: int) -> None:
        super().__init__(name, period)
        self._sum = ZERO

    def _next_value(self, time: datetime, value: Decimal) -> Decimal:
        values = self._values
        self._sum += value
        if len(values) == self._period:
            self._sum -= values.pop()
        values.appendleft(value)
        return self._sum

    def reset(self) -> None:
        self._sum = ZERO
        super().reset()
