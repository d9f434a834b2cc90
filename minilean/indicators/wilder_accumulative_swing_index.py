"""WilderAccumulativeSwingIndex: the sum of all swings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.indicators.base import Bar, TradeBarIndicator
from minilean.indicators.constructors import named
from minilean.indicators.wilder_swing_index import WilderSwingIndex
from minilean.interop.decimals import ZERO, Number

if TYPE_CHECKING:
    from decimal import Decimal


class WilderAccumulativeSwingIndex(TradeBarIndicator):
    """LEAN's ASI (Indicators/WilderAccumulativeSwingIndex.cs)."""

    warm_up_period = 2

    @named("ASI")
    def __init__(self, name: str, limit_move: Number) -> None:
        super().__init__(name)
        self._swing = WilderSwingIndex(limit_move)
        self._qc_parts = (self._swing,)

    @property
    def is_ready(self) -> bool:
        return self.samples > 1

    def _compute_next_value(self, bar: Bar) -> Decimal:
        self._swing._qc_feed_data(bar)
        return self._qc_value + self._swing._qc_value if self._swing.is_ready else ZERO
