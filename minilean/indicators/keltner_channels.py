"""KeltnerChannels: an average of typical prices and bands so many average ranges away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.enums import MovingAverageType
from minilean.indicators.average_true_range import AverageTrueRange
from minilean.indicators.base import Bar, BarIndicator
from minilean.indicators.constructors import named
from minilean.indicators.derived_indicator import DerivedIndicator
from minilean.indicators.moving_average_type import as_indicator
from minilean.interop.decimals import ZERO, Number, to_decimal

if TYPE_CHECKING:
    from decimal import Decimal


class KeltnerChannels(BarIndicator):
    """LEAN's KCH (Indicators/KeltnerChannels.cs): its own value is the middle band; bands are zero until ready."""

    @named("KC({period},{k})")
    def __init__(
        self, name: str, period: int, k: Number, moving_average_type: MovingAverageType = MovingAverageType.SIMPLE
    ) -> None:
        super().__init__(name)
        self._k = to_decimal(k)
        self.average_true_range = AverageTrueRange(f"{name}_AverageTrueRange", period, MovingAverageType.SIMPLE)
        self.middle_band = as_indicator(moving_average_type, f"{name}_MiddleBand", period)
        self.lower_band = DerivedIndicator(f"{name}_LowerBand", lambda: self.middle_band.is_ready)
        self.upper_band = DerivedIndicator(f"{name}_UpperBand", lambda: self.middle_band.is_ready)
        self._qc_parts = (self.average_true_range, self.middle_band, self.upper_band, self.lower_band)
        self.warm_up_period = period

    @property
    def is_ready(self) -> bool:
        return self.middle_band.is_ready and self.average_true_range.is_ready

    def _compute_next_value(self, bar: Bar) -> Decimal:
        time, symbol = self._qc_seen, self._qc_symbol
        self.average_true_range._qc_feed_data(bar)
        self.middle_band._qc_feed(None, time, (bar._high + bar._low + bar._close) / 3)
        middle, ready = self.middle_band._qc_value, self.middle_band.is_ready
        distance = self.average_true_range._qc_value * self._k
        self.lower_band._derive(time, middle - distance if ready else ZERO, symbol)
        self.upper_band._derive(time, middle + distance if ready else ZERO, symbol)
        return middle
