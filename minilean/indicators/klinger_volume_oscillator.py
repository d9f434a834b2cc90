"""KlingerVolumeOscillator: volume counted by trend and range, a fast average above a slow one."""

from __future__ import annotations

from decimal import Decimal

from minilean.indicators.base import TradeBarIndicator, VolumeBar
from minilean.indicators.constructors import named
from minilean.indicators.doubles import fitted
from minilean.indicators.exponential_moving_average import ExponentialMovingAverage
from minilean.interop.decimals import ZERO

_LEAST = Decimal("0.00000001")
"""What the cumulated movement is divided by at least."""


class KlingerVolumeOscillator(TradeBarIndicator):
    """LEAN's KVO (Indicators/KlingerVolumeOscillator.cs): zero until both averages are ready."""

    @named("KVO({fast_period},{slow_period},{signal_period})")
    def __init__(self, name: str, fast_period: int, slow_period: int, signal_period: int = 13) -> None:
        super().__init__(name)
        self._fast = ExponentialMovingAverage(f"{name}_FastEma", fast_period)
        self._slow = ExponentialMovingAverage(f"{name}_SlowEma", slow_period)
        self.signal = ExponentialMovingAverage(f"{name}_Signal", signal_period)
        self._qc_parts = (self.signal, self._fast, self._slow)
        self._movement = self._size = ZERO
        self._price: Decimal | None = None
        self._trend = 0
        self.warm_up_period = max(fast_period, slow_period, signal_period) + 2

    @property
    def is_ready(self) -> bool:
        return self._fast.is_ready and self._slow.is_ready and self.signal.is_ready

    def _compute_next_value(self, bar: VolumeBar) -> Decimal:
        size, price = bar._high - bar._low, bar._high + bar._low + bar._close
        size_before, price_before, trend_before = self._size, self._price, self._trend
        self._size, self._price = size, price
        if price_before is None:
            return ZERO
        self._trend = trend = 1 if price > price_before else -1
        if not trend_before:
            return ZERO
        if not self._movement or trend != trend_before:
            self._movement = size + size_before
        else:
            self._movement += size
        divisor = _LEAST if abs(self._movement) < _LEAST else self._movement
        strength = abs(2 * (fitted(size / divisor) - 1))
        return self._oscillate(fitted(fitted(bar._volume * strength) * trend * 100))

    def _oscillate(self, force: Decimal) -> Decimal:
        time = self._qc_seen
        self._fast._qc_feed(None, time, force)
        self._slow._qc_feed(None, time, force)
        ready = self._fast.is_ready and self._slow.is_ready
        difference = self._fast._qc_value - self._slow._qc_value if ready else ZERO
        self.signal._qc_feed(None, time, difference)
        return difference

    def reset(self) -> None:
        super().reset()
        self._movement = self._size = ZERO
        self._price = None
        self._trend = 0
