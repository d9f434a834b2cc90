"""ZigZag: the turns of the price that are large enough."""

from __future__ import annotations

from decimal import Decimal

from minilean.enums import PivotPointType
from minilean.errors import ArgumentError
from minilean.indicators.base import Bar, BarIndicator
from minilean.indicators.constructors import named
from minilean.indicators.identity import Identity
from minilean.interop.decimals import ZERO, Number, to_decimal


class ZigZag(BarIndicator):
    """LEAN's ZZ (Indicators/ZigZag.cs): its own value is the latest turn's price."""

    @named("ZZ({sensitivity},{min_trend_length})")
    def __init__(self, name: str, sensitivity: Number = Decimal("0.05"), min_trend_length: int = 1) -> None:
        share = to_decimal(sensitivity)
        if not 0 < share < 1:
            raise ArgumentError("Sensitivity must be between 0 and 1.")
        if min_trend_length < 1:
            raise ArgumentError("Minimum trend length must be greater than 0.")
        super().__init__(name)
        self.high_pivot = Identity(f"{name}_HighPivot")
        self.low_pivot = Identity(f"{name}_LowPivot")
        self._qc_parts = (self.high_pivot, self.low_pivot)
        self.pivot_type = PivotPointType.LOW
        self._share = share
        self._shortest = min_trend_length
        self._last_pivot: Bar | None = None
        self._last_was_low = False
        self._count = 0
        self.warm_up_period = min_trend_length + 1

    @property
    def is_ready(self) -> bool:
        return self.samples > self._shortest

    def _compute_next_value(self, bar: Bar) -> Decimal:
        last = self._last_pivot
        if last is None:
            self._turn(bar, is_low=True)
            return ZERO
        price = last._low if self._last_was_low else last._high
        long_enough = self._count >= self._shortest
        if self._last_was_low:
            turns = bar._high >= last._low * (1 + self._share) and long_enough
            goes_on = bar._low <= last._low
        else:
            turns = bar._low <= last._high * (1 - self._share) and long_enough
            goes_on = bar._high >= last._high
        if turns or goes_on:
            is_low = self._last_was_low is not turns
            self._turn(bar, is_low=is_low)
            price = (self.low_pivot if is_low else self.high_pivot)._qc_value
        self._count += 1
        return price

    def _turn(self, bar: Bar, *, is_low: bool) -> None:
        self._last_pivot = bar
        self._count = 0
        pivot = self.low_pivot if is_low else self.high_pivot
        pivot._qc_feed(None, self._qc_seen, bar._low if is_low else bar._high)
        if self._last_was_low is not is_low:
            self.pivot_type = PivotPointType.LOW if is_low else PivotPointType.HIGH
        self._last_was_low = is_low

    def reset(self) -> None:
        self._last_pivot = None
        self.pivot_type = PivotPointType.LOW
        super().reset()
