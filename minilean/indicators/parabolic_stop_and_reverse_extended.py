"""ParabolicStopAndReverseExtended: a trailing stop, below zero while the trend is down."""

from __future__ import annotations

from decimal import Decimal

from minilean.indicators.base import Bar, BarIndicator
from minilean.indicators.constructors import named
from minilean.interop.decimals import ZERO, Number, to_decimal


class ParabolicStopAndReverseExtended(BarIndicator):
    """LEAN's SAREXT (Indicators/ParabolicStopAndReverseExtended.cs): accelerations of long and short are set apart."""

    warm_up_period = 2

    @named(
        "SAREXT({sar_start},{offset_on_reverse},{af_start_short},{af_increment_short},{af_max_short},"
        "{af_start_long},{af_increment_long},{af_max_long})"
    )
    def __init__(
        self,
        name: str,
        sar_start: Number = ZERO,
        offset_on_reverse: Number = ZERO,
        af_start_short: Number = Decimal("0.02"),
        af_increment_short: Number = Decimal("0.02"),
        af_max_short: Number = Decimal("0.2"),
        af_start_long: Number = Decimal("0.02"),
        af_increment_long: Number = Decimal("0.02"),
        af_max_long: Number = Decimal("0.2"),
    ) -> None:
        super().__init__(name)
        self._start = to_decimal(sar_start)
        self._offset = to_decimal(offset_on_reverse)
        self._short_start, self._short_step, self._short_most = map(
            to_decimal, (af_start_short, af_increment_short, af_max_short)
        )
        self._long_start, self._long_step, self._long_most = map(
            to_decimal, (af_start_long, af_increment_long, af_max_long)
        )
        self._short_factor, self._long_factor = self._short_start, self._long_start
        self._stop = self._extreme = self._shown = ZERO
        self._is_long = False
        self._previous_bar: Bar | None = None

    @property
    def is_ready(self) -> bool:
        return self.samples >= 2

    def _compute_next_value(self, bar: Bar) -> Decimal:
        before = self._previous_bar
        self._previous_bar = bar
        if self.samples == 1 or before is None:
            return self._start or bar._close
        if self.samples == 2:
            self._begin(before, bar)
            before = bar
        if self._is_long:
            self._stay_long(before, bar)
        else:
            self._stay_short(before, bar)
        return self._shown

    def _begin(self, before: Bar, bar: Bar) -> None:
        if self._start:
            self._is_long = self._start > 0
            self._stop = abs(self._start)
        else:
            falling = bar._low < before._low and bar._high - before._high < before._low - bar._low
            self._is_long = not falling
            self._stop = before._low if self._is_long else before._high
        self._extreme = bar._high if self._is_long else bar._low

    def _stay_long(self, before: Bar, bar: Bar) -> None:
        if bar._low <= self._stop:
            self._is_long = False
            self._stop = max(self._extreme, before._high, bar._high)
            self._stop += self._stop * self._offset
            self._shown = -self._stop
            self._short_factor = self._short_start
            self._extreme = bar._low
            self._stop += self._short_factor * (self._extreme - self._stop)
            self._stop = max(self._stop, before._high, bar._high)
            return
        self._shown = self._stop
        if bar._high > self._extreme:
            self._extreme = bar._high
            self._long_factor = min(self._long_factor + self._long_step, self._long_most)
        self._stop += self._long_factor * (self._extreme - self._stop)
        self._stop = min(self._stop, before._low, bar._low)

    def _stay_short(self, before: Bar, bar: Bar) -> None:
        if bar._high >= self._stop:
            self._is_long = True
            self._stop = min(self._extreme, before._low, bar._low)
            self._stop -= self._stop * self._offset
            self._shown = self._stop
            self._long_factor = self._long_start
            self._extreme = bar._high
            self._stop += self._long_factor * (self._extreme - self._stop)
            self._stop = min(self._stop, before._low, bar._low)
            return
        self._shown = -self._stop
        if bar._low < self._extreme:
            self._extreme = bar._low
            self._short_factor = min(self._short_factor + self._short_step, self._short_most)
        self._stop += self._short_factor * (self._extreme - self._stop)
        self._stop = max(self._stop, before._high, bar._high)

    def reset(self) -> None:
        self._short_factor, self._long_factor = self._short_start, self._long_start
        super().reset()
