"""AccelerationBands: an average and bands that widen with the bars' ranges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.enums import MovingAverageType
from minilean.indicators.base import Bar, BarIndicator
from minilean.indicators.constructors import named
from minilean.indicators.division import safe_division
from minilean.indicators.moving_average_type import as_indicator
from minilean.interop.decimals import Number, to_decimal

if TYPE_CHECKING:
    from decimal import Decimal


class AccelerationBands(BarIndicator):
    """LEAN's ABANDS (Indicators/AccelerationBands.cs): its own value is the middle band."""

    @named("ABANDS({period},{width},{moving_average_type})")
    def __init__(
        self,
        name: str,
        period: int,
        width: Number = 4,
        moving_average_type: MovingAverageType = MovingAverageType.SIMPLE,
    ) -> None:
        super().__init__(name)
        self._width = to_decimal(width)
        self.moving_average_type = moving_average_type
        self.middle_band = as_indicator(moving_average_type, f"{name}_MiddleBand", period)
        self.lower_band = as_indicator(moving_average_type, f"{name}_LowerBand", period)
        self.upper_band = as_indicator(moving_average_type, f"{name}_UpperBand", period)
        self._qc_parts = (self.middle_band, self.lower_band, self.upper_band)
        self.warm_up_period = period

    @property
    def is_ready(self) -> bool:
        return self.middle_band.is_ready and self.lower_band.is_ready and self.upper_band.is_ready

    def _compute_next_value(self, bar: Bar) -> Decimal:
        time, high, low = self._qc_seen, bar._high, bar._low
        coefficient = safe_division(self._width * (high - low), high + low)
        self.lower_band._qc_feed(None, time, low * (1 - coefficient))
        self.upper_band._qc_feed(None, time, high * (1 + coefficient))
        self.middle_band._qc_feed(None, time, bar._close)
        return self.middle_band._qc_value
