"""ChaikinMoneyFlow: volume by where the closes are, as a part of all volume."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.indicators.base import TradeBarIndicator, VolumeBar
from minilean.indicators.constructors import named
from minilean.indicators.division import safe_division
from minilean.indicators.sum import Sum
from minilean.interop.decimals import ZERO

if TYPE_CHECKING:
    from decimal import Decimal


class ChaikinMoneyFlow(TradeBarIndicator):
    """LEAN's CMF (Indicators/ChaikinMoneyFlow.cs): zero until it is ready."""

    @named("CMF({period})")
    def __init__(self, name: str, period: int) -> None:
        super().__init__(name)
        self._flow = Sum(period)
        self._volume = Sum(period)
        self._qc_parts = (self._flow, self._volume)
        self.warm_up_period = period

    @property
    def is_ready(self) -> bool:
        return self._flow.is_ready

    def _compute_next_value(self, bar: VolumeBar) -> Decimal:
        high, low, close, volume = bar._high, bar._low, bar._close, bar._volume
        flow = volume * (close - low - (high - close)) / (high - low) if high > low else ZERO
        self._flow._qc_feed(None, self._qc_seen, flow)
        self._volume._qc_feed(None, self._qc_seen, volume)
        return safe_division(self._flow._qc_value, self._volume._qc_value) if self.is_ready else ZERO
