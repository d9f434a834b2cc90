"""Vortex: movements up and down as parts of the true range."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.indicators.base import Bar, BarIndicator
from minilean.indicators.constructors import named
from minilean.indicators.derived_indicator import DerivedIndicator
from minilean.indicators.sum import Sum
from minilean.indicators.true_range import TrueRange
from minilean.interop.decimals import ZERO

if TYPE_CHECKING:
    from decimal import Decimal


class Vortex(BarIndicator):
    """LEAN's VTX (Indicators/Vortex.cs): zero until it is ready."""

    @named("VTX({period})")
    def __init__(self, name: str, period: int) -> None:
        super().__init__(name)
        self.warm_up_period = period
        self._range = TrueRange(f"{name}_ATR")
        self._range_sum = Sum("ATR_Sum", period)
        self._plus_sum = Sum("PlusVM_Sum", period)
        self._minus_sum = Sum("MinusVM_Sum", period)
        self.plus_vortex = DerivedIndicator(f"COMPOSE({self._plus_sum.name},ATR_Sum)", self._sums_are_ready)
        self.minus_vortex = DerivedIndicator(f"COMPOSE({self._minus_sum.name},ATR_Sum)", self._sums_are_ready)
        self._qc_parts = (
            self._range,
            self._range_sum,
            self._plus_sum,
            self._minus_sum,
            self.plus_vortex,
            self.minus_vortex,
        )
        self._previous_bar: Bar | None = None

    @property
    def is_ready(self) -> bool:
        return self.samples >= self.warm_up_period

    def _sums_are_ready(self) -> bool:
        return self._plus_sum.is_ready and self._range_sum.is_ready

    def _compute_next_value(self, bar: Bar) -> Decimal:
        time, before = self._qc_seen, self._previous_bar
        self._range._qc_feed_data(bar)
        self._range_sum._qc_feed(self._qc_symbol, time, self._range._qc_value)
        if before is not None:
            self._plus_sum._qc_feed(None, time, abs(bar._high - before._low))
            self._minus_sum._qc_feed(None, time, abs(bar._low - before._high))
            whole = self._range_sum._qc_value
            if whole:
                self.plus_vortex._derive(time, self._plus_sum._qc_value / whole)
                self.minus_vortex._derive(time, self._minus_sum._qc_value / whole)
        self._previous_bar = bar
        if not self.is_ready:
            return ZERO
        return (self.plus_vortex._qc_value + self.minus_vortex._qc_value) / 2

    def reset(self) -> None:
        super().reset()
        self._previous_bar = None
