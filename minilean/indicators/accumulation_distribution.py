"""AccumulationDistribution: volume counted by where the closes are in the bars' ranges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.indicators.base import TradeBarIndicator, VolumeBar

if TYPE_CHECKING:
    from decimal import Decimal


class AccumulationDistribution(TradeBarIndicator):
    """LEAN's AD (Indicators/AccumulationDistribution.cs)."""

    warm_up_period = 1

    def __init__(self, name: str = "AD") -> None:
        super().__init__(name)

    @property
    def is_ready(self) -> bool:
        return self.samples > 0

    def _compute_next_value(self, bar: VolumeBar) -> Decimal:
        high, low, close = bar._high, bar._low, bar._close
        if high <= low:
            return self._qc_value
        return self._qc_value + ((close - low) - (high - close)) / (high - low) * bar._volume
