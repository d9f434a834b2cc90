"""CommodityChannelIndex: how far the typical price is from its average, in mean deviations."""

from __future__ import annotations

from decimal import Decimal

from minilean.enums import MovingAverageType
from minilean.indicators.base import Bar, BarIndicator
from minilean.indicators.constructors import named
from minilean.indicators.division import safe_division
from minilean.indicators.mean_absolute_deviation import MeanAbsoluteDeviation
from minilean.indicators.moving_average_type import as_indicator

_K = Decimal("0.015")


class CommodityChannelIndex(BarIndicator):
    """LEAN's CCI (Indicators/CommodityChannelIndex.cs): zero where nothing deviates."""

    @named("CCI({period})")
    def __init__(
        self, name: str, period: int, moving_average_type: MovingAverageType = MovingAverageType.SIMPLE
    ) -> None:
        super().__init__(name)
        self.warm_up_period = period
        self.moving_average_type = moving_average_type
        self.typical_price_average = as_indicator(moving_average_type, f"{name}_TypicalPriceAvg", period)
        self.typical_price_mean_deviation = MeanAbsoluteDeviation(f"{name}_TypicalPriceMAD", period)
        self._qc_parts = (self.typical_price_average, self.typical_price_mean_deviation)

    @property
    def is_ready(self) -> bool:
        return self.typical_price_average.is_ready and self.typical_price_mean_deviation.is_ready

    def _compute_next_value(self, bar: Bar) -> Decimal:
        price = (bar._high + bar._low + bar._close) / 3
        self.typical_price_average._qc_feed(None, self._qc_seen, price)
        self.typical_price_mean_deviation._qc_feed(None, self._qc_seen, price)
        return safe_division(
            price - self.typical_price_average._qc_value, _K * self.typical_price_mean_deviation._qc_value
        )
