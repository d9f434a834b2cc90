"""VolumeWeightedMovingAverage: the mean close of the last bars, weighted by volume."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.indicators.base import TradeBarIndicator, VolumeBar
from minilean.indicators.constructors import named
from minilean.indicators.division import safe_division
from minilean.indicators.sum import Sum

if TYPE_CHECKING:
    from decimal import Decimal


class VolumeWeightedMovingAverage(TradeBarIndicator):
    """LEAN's VWMA (Indicators/VolumeWeightedMovingAverage.cs): the close where there is no volume."""

    @named("VWMA({period})")
    def __init__(self, name: str, period: int) -> None:
        super().__init__(name)
        self._turnover = Sum(f"{name}_SumPxV", period)
        self._volume = Sum(f"{name}_SumVolume", period)
        self._qc_parts = (self._turnover, self._volume)
        self.warm_up_period = period

    @property
    def is_ready(self) -> bool:
        return self._turnover.is_ready and self._volume.is_ready

    def _compute_next_value(self, bar: VolumeBar) -> Decimal:
        self._turnover._qc_feed(None, self._qc_seen, bar._close * bar._volume)
        self._volume._qc_feed(None, self._qc_seen, bar._volume)
        return safe_division(self._turnover._qc_value, self._volume._qc_value, bar._close)
