"""AutoRegressiveIntegratedMovingAverage: the next value after the last ones, their changes and their surprises."""

from __future__ import annotations

import logging
import math
from collections import deque
from typing import TYPE_CHECKING

from minilean.errors import ArgumentError
from minilean.indicators.base import Indicator
from minilean.indicators.constructors import named
from minilean.indicators.doubles import from_double
from minilean.indicators.normal_equations import NotPositiveDefinite, fit
from minilean.indicators.time_series import difference_series, inverse_differenced_series, lagged_series
from minilean.interop.decimals import ZERO

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal

_log = logging.getLogger(__name__)


class AutoRegressiveIntegratedMovingAverage(Indicator):
    """LEAN's ARIMA (Indicators/AutoRegressiveIntegratedMovingAverage.cs): zero until it is ready.

    ``handle_exceptions`` takes coefficients of zero where the equations have no solution; otherwise that is raised.
    """

    @named("ARIMA(({ar_order}, {diff_order}, {ma_order}), {period}, {intercept})")
    def __init__(
        self, name: str, ar_order: int, diff_order: int, ma_order: int, period: int, intercept: bool = True
    ) -> None:
        if ar_order < 0 or ma_order < 0:
            raise ArgumentError("AR/MA orders cannot be negative.")
        if ar_order == 0:
            raise ArgumentError("arOrder (p) must be greater than zero for all currently available fitting methods.")
        if period < max(ar_order, ma_order):
            raise ArgumentError("Period must exceed both arOrder and maOrder")
        super().__init__(name)
        self._ar_order, self._diff_order, self._ma_order = ar_order, diff_order, ma_order
        self._with_intercept = intercept
        self._values: deque[float] = deque(maxlen=period)
        self._residuals: list[float] = []
        self._complained = False
        self.handle_exceptions = True
        self.ar_parameters: list[float] = []
        self.ma_parameters: list[float] = []
        self.intercept = self.ar_residual_error = self.ma_residual_error = 0.0
        self.warm_up_period = period

    @property
    def is_ready(self) -> bool:
        return len(self._values) == self.warm_up_period

    def _next_value(self, time: datetime, value: Decimal) -> Decimal:
        self._values.appendleft(float(value))
        if not self.is_ready:
            return ZERO
        series, heads = difference_series(self._diff_order, list(self._values))
        self._fit(series)
        forecast = 0.0
        for place, parameter in enumerate(self.ar_parameters[: self._ar_order]):
            forecast += parameter * series[place]
        for place in range(self._ma_order):
            forecast += self.ma_parameters[place] * self._residuals[self._ma_order + place + 1]
        forecast += self.intercept
        if self._diff_order > 0:
            forecast = inverse_differenced_series([forecast, *series], heads)[0]
        return from_double(forecast)

    def _fit(self, series: list[float]) -> None:
        """Fits the values on earlier ones, then on earlier ones and on what the first fit missed."""
        order = self._ar_order
        lags = lagged_series(order, series)
        parameters = self._solve(lags, series[order:], order, intercept=False)
        missed = [value - _product(lag, parameters) for value, lag in zip(series[order:], lags, strict=True)]
        self._residuals = [0.0] * order + missed
        self.ar_residual_error = _squares(missed) / (len(series) - order - 1)
        if self._ma_order == 0:
            self.ar_parameters = parameters
        else:
            self._fit_residuals(lags, series)

    def _fit_residuals(self, lags: list[list[float]], series: list[float]) -> None:
        order, errors = self._ma_order, lagged_series(self._ma_order, self._residuals)
        rows = [lags[place] + error for place, error in enumerate(errors)]
        parameters = self._solve(rows, series[order:], len(rows[0]), intercept=self._with_intercept)
        if self._with_intercept:
            self.intercept, *parameters = parameters
        missed = [value - _product(row, parameters) for value, row in zip(series[order:], rows, strict=True)]
        self.ma_residual_error = _squares(missed) / (len(series) - max(self._ar_order, order) - 1)
        self.ar_parameters = parameters[: self._ar_order]
        self.ma_parameters = parameters[self._ar_order :]

    def _solve(self, rows: list[list[float]], targets: list[float], width: int, *, intercept: bool) -> list[float]:
        try:
            return fit(rows, targets, intercept=intercept)
        except NotPositiveDefinite as fault:
            if not self.handle_exceptions:
                raise
            if not self._complained:
                self._complained = True
                _log.error("%s: %s", self.name, fault)
            return [0.0] * (width + intercept)

    def reset(self) -> None:
        super().reset()
        self._values.clear()


def _product(first: list[float], second: list[float]) -> float:
    return sum(one * other for one, other in zip(first, second, strict=True))


def _squares(numbers: list[float]) -> float:
    return sum(math.pow(number, 2) for number in numbers)
