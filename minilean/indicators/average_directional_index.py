"""AverageDirectionalIndex: how strong a trend is, whichever its direction."""

from __future__ import annotations

from decimal import Decimal

from minilean.indicators.base import Bar, BarIndicator
from minilean.indicators.constructors import named
from minilean.indicators.derived_indicator import DerivedIndicator
from minilean.indicators.wilder_moving_average import WilderMovingAverage
from minilean.interop.decimals import ZERO


class AverageDirectionalIndex(BarIndicator):
    """LEAN's ADX (Indicators/AverageDirectionalIndex.cs): 50 where nothing has moved yet."""

    @named("ADX({period})")
    def __init__(self, name: str, period: int) -> None:
        super().__init__(name)
        self._period = period
        self.warm_up_period = period * 2
        self.positive_directional_index = DerivedIndicator(f"{name}_PositiveDirectionalIndex", self._is_smooth)
        self.negative_directional_index = DerivedIndicator(f"{name}_NegativeDirectionalIndex", self._is_smooth)
        self._average = WilderMovingAverage(period)
        self._qc_parts = (self.positive_directional_index, self.negative_directional_index, self._average)
        self._previous_bar: Bar | None = None
        self._range = self._plus = self._minus = ZERO

    @property
    def is_ready(self) -> bool:
        return self._average.is_ready

    def _is_smooth(self) -> bool:
        return self.samples > self._period

    def _compute_next_value(self, bar: Bar) -> Decimal:
        self._smooth(bar)
        smooth, (symbol, time, _) = self._is_smooth() and self._range, self._qc_last()
        plus = 100 * self._plus / self._range if smooth else ZERO
        minus = 100 * self._minus / self._range if smooth else ZERO
        self.positive_directional_index._derive(time, plus, symbol)
        self.negative_directional_index._derive(time, minus, symbol)
        if not plus + minus:
            return _FIFTY
        self._average._qc_feed(None, self._qc_seen, 100 * abs(plus - minus) / (plus + minus))
        return self._average._qc_value

    def _smooth(self, bar: Bar) -> None:
        """Takes the bar's range and movements into their running sums."""
        true_range, plus, minus = _movements(self._previous_bar, bar)
        self._previous_bar = bar
        fading = self.samples > self._period + 1
        self._range += true_range - (self._range / self._period if fading else ZERO)
        self._plus += plus - (self._plus / self._period if fading else ZERO)
        self._minus += minus - (self._minus / self._period if fading else ZERO)

    def reset(self) -> None:
        super().reset()
        self._previous_bar = None
        self._range = self._plus = self._minus = ZERO


_FIFTY = Decimal(50)


def _movements(before: Bar | None, bar: Bar) -> tuple[Decimal, Decimal, Decimal]:
    """The true range, the movement up and the movement down since the bar before."""
    if before is None:
        return ZERO, ZERO, ZERO
    high, low, close = bar._high, bar._low, before._close
    true_range = max(high - low, abs(high - close), abs(low - close))
    up, down = high - before._high, before._low - low
    return true_range, up if up > 0 and up >= down else ZERO, down if down > 0 and down > up else ZERO
