"""AwesomeOscillator: a fast average of the bars' middles above a slow one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.enums import MovingAverageType
from minilean.indicators.base import Bar, BarIndicator
from minilean.indicators.constructors import named
from minilean.indicators.moving_average_type import as_indicator
from minilean.interop.decimals import ZERO

if TYPE_CHECKING:
    from decimal import Decimal


class AwesomeOscillator(BarIndicator):
    """LEAN's AO (Indicators/AwesomeOscillator.cs): zero until it is ready."""

    @named("AO({fast_period},{slow_period},{type})")
    def __init__(
        self, name: str, fast_period: int, slow_period: int, type: MovingAverageType = MovingAverageType.SIMPLE
    ) -> None:
        super().__init__(name)
        self.slow_ao = as_indicator(type, slow_period)
        self.fast_ao = as_indicator(type, fast_period)
        self._qc_parts = (self.slow_ao, self.fast_ao)
        self.warm_up_period = max(slow_period, fast_period)

    @property
    def is_ready(self) -> bool:
        return self.slow_ao.is_ready and self.fast_ao.is_ready

    def _compute_next_value(self, bar: Bar) -> Decimal:
        middle = (bar._high + bar._low) / 2
        self.slow_ao._qc_feed(None, self._qc_seen, middle)
        self.fast_ao._qc_feed(None, self._qc_seen, middle)
        return self.fast_ao._qc_value - self.slow_ao._qc_value if self.is_ready else ZERO
