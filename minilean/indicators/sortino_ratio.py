"""SortinoRatio: the mean return above a target, in downside deviations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.indicators.constructors import named
from minilean.indicators.doubles import from_double
from minilean.indicators.extensions import IndicatorExtensions
from minilean.indicators.sharpe_ratio import SharpeRatio
from minilean.indicators.target_downside_deviation import TargetDownsideDeviation

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal


class SortinoRatio(SharpeRatio):
    """LEAN's SORTINO (Indicators/SortinoRatio.cs): of returns per value, not per year."""

    @named("SORTINO({period},{minimum_acceptable_return})")
    def __init__(self, name: str, period: int, minimum_acceptable_return: float = 0.0) -> None:
        super().__init__(name, period, from_double(minimum_acceptable_return))
        self._downside = TargetDownsideDeviation(period, minimum_acceptable_return)
        self._ratio = IndicatorExtensions.over(self._numerator, self._downside)
        self._qc_parts = (self._downside, self._ratio, self._change)

    def _next_value(self, time: datetime, value: Decimal) -> Decimal:
        self._downside._qc_feed(self._qc_symbol, time, value)
        return super()._next_value(time, value)
