"""LeastSquaresMovingAverage: the end of the straight line nearest to the last values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.indicators.base import WindowIndicator
from minilean.indicators.constructors import named
from minilean.indicators.doubles import from_double
from minilean.indicators.identity import Identity

if TYPE_CHECKING:
    from decimal import Decimal


class LeastSquaresMovingAverage(WindowIndicator):
    """LEAN's LSMA (Indicators/LeastSquaresMovingAverage.cs): the input until it is ready."""

    @named("LSMA({period})")
    def __init__(self, name: str, period: int) -> None:
        super().__init__(name, period)
        self._places = [float(place + 1) for place in range(period)]
        self.intercept = Identity(f"{name}_Intercept")
        self.slope = Identity(f"{name}_Slope")
        self._qc_parts = (self.intercept, self.slope)

    def _compute_of_window(self, value: Decimal) -> Decimal:
        if self.samples < self._period:
            return value
        intercept, slope = line_through(self._places, [float(past) for past in reversed(self._values)])
        self.intercept._qc_feed(None, self._qc_seen, from_double(intercept))
        self.slope._qc_feed(None, self._qc_seen, from_double(slope))
        return self.intercept._qc_value + self.slope._qc_value * self._period


def line_through(x: list[float], y: list[float]) -> tuple[float, float]:
    """Intercept and slope of the least squares line."""
    x_mean = y_mean = covariance = variance = 0.0
    for abscissa, ordinate in zip(x, y, strict=True):
        x_mean += abscissa
        y_mean += ordinate
    x_mean /= len(x)
    y_mean /= len(y)
    for abscissa, ordinate in zip(x, y, strict=True):
        difference = abscissa - x_mean
        covariance += difference * (ordinate - y_mean)
        variance += difference * difference
    slope = covariance / variance
    return y_mean - slope * x_mean, slope
