"""VolumeWeightedAveragePriceIndicator: the mean price of the last bars, weighted by volume."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.indicators.base import TradeBarIndicator, VolumeBar
from minilean.indicators.constructors import named
from minilean.indicators.division import safe_division
from minilean.indicators.sum import Sum
from minilean.interop.decimals import ZERO

if TYPE_CHECKING:
    from decimal import Decimal


class VolumeWeightedAveragePriceIndicator(TradeBarIndicator):
    """LEAN's VWAP of a period (Indicators/VolumeWeightedAveragePriceIndicator.cs)."""

    @named("VWAP({period})")
    def __init__(self, name: str, period: int) -> None:
        super().__init__(name)
        self._turnover = Sum("Sum_xy", period)
        self._volume = Sum("Sum_y", period)
        self._qc_parts = (self._turnover, self._volume)
        self._average = ZERO
        self.warm_up_period = period

    @property
    def is_ready(self) -> bool:
        return self._turnover.is_ready and self._volume.is_ready

    def _compute_next_value(self, bar: VolumeBar) -> Decimal:
        price = (bar._open + bar._high + bar._low + bar._value) / 4
        self._turnover._qc_feed(None, self._qc_seen, price * bar._volume)
        self._volume._qc_feed(None, self._qc_seen, bar._volume)
        self._average = safe_division(self._turnover._qc_value, self._volume._qc_value, self._average)
        return self._average

    def reset(self) -> None:
        self._average = ZERO
        super().reset()
