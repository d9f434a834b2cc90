"""ForceIndex: changes of the price times volume, smoothed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.enums import MovingAverageType
from minilean.indicators.base import TradeBarIndicator, VolumeBar
from minilean.indicators.constructors import csharp_text, named
from minilean.indicators.moving_average_type import as_indicator
from minilean.interop.decimals import ZERO

if TYPE_CHECKING:
    from decimal import Decimal


class ForceIndex(TradeBarIndicator):
    """LEAN's FI (Indicators/ForceIndex.cs)."""

    @named("FI({period})")
    def __init__(
        self, name: str, period: int, moving_average_type: MovingAverageType = MovingAverageType.EXPONENTIAL
    ) -> None:
        super().__init__(name)
        self._smoother = as_indicator(moving_average_type, f"{name}_{csharp_text(moving_average_type)}", period)
        self._qc_parts = (self._smoother,)
        self._previous_close = ZERO
        self.warm_up_period = period + 1

    @property
    def is_ready(self) -> bool:
        return self._smoother.is_ready

    def _compute_next_value(self, bar: VolumeBar) -> Decimal:
        change = bar._close - self._previous_close
        self._previous_close = bar._close
        if self.samples < 2:
            return ZERO
        self._smoother._qc_feed(None, self._qc_seen, change * bar._volume)
        return self._smoother._qc_value
