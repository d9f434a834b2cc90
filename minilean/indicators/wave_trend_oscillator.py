"""WaveTrendOscillator: how far the typical price is from its average, in average deviations, smoothed."""

from __future__ import annotations

from decimal import Decimal

from minilean.errors import ArgumentError
from minilean.indicators.base import Bar, BarIndicator
from minilean.indicators.constructors import named
from minilean.indicators.exponential_moving_average import ExponentialMovingAverage
from minilean.indicators.simple_moving_average import SimpleMovingAverage
from minilean.interop.decimals import ZERO

_K = Decimal("0.015")


class WaveTrendOscillator(BarIndicator):
    """LEAN's WTO (Indicators/WaveTrendOscillator.cs): zero until the averages are ready."""

    @named("WTO({channel_period},{average_period},{signal_period})")
    def __init__(self, name: str, channel_period: int, average_period: int, signal_period: int) -> None:
        if min(channel_period, average_period, signal_period) < 1:
            raise ArgumentError("WaveTrendOscillator: all periods must be greater than zero.")
        super().__init__(name)
        self.channel_average = ExponentialMovingAverage(f"{name}_ChannelAverage", channel_period)
        self.channel_deviation = ExponentialMovingAverage(f"{name}_ChannelDeviation", channel_period)
        self.channel_index_average = ExponentialMovingAverage(f"{name}_ChannelIndexAverage", average_period)
        self.signal = SimpleMovingAverage(f"{name}_Signal", signal_period)
        self._qc_parts = (self.channel_average, self.channel_deviation, self.channel_index_average, self.signal)
        self.warm_up_period = 2 * channel_period + average_period + signal_period - 3

    @property
    def is_ready(self) -> bool:
        return self.signal.is_ready

    def _compute_next_value(self, bar: Bar) -> Decimal:
        time, price = self._qc_seen, (bar._high + bar._low + bar._close) / 3
        self.channel_average._qc_feed(None, time, price)
        if not self.channel_average.is_ready:
            return ZERO
        distance = price - self.channel_average._qc_value
        self.channel_deviation._qc_feed(None, time, abs(distance))
        if not self.channel_deviation.is_ready:
            return ZERO
        unit = _K * self.channel_deviation._qc_value
        if not unit:
            return self._qc_value
        self.channel_index_average._qc_feed(None, time, distance / unit)
        if self.channel_index_average.is_ready:
            self.signal._qc_feed(None, time, self.channel_index_average._qc_value)
        return self.channel_index_average._qc_value
