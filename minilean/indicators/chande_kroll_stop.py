"""ChandeKrollStop: stops so many average ranges from the latest extremes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.enums import MovingAverageType
from minilean.indicators.average_true_range import AverageTrueRange
from minilean.indicators.base import Bar, BarIndicator
from minilean.indicators.constructors import named
from minilean.indicators.maximum import Maximum
from minilean.indicators.minimum import Minimum
from minilean.interop.decimals import Number, to_decimal

if TYPE_CHECKING:
    from decimal import Decimal


class ChandeKrollStop(BarIndicator):
    """LEAN's CKS (Indicators/ChandeKrollStop.cs): its own value is the input's."""

    @named("CKS({atr_period},{atr_mult},{period})")
    def __init__(
        self,
        name: str,
        atr_period: int,
        atr_mult: Number,
        period: int,
        moving_average_type: MovingAverageType = MovingAverageType.WILDERS,
    ) -> None:
        super().__init__(name)
        self._factor = to_decimal(atr_mult)
        self._range = AverageTrueRange(atr_period, moving_average_type)
        self._maximum = Maximum(atr_period)
        self._minimum = Minimum(atr_period)
        self.long_stop = Minimum(f"{name}_Long", period)
        self.short_stop = Maximum(f"{name}_Short", period)
        self._qc_parts = (self._range, self._maximum, self._minimum, self.short_stop, self.long_stop)
        self.warm_up_period = atr_period + period - 1

    @property
    def is_ready(self) -> bool:
        return self.samples >= self.warm_up_period

    def _compute_next_value(self, bar: Bar) -> Decimal:
        time = self._qc_seen
        self._range._qc_feed_data(bar)
        distance = self._range._qc_value * self._factor
        self._maximum._qc_feed(None, time, bar._high)
        self._minimum._qc_feed(None, time, bar._low)
        self.short_stop._qc_feed(None, time, self._maximum._qc_value - distance)
        self.long_stop._qc_feed(None, time, self._minimum._qc_value + distance)
        return bar._value
