"""MovingAverageConvergenceDivergence: a fast average above a slow one, and the average of that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.enums import MovingAverageType
from minilean.errors import ArgumentError
from minilean.indicators.base import Indicator
from minilean.indicators.constructors import named
from minilean.indicators.identity import Identity
from minilean.indicators.moving_average_type import as_indicator

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal


class MovingAverageConvergenceDivergence(Indicator):
    """LEAN's MACD (Indicators/MovingAverageConvergenceDivergence.cs): ``signal`` averages from when both are ready."""

    @named("MACD({fast_period},{slow_period},{signal_period})")
    def __init__(
        self,
        name: str,
        fast_period: int,
        slow_period: int,
        signal_period: int,
        type: MovingAverageType = MovingAverageType.EXPONENTIAL,
    ) -> None:
        if fast_period >= slow_period:
            raise ArgumentError("MovingAverageConvergenceDivergence: fastPeriod must be less than slowPeriod")
        super().__init__(name)
        self.fast = as_indicator(type, f"{name}_Fast", fast_period)
        self.slow = as_indicator(type, f"{name}_Slow", slow_period)
        self.signal = as_indicator(type, f"{name}_Signal", signal_period)
        self.histogram = Identity(f"{name}_Histogram")
        self.warm_up_period = slow_period + signal_period - 1

    @property
    def is_ready(self) -> bool:
        return self.signal.is_ready

    def _next_value(self, time: datetime, value: Decimal) -> Decimal | None:
        fast, slow, signal = self.fast, self.slow, self.signal
        fast._qc_feed(self._qc_symbol, time, value)
        slow._qc_feed(self._qc_symbol, time, value)
        difference = fast._qc_value - slow._qc_value
        if slow.is_ready and fast.is_ready:
            signal._qc_feed(None, time, difference)
            if signal.is_ready:
                self.histogram._qc_feed(None, time, difference - signal._qc_value)
        return difference

    def reset(self) -> None:
        for part in (self.fast, self.slow, self.signal, self.histogram):
            part.reset()
        super().reset()
