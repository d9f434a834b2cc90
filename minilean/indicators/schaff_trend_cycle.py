"""SchaffTrendCycle: where a MACD is in its range, and where that is in its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.enums import MovingAverageType
from minilean.indicators.base import Indicator
from minilean.indicators.constructors import named
from minilean.indicators.maximum import Maximum
from minilean.indicators.minimum import Minimum
from minilean.indicators.moving_average_convergence_divergence import MovingAverageConvergenceDivergence
from minilean.indicators.moving_average_type import as_indicator
from minilean.interop.decimals import ZERO

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal


class SchaffTrendCycle(Indicator):
    """LEAN's STC (Indicators/SchaffTrendCycle.cs)."""

    @named("SchaffTrendCycle({cycle_period},{fast_period},{slow_period})")
    def __init__(
        self,
        name: str,
        cycle_period: int = 10,
        fast_period: int = 23,
        slow_period: int = 50,
        type: MovingAverageType = MovingAverageType.EXPONENTIAL,
    ) -> None:
        super().__init__(name)
        self._trend = MovingAverageConvergenceDivergence(fast_period, slow_period, cycle_period, type)
        self._maximum, self._minimum = Maximum(cycle_period), Minimum(cycle_period)
        self._smooth = as_indicator(type, 3)
        self._smooth_maximum, self._smooth_minimum = Maximum(cycle_period), Minimum(cycle_period)
        self._smoother = as_indicator(type, 3)
        self._qc_parts = (
            self._trend,
            self._maximum,
            self._minimum,
            self._smooth,
            self._smooth_maximum,
            self._smooth_minimum,
            self._smoother,
        )
        self.warm_up_period = self._trend.warm_up_period

    @property
    def is_ready(self) -> bool:
        return self._trend.is_ready

    def _next_value(self, time: datetime, value: Decimal) -> Decimal:
        self._trend._qc_feed(self._qc_symbol, time, value)
        share = _share(self._trend, self._maximum, self._minimum, time)
        self._smooth._qc_feed(None, time, share)
        self._smoother._qc_feed(None, time, _share(self._smooth, self._smooth_maximum, self._smooth_minimum, time))
        return self._smoother._qc_value


def _share(source: Indicator, maximum: Maximum, minimum: Minimum, time: datetime) -> Decimal:
    """Where the value is in its range, in percent, after the range took it in."""
    maximum._qc_feed(None, time, source._qc_value)
    minimum._qc_feed(None, time, source._qc_value)
    lowest = minimum._qc_value
    size = maximum._qc_value - lowest
    return (source._qc_value - lowest) / size * 100 if size > 0 else ZERO
