"""AroonOscillator: how recent the highest high is against the lowest low."""

from __future__ import annotations

from decimal import Decimal

from minilean.indicators.base import Bar, BarIndicator
from minilean.indicators.constructors import named
from minilean.indicators.derived_indicator import DerivedIndicator
from minilean.indicators.maximum import Maximum
from minilean.indicators.minimum import Minimum


class AroonOscillator(BarIndicator):
    """LEAN's AROON (Indicators/AroonOscillator.cs)."""

    @named("AROON({up_period},{down_period})")
    def __init__(self, name: str, up_period: int, down_period: int) -> None:
        super().__init__(name)
        self._up_period, self._down_period = up_period, down_period
        self._maximum = Maximum(f"{name}_Max", up_period + 1)
        self._minimum = Minimum(f"{name}_Min", down_period + 1)
        self.aroon_up = DerivedIndicator(f"{name}_AroonUp", lambda: self._maximum.is_ready)
        self.aroon_down = DerivedIndicator(f"{name}_AroonDown", lambda: self._minimum.is_ready)
        self._qc_parts = (self._maximum, self._minimum, self.aroon_up, self.aroon_down)
        self.warm_up_period = 1 + max(up_period, down_period)

    @property
    def is_ready(self) -> bool:
        return self._maximum.is_ready and self._minimum.is_ready

    def _compute_next_value(self, bar: Bar) -> Decimal:
        time, up, down = self._qc_seen, self._up_period, self._down_period
        self._maximum._qc_feed(None, time, bar._high)
        self.aroon_up._derive(time, Decimal(100 * (up - self._maximum.periods_since_maximum)) / up)
        self._minimum._qc_feed(None, time, bar._low)
        self.aroon_down._derive(time, Decimal(100 * (down - self._minimum.periods_since_minimum)) / down)
        return self.aroon_up._qc_value - self.aroon_down._qc_value
