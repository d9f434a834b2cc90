"""ChoppinessIndex: the way gone against the range it was gone in."""

from __future__ import annotations

import math
from collections import deque
from decimal import Decimal

from minilean.indicators.base import Bar, BarIndicator
from minilean.indicators.constructors import named
from minilean.indicators.doubles import from_double
from minilean.indicators.true_range import TrueRange
from minilean.interop.decimals import ZERO

_HUNDRED = Decimal(100)


class ChoppinessIndex(BarIndicator):
    """LEAN's CHOP (Indicators/ChoppinessIndex.cs): zero until it is ready, 100 where there is no range."""

    @named("CHOP({period})")
    def __init__(self, name: str, period: int) -> None:
        super().__init__(name)
        self._true_range = TrueRange()
        self._qc_parts = (self._true_range,)
        self._ranges: deque[Decimal] = deque(maxlen=period)
        self._highs: deque[Decimal] = deque(maxlen=period)
        self._lows: deque[Decimal] = deque(maxlen=period)
        self.warm_up_period = period

    @property
    def is_ready(self) -> bool:
        return self.samples >= self.warm_up_period

    def _compute_next_value(self, bar: Bar) -> Decimal:
        self._true_range._qc_feed_data(bar)
        self._highs.append(bar._high)
        self._lows.append(bar._low)
        self._ranges.append(self._true_range._qc_value)
        if not self.is_ready:
            return ZERO
        size = max(self._highs) - min(self._lows)
        if not size:
            return _HUNDRED
        way = float(sum(self._ranges, ZERO))
        return from_double(100.0 * math.log10(way / float(size)) / math.log10(self.warm_up_period))

    def reset(self) -> None:
        for past in (self._ranges, self._highs, self._lows):
            past.clear()
        super().reset()
