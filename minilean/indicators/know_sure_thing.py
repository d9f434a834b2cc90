"""KnowSureThing: four smoothed rates of change, the longer the heavier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.enums import MovingAverageType
from minilean.indicators.base import Indicator
from minilean.indicators.constructors import named
from minilean.indicators.moving_average_type import as_indicator
from minilean.indicators.rate_of_change import RateOfChange
from minilean.interop.decimals import ZERO

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal


class KnowSureThing(Indicator):
    """LEAN's KST (Indicators/KnowSureThing.cs): zero until the signal line is ready."""

    @named(
        "KST({roc1_period},{roc1_ma_period},{roc2_period},{roc2_ma_period},{roc3_period},{roc3_ma_period},"
        "{roc4_period},{roc4_ma_period},{signal_period},{moving_average_type})"
    )
    def __init__(
        self,
        name: str,
        roc1_period: int,
        roc1_ma_period: int,
        roc2_period: int,
        roc2_ma_period: int,
        roc3_period: int,
        roc3_ma_period: int,
        roc4_period: int,
        roc4_ma_period: int,
        signal_period: int,
        moving_average_type: MovingAverageType = MovingAverageType.SIMPLE,
    ) -> None:
        super().__init__(name)
        self.moving_average_type = moving_average_type
        self.roc_1 = RateOfChange(roc1_period)
        self.roc_2 = RateOfChange(roc2_period)
        self.roc_3 = RateOfChange(roc3_period)
        self.roc_4 = RateOfChange(roc4_period)
        self.roc_1_ma = as_indicator(moving_average_type, f"{name}_ROC1MA", roc1_ma_period)
        self.roc_2_ma = as_indicator(moving_average_type, f"{name}_ROC2MA", roc2_ma_period)
        self.roc_3_ma = as_indicator(moving_average_type, f"{name}_ROC3MA", roc3_ma_period)
        self.roc_4_ma = as_indicator(moving_average_type, f"{name}_ROC4MA", roc4_ma_period)
        self.signal_line = as_indicator(moving_average_type, f"{name}_SignalLine", signal_period)
        self._rates = (self.roc_1, self.roc_2, self.roc_3, self.roc_4)
        self._averages = (self.roc_1_ma, self.roc_2_ma, self.roc_3_ma, self.roc_4_ma)
        self._qc_parts = (*self._rates, *self._averages, self.signal_line)
        self.warm_up_period = max(
            roc1_period + roc1_ma_period,
            roc2_period + roc2_ma_period,
            roc3_period + roc3_ma_period,
            roc4_period + roc4_ma_period,
        )

    @property
    def is_ready(self) -> bool:
        return all(average.is_ready for average in self._averages) and self.signal_line.is_ready

    def _next_value(self, time: datetime, value: Decimal) -> Decimal:
        total = ZERO
        for weight, (rate, average) in enumerate(zip(self._rates, self._averages, strict=True), 1):
            rate._qc_feed(self._qc_symbol, time, value)
            if rate.is_ready:
                average._qc_feed(None, time, 100 * rate._qc_value)
            total += weight * average._qc_value
        self.signal_line._qc_feed(None, time, total)
        return total if self.signal_line.is_ready else ZERO
