"""TimeSeriesForecast: the next value on the straight line nearest to the last ones."""

from __future__ import annotations

from decimal import Decimal

from minilean.errors import ArgumentError
from minilean.indicators.base import WindowIndicator
from minilean.indicators.constructors import named
from minilean.indicators.division import fraction
from minilean.interop.decimals import ZERO


class TimeSeriesForecast(WindowIndicator):
    """LEAN's TSF (Indicators/TimeSeriesForecast.cs): zero until it is ready."""

    @named("TSF{period})")
    def __init__(self, name: str, period: int) -> None:
        if period < 2:
            raise ArgumentError("RollingWindow must have size of at least 2.")
        super().__init__(name, period)
        places = range(1, period + 1)
        self._sum_of_places = Decimal(sum(places))
        squares = Decimal(sum(place * place for place in places))
        self._inverse = fraction(1, period * squares - self._sum_of_places * self._sum_of_places)

    def _compute_of_window(self, value: Decimal) -> Decimal:
        period = self._period
        if self.samples < period:
            return ZERO
        total = weighted = ZERO
        for place, past in enumerate(reversed(self._values), 1):
            weighted += past * place
            total += past
        slope = (period * weighted - self._sum_of_places * total) * self._inverse
        intercept = (total - slope * self._sum_of_places) * fraction(1, period)
        return intercept + slope * (period + 1)
