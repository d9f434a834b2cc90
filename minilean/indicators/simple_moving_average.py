"""SimpleMovingAverage: the mean of the last values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.indicators.base import WindowIndicator
from minilean.indicators.constructors import named
from minilean.indicators.sum import Sum
from minilean.interop.decimals import ZERO

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal


class SimpleMovingAverage(WindowIndicator):
    """LEAN's SMA (Indicators/SimpleMovingAverage.cs): before it is ready, the mean of what there is."""

    @named("SMA({period})")
    def __init__(self, name: str, period: int) -> None:
        super().__init__(name, period)
        self._sum = ZERO
        self._rolling_sum: Sum | None = None

    @property
    def rolling_sum(self) -> Sum:
        """The sum under the mean, as an indicator from the first time it is asked for."""
        if self._rolling_sum is None:
            self._rolling_sum = Sum(f"{self.name}_Sum", self._period)
            for value in reversed(self._values):
                self._rolling_sum._qc_feed(None, self._qc_seen, value)
        return self._rolling_sum

    def _next_value(self, time: datetime, value: Decimal) -> Decimal:
        values = self._values
        total = self._sum + value
        if len(values) == self._period:
            total -= values.pop()
        values.appendleft(value)
        self._sum = total
        if self._rolling_sum is not None:
            self._rolling_sum._qc_feed(None, time, value)
        return total / len(values)

    def reset(self) -> None:
        self._sum = ZERO
        if self._rolling_sum is not None:
            self._rolling_sum.reset()
        super().reset()
