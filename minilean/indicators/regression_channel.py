"""RegressionChannel: a regression line and channels so many standard deviations away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.indicators.base import Indicator
from minilean.indicators.constructors import named
from minilean.indicators.derived_indicator import DerivedIndicator
from minilean.indicators.least_squares_moving_average import LeastSquaresMovingAverage
from minilean.indicators.standard_deviation import StandardDeviation
from minilean.interop.decimals import Number, to_decimal

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal

    from minilean.indicators.identity import Identity


class RegressionChannel(Indicator):
    """LEAN's RC (Indicators/RegressionChannel.cs)."""

    @named("RC({period},{k})")
    def __init__(self, name: str, period: int, k: Number) -> None:
        super().__init__(name)
        self._k = to_decimal(k)
        self._deviation = StandardDeviation(period)
        self.linear_regression = LeastSquaresMovingAverage(f"{name}_LinearRegression", period)
        self.lower_channel = DerivedIndicator(f"{name}_LowerChannel", self._parts_are_ready)
        self.upper_channel = DerivedIndicator(f"{name}_UpperChannel", self._parts_are_ready)
        self._qc_parts = (self._deviation, self.linear_regression, self.lower_channel, self.upper_channel)
        self.warm_up_period = period

    @property
    def intercept(self) -> Identity:
        return self.linear_regression.intercept

    @property
    def slope(self) -> Identity:
        return self.linear_regression.slope

    @property
    def is_ready(self) -> bool:
        return self._parts_are_ready()

    def _parts_are_ready(self) -> bool:
        return self._deviation.is_ready and self.linear_regression.is_ready

    def _next_value(self, time: datetime, value: Decimal) -> Decimal:
        self._deviation._qc_feed(self._qc_symbol, time, value)
        self.linear_regression._qc_feed(self._qc_symbol, time, value)
        line, distance = self.linear_regression._qc_value, self._deviation._qc_value * self._k
        self.lower_channel._derive(time, line - distance)
        self.upper_channel._derive(time, line + distance)
        return line
