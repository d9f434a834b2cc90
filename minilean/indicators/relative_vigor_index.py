"""RelativeVigorIndex: bodies of bars as a part of their ranges, smoothed."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from minilean.enums import MovingAverageType
from minilean.indicators.base import Bar, BarIndicator
from minilean.indicators.constructors import named
from minilean.indicators.division import safe_division
from minilean.indicators.moving_average_type import as_indicator
from minilean.indicators.relative_vigor_index_signal import RelativeVigorIndexSignal, symmetric_average
from minilean.interop.decimals import ZERO

if TYPE_CHECKING:
    from decimal import Decimal


class RelativeVigorIndex(BarIndicator):
    """LEAN's RVI (Indicators/RelativeVigorIndex.cs): zero until it is ready."""

    @named("RVI({period},{type})")
    def __init__(self, name: str, period: int, type: MovingAverageType = MovingAverageType.SIMPLE) -> None:
        super().__init__(name)
        self._bodies_average = as_indicator(type, "_closingBand", period)
        self._ranges_average = as_indicator(type, "_rangeBand", period)
        self.signal = RelativeVigorIndexSignal(f"{name}_S")
        self._qc_parts = (self._bodies_average, self._ranges_average, self.signal)
        self._bodies: deque[Decimal] = deque(maxlen=4)
        self._ranges: deque[Decimal] = deque(maxlen=4)
        self.warm_up_period = period + 3

    @property
    def is_ready(self) -> bool:
        return self._bodies_average.is_ready and self._ranges_average.is_ready

    def _compute_next_value(self, bar: Bar) -> Decimal:
        self._bodies.appendleft(bar._close - bar._open)
        self._ranges.appendleft(bar._high - bar._low)
        if len(self._bodies) < 4:
            return ZERO
        time = self._qc_seen
        self._bodies_average._qc_feed(None, time, symmetric_average(*self._bodies))
        self._ranges_average._qc_feed(None, time, symmetric_average(*self._ranges))
        if not self.is_ready:
            return ZERO
        vigor = safe_division(self._bodies_average._qc_value, self._ranges_average._qc_value)
        self.signal._qc_feed(None, time, vigor)
        return vigor

    def reset(self) -> None:
        super().reset()
        self._bodies.clear()
        self._ranges.clear()
