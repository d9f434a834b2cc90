"""DerivativeOscillator: a strength index smoothed twice, above its own average."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.indicators.base import Indicator
from minilean.indicators.constructors import named
from minilean.indicators.exponential_moving_average import ExponentialMovingAverage
from minilean.indicators.relative_strength_index import RelativeStrengthIndex
from minilean.indicators.simple_moving_average import SimpleMovingAverage
from minilean.interop.decimals import ZERO

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal


class DerivativeOscillator(Indicator):
    """LEAN's DO (Indicators/DerivativeOscillator.cs): zero until it is ready."""

    @named("DO({rsi_period},{smoothing_rsi_period},{double_smoothing_rsi_period},{signal_line_period})")
    def __init__(
        self,
        name: str,
        rsi_period: int,
        smoothing_rsi_period: int,
        double_smoothing_rsi_period: int,
        signal_line_period: int,
    ) -> None:
        super().__init__(name)
        self._strength = RelativeStrengthIndex(f"{name}_RSI", rsi_period)
        self._smooth = ExponentialMovingAverage(f"{name}_SmoothedRSI", smoothing_rsi_period)
        self._smoother = ExponentialMovingAverage(f"{name}_DoubleSmoothedRSI", double_smoothing_rsi_period)
        self._signal_line = SimpleMovingAverage(f"{name}_SignalLine", signal_line_period)
        self._qc_parts = (self._strength, self._smooth, self._smoother, self._signal_line)
        self.warm_up_period = rsi_period + smoothing_rsi_period + double_smoothing_rsi_period + signal_line_period - 2

    @property
    def is_ready(self) -> bool:
        return self._signal_line.is_ready

    def _next_value(self, time: datetime, value: Decimal) -> Decimal:
        for part in (self._strength, self._smooth, self._smoother, self._signal_line):
            part._qc_feed(self._qc_symbol, time, value)
            if not part.is_ready:
                return ZERO
            value = part._qc_value
        return self._smoother._qc_value - self._signal_line._qc_value
