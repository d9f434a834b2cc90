"""SuperTrend: a stop so many average ranges away that only tightens until it is crossed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.enums import MovingAverageType
from minilean.indicators.average_true_range import AverageTrueRange
from minilean.indicators.base import Bar, BarIndicator
from minilean.indicators.constructors import named
from minilean.interop.decimals import ZERO, Number, to_decimal
from minilean.interop.names import exact

if TYPE_CHECKING:
    from decimal import Decimal


class SuperTrend(BarIndicator):
    """LEAN's STR (Indicators/SuperTrend.cs): zero until it is ready."""

    basic_upper_band = exact("_basic_upper_band")
    basic_lower_band = exact("_basic_lower_band")
    current_trailing_upper_band = exact("_upper_band")
    current_trailing_lower_band = exact("_lower_band")

    @named("SuperTrend({period},{multiplier})")
    def __init__(
        self,
        name: str,
        period: int,
        multiplier: Number,
        moving_average_type: MovingAverageType = MovingAverageType.WILDERS,
    ) -> None:
        super().__init__(name)
        self.warm_up_period = period
        self._multiplier = to_decimal(multiplier)
        self._range = AverageTrueRange(period, moving_average_type)
        self._qc_parts = (self._range,)
        self._basic_upper_band = self._basic_lower_band = self._upper_band = self._lower_band = ZERO
        self._previous_close = ZERO
        self._previous_trend: Decimal | None = None
        self._trend = ZERO
        self._previous_upper = self._previous_lower = ZERO

    @property
    def is_ready(self) -> bool:
        return self._range.is_ready

    def _compute_next_value(self, bar: Bar) -> Decimal:
        self._range._qc_feed_data(bar)
        close = bar._close
        if not self._range.is_ready:
            self._previous_close = close
            return ZERO
        self._move_bands((bar._high + bar._low) / 2, self._multiplier * self._range._qc_value)
        upper, lower, before = self._upper_band, self._lower_band, self._previous_trend
        if before is None or before == self._previous_upper:
            self._trend = upper if close <= upper else lower
        elif before == self._previous_lower:
            self._trend = lower if close >= lower else upper
        self._previous_close = close
        self._previous_trend = self._trend
        self._previous_upper, self._previous_lower = upper, lower
        return self._trend

    def _move_bands(self, middle: Decimal, distance: Decimal) -> None:
        lower, upper, close = middle - distance, middle + distance, self._previous_close
        self._basic_lower_band, self._basic_upper_band = lower, upper
        rises = lower > self._previous_lower or close < self._previous_lower
        falls = upper < self._previous_upper or close > self._previous_upper
        self._lower_band = lower if rises else self._previous_lower
        self._upper_band = upper if falls else self._previous_upper

    def reset(self) -> None:
        self._previous_upper = self._previous_lower = self._previous_close = ZERO
        self._previous_trend = None
        super().reset()
