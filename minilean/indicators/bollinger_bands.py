"""BollingerBands: a moving average and bands so many standard deviations away."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from minilean.enums import MovingAverageType
from minilean.indicators.base import Indicator
from minilean.indicators.constructors import named
from minilean.indicators.derived_indicator import DerivedIndicator
from minilean.indicators.identity import Identity
from minilean.indicators.moving_average_type import as_indicator
from minilean.indicators.standard_deviation import StandardDeviation
from minilean.interop.decimals import Number, to_decimal

if TYPE_CHECKING:
    from datetime import datetime

_HUNDRED = Decimal(100)


class BollingerBands(Indicator):
    """LEAN's BB (Indicators/BollingerBands.cs): its own value is the input; the bands are sub-indicators."""

    @named("BB({period},{k})")
    def __init__(
        self, name: str, period: int, k: Number, moving_average_type: MovingAverageType = MovingAverageType.SIMPLE
    ) -> None:
        super().__init__(name)
        self.warm_up_period = period
        self.moving_average_type = moving_average_type
        self._k = to_decimal(k)
        self.standard_deviation = StandardDeviation(f"{name}_StandardDeviation", period)
        self.middle_band = as_indicator(moving_average_type, f"{name}_MiddleBand", period)
        self.lower_band = DerivedIndicator(f"{name}_LowerBand", self._bands_are_ready)
        self.upper_band = DerivedIndicator(f"{name}_UpperBand", self._bands_are_ready)
        self.band_width = DerivedIndicator(f"{name}_BandWidth", self._bands_are_ready)
        self.percent_b = DerivedIndicator(f"{name}_%B", self._bands_are_ready)
        self.price = Identity(f"{name}_Close")

    @property
    def is_ready(self) -> bool:
        return self._bands_are_ready()

    def _bands_are_ready(self) -> bool:
        return self.middle_band.is_ready and self.standard_deviation.is_ready

    def _next_value(self, time: datetime, value: Decimal) -> Decimal | None:
        symbol = self._qc_symbol
        self.standard_deviation._qc_feed(symbol, time, value)
        self.middle_band._qc_feed(symbol, time, value)
        self.price._qc_feed(symbol, time, value)
        middle = self.middle_band._qc_value
        deviation = self.standard_deviation._qc_value
        distance = deviation * self._k
        lower, upper = middle - distance, middle + distance
        width = upper - lower
        self.lower_band._derive(time, lower)
        self.upper_band._derive(time, upper)
        if middle:
            self.band_width._derive(time, width / middle * _HUNDRED)
        if width:
            self.percent_b._derive(time, (value - lower) / width)
        return None if not deviation and self._bands_are_ready() else value

    def reset(self) -> None:
        for part in (
            self.standard_deviation,
            self.middle_band,
            self.upper_band,
            self.lower_band,
            self.band_width,
            self.percent_b,
            self.price,
        ):
            part.reset()
        super().reset()
