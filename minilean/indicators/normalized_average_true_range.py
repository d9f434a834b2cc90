"""NormalizedAverageTrueRange: the average true range in percent of the price."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.enums import MovingAverageType
from minilean.indicators.average_true_range import AverageTrueRange
from minilean.indicators.base import Bar, BarIndicator
from minilean.indicators.constructors import named
from minilean.indicators.true_range import TrueRange
from minilean.interop.decimals import ZERO

if TYPE_CHECKING:
    from decimal import Decimal


class NormalizedAverageTrueRange(BarIndicator):
    """LEAN's NATR (Indicators/NormalizedAverageTrueRange.cs): a mean at first, then smoothed after Wilder."""

    @named("NATR({period})")
    def __init__(self, name: str, period: int) -> None:
        super().__init__(name)
        self._period = period
        self._true_range = TrueRange(f"{name}_TR")
        self._average = AverageTrueRange(f"{name}_ATR", period, MovingAverageType.SIMPLE)
        self._qc_parts = (self._true_range, self._average)
        self._last_average = ZERO
        self.warm_up_period = period + 1

    @property
    def is_ready(self) -> bool:
        return self.samples > self._period

    def _compute_next_value(self, bar: Bar) -> Decimal:
        period = self._period
        self._true_range._qc_feed_data(bar)
        if self.samples <= period + 1:
            self._average._qc_feed_data(bar)
            self._last_average = self._average._qc_value
        else:
            self._last_average = (self._last_average * (period - 1) + self._true_range._qc_value) / period
        return self._last_average / bar._close * 100 if bar._close else ZERO
