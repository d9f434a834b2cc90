"""ValueAtRisk: the return that is undercut only so rarely, if returns are normal."""

from __future__ import annotations

import math
import statistics
from collections import deque
from typing import TYPE_CHECKING

from minilean.errors import ArgumentError
from minilean.indicators.base import WindowIndicator
from minilean.indicators.constructors import named
from minilean.indicators.doubles import from_double
from minilean.indicators.rate_of_change import RateOfChange
from minilean.indicators.streaming_statistics import variance
from minilean.interop.decimals import ZERO

if TYPE_CHECKING:
    from decimal import Decimal


class ValueAtRisk(WindowIndicator):
    """LEAN's VAR of returns (Indicators/ValueAtRisk.cs)."""

    @named("VaR({period}, {confidence_level})")
    def __init__(self, name: str, period: int, confidence_level: float) -> None:
        if period < 3:
            raise ArgumentError(f"Period parameter for ValueAtRisk indicator must be greater than 2 but was {period}")
        super().__init__(name, period)
        self._confidence = float(confidence_level)
        self._change = RateOfChange(1)
        self._qc_parts = (self._change,)
        self._returns: deque[float] = deque(maxlen=period)

    def _compute_of_window(self, value: Decimal) -> Decimal:
        self._change._qc_feed(self._qc_symbol, self._qc_seen, value)
        self._returns.appendleft(float(self._change._qc_value))
        if len(self._returns) < 2:
            return ZERO
        mean = 0.0
        for count, past in enumerate(self._returns, 1):
            mean += (past - mean) / count
        deviation = math.sqrt(variance(self._returns))
        return from_double(mean + deviation * statistics.NormalDist().inv_cdf(1 - self._confidence))

    def reset(self) -> None:
        self._returns.clear()
        super().reset()
