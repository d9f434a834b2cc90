"""SharpeRatio: the mean return above the risk-free rate, in standard deviations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minilean.indicators.base import Indicator
from minilean.indicators.constructors import named
from minilean.indicators.extensions import IndicatorExtensions
from minilean.indicators.identity import Identity
from minilean.indicators.rate_of_change import RateOfChange
from minilean.indicators.risk_free_rate import rate_of
from minilean.indicators.standard_deviation import StandardDeviation
from minilean.interop.decimals import ZERO

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal


class SharpeRatio(Indicator):
    """LEAN's SR (Indicators/SharpeRatio.cs): of returns per value, not per year."""

    @named("SR({period},{risk_free_rate})")
    def __init__(self, name: str, period: int, risk_free_rate: Any = ZERO) -> None:
        """``risk_free_rate`` is a number or a risk-free interest rate model."""
        super().__init__(name)
        self._period = period
        self._rate_of = rate_of(risk_free_rate)
        self._change = RateOfChange(1)
        self._risk_free = Identity(f"{name}_RiskFreeRate")
        extend = IndicatorExtensions
        self._numerator = extend.minus(extend.sma(self._change, period), self._risk_free)
        deviation = StandardDeviation(period)
        extend.of(deviation, self._change)
        self._ratio = extend.over(self._numerator, deviation)
        self._qc_parts = (self._ratio, self._change)
        self.warm_up_period = self._change.warm_up_period + period

    @property
    def is_ready(self) -> bool:
        return self._ratio.samples > self._period

    def _next_value(self, time: datetime, value: Decimal) -> Decimal:
        self._risk_free._qc_feed(None, time, self._rate_of(time))
        self._change._qc_feed(self._qc_symbol, time, value)
        return self._ratio._qc_value
