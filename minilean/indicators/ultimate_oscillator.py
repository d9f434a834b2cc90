"""UltimateOscillator: buying pressure over three spans."""

from __future__ import annotations

from decimal import Decimal

from minilean.indicators.base import Bar, BarIndicator
from minilean.indicators.constructors import named
from minilean.indicators.sum import Sum
from minilean.indicators.true_range import TrueRange
from minilean.interop.decimals import ZERO

_FIFTY = Decimal(50)


class UltimateOscillator(BarIndicator):
    """LEAN's ULTOSC (Indicators/UltimateOscillator.cs): 50 until it is ready."""

    @named("ULTOSC({period1},{period2},{period3})")
    def __init__(self, name: str, period1: int, period2: int, period3: int) -> None:
        super().__init__(name)
        periods = (period1, period2, period3)
        self._longest = max(periods)
        self._true_range = TrueRange(f"{name}_TR")
        self._pressures = [Sum(f"{name}_BP{place}", period) for place, period in enumerate(periods, 1)]
        self._ranges = [Sum(f"{name}_TR{place}", period) for place, period in enumerate(periods, 1)]
        self._qc_parts = (self._true_range, *self._pressures, *self._ranges)
        self._previous_close = ZERO
        self.warm_up_period = self._longest + 1

    @property
    def is_ready(self) -> bool:
        return self.samples > self._longest

    def _compute_next_value(self, bar: Bar) -> Decimal:
        self._true_range._qc_feed_data(bar)
        pressure = bar._close - min(bar._low, self._previous_close)
        self._previous_close = bar._close
        if self.samples == 1:
            return _FIFTY
        for total in self._pressures:
            total._qc_feed(None, self._qc_seen, pressure)
        for total in self._ranges:
            total._qc_feed(self._qc_symbol, self._qc_seen, self._true_range._qc_value)
        if not self.is_ready:
            return _FIFTY
        if not all(total._qc_value for total in self._ranges):
            return self._qc_value
        short, middle, long = (
            pressed._qc_value / ranged._qc_value for pressed, ranged in zip(self._pressures, self._ranges, strict=True)
        )
        return 100 * (4 * short + 2 * middle + long) / 7
