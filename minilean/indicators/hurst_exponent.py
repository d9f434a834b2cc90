"""HurstExponent: whether prices tend to return or to run on."""

from __future__ import annotations

import math
from collections import deque
from typing import TYPE_CHECKING

from minilean.errors import ArgumentError
from minilean.indicators.base import Indicator
from minilean.indicators.constructors import named
from minilean.indicators.doubles import from_double
from minilean.interop.decimals import ZERO

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal


class HurstExponent(Indicator):
    """LEAN's HE (Indicators/HurstExponent.cs): zero until it is ready; a half is a random walk."""

    @named("HE({period},{max_lag})")
    def __init__(self, name: str, period: int, max_lag: int = 20) -> None:
        if max_lag < 3:
            raise ArgumentError("The maxLag parameter must be greater than 2 to compute the Hurst Exponent.")
        super().__init__(name)
        self._prices: deque[Decimal] = deque(maxlen=period)
        self._logs = {lag: from_double(math.log(lag)) for lag in range(2, max_lag + 1)}
        self._sum = sum(self._logs.values(), ZERO)
        self._sum_of_squares = sum((log * log for log in self._logs.values()), ZERO)
        self.warm_up_period = period

    @property
    def is_ready(self) -> bool:
        return len(self._prices) == self.warm_up_period

    def _next_value(self, time: datetime, value: Decimal) -> Decimal:
        self._prices.appendleft(value)
        if not self.is_ready:
            return ZERO
        prices, total, products = list(self._prices), ZERO, ZERO
        for lag, log in self._logs.items():
            deviation = _deviation([earlier - later for later, earlier in zip(prices, prices[lag:], strict=False)])
            spread = from_double(math.log(deviation)) if deviation else ZERO
            total += spread
            products += log * spread
        count = len(self._logs)
        return (count * products - self._sum * total) / (count * self._sum_of_squares - self._sum * self._sum)

    def reset(self) -> None:
        self._prices.clear()
        super().reset()


def _deviation(changes: list[Decimal]) -> float:
    """The population standard deviation."""
    if not changes:
        return 0.0
    mean = sum(changes, ZERO) / len(changes)
    squares = sum((change * change for change in changes), ZERO)
    return math.sqrt(squares / len(changes) - mean * mean)
