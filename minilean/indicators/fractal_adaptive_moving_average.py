"""FractalAdaptiveMovingAverage: an exponential average whose factor follows the fractal dimension of the prices."""

from __future__ import annotations

import math
from collections import deque
from typing import TYPE_CHECKING

from minilean.errors import ArgumentError
from minilean.indicators.base import Bar, BarIndicator
from minilean.indicators.constructors import named
from minilean.indicators.doubles import from_double

if TYPE_CHECKING:
    from decimal import Decimal


class FractalAdaptiveMovingAverage(BarIndicator):
    """LEAN's FRAMA (Indicators/FractalAdaptiveMovingAverage.cs): the middle of the bar until it is ready."""

    @named("FRAMA({n},{long_period})")
    def __init__(self, name: str, n: int, long_period: int = 198) -> None:
        if n % 2:
            raise ArgumentError(f"{name}: N must be even, N = {n}")
        super().__init__(name)
        self._count = n
        self._weight = math.log(2 / (1 + long_period))
        self._highs: deque[float] = deque(maxlen=n)
        self._lows: deque[float] = deque(maxlen=n)
        self.warm_up_period = n

    @property
    def is_ready(self) -> bool:
        return self.samples >= self._count

    def _compute_next_value(self, bar: Bar) -> Decimal:
        price = (bar._high + bar._low) / 2
        self._highs.appendleft(float(bar._high))
        self._lows.appendleft(float(bar._low))
        if self.samples <= self._count:
            return price
        alpha = from_double(min(max(math.exp(self._weight * (self._dimension() - 1)), 0.01), 1))
        return alpha * price + (1 - alpha) * self._qc_value

    def _dimension(self) -> float:
        half = self._count // 2
        highs, lows = list(self._highs), list(self._lows)
        newer = (max(highs[:half]) - min(lows[:half])) / half
        older = (max(highs[half:]) - min(lows[half:])) / half
        whole = (max(highs) - min(lows)) / self._count
        if newer + older > 0 and whole > 0:
            return math.log((newer + older) / whole) / math.log(2)
        return 0

    def reset(self) -> None:
        self._highs.clear()
        self._lows.clear()
        super().reset()
