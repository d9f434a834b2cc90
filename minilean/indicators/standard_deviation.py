"""StandardDeviation: the population standard deviation of the last values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.indicators.constructors import named
from minilean.indicators.doubles import square_root
from minilean.indicators.variance import Variance

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal


class StandardDeviation(Variance):
    """LEAN's STD (Indicators/StandardDeviation.cs)."""

    @named("STD({period})")
    def __init__(self, name: str, period: int) -> None:
        super().__init__(name, period)

    def _next_value(self, time: datetime, value: Decimal) -> Decimal:
        return square_root(self._next_variance(value))
