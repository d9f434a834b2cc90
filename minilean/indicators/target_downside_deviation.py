"""TargetDownsideDeviation: how far returns fell short of a target."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from minilean.indicators.base import Indicator
from minilean.indicators.constructors import named
from minilean.indicators.doubles import from_double
from minilean.indicators.rate_of_change import RateOfChange

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal


class TargetDownsideDeviation(Indicator):
    """LEAN's TDD (Indicators/TargetDownsideDeviation.cs); the target is a return per value, not per year."""

    @named("TDD({period},{minimum_acceptable_return})")
    def __init__(self, name: str, period: int, minimum_acceptable_return: float = 0.0) -> None:
        super().__init__(name)
        self._target = float(minimum_acceptable_return)
        self._change = RateOfChange(1)
        self._change.window.size = period
        self._qc_parts = (self._change,)
        self.warm_up_period = period + 1

    @property
    def is_ready(self) -> bool:
        return self.samples >= self.warm_up_period

    def _next_value(self, time: datetime, value: Decimal) -> Decimal:
        self._change._qc_feed(self._qc_symbol, time, value)
        changes = self._change.window._exact_values()
        # the zero at the beginning of time stays in the window until it is pushed out, as in LEAN
        squares = [math.pow(min(0.0, float(change) - self._target), 2) for change in changes]
        return from_double(math.sqrt(sum(squares) / len(squares)))
