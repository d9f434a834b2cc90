"""ExponentialMovingAverage: recent values weigh more, by a constant factor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minilean.indicators.base import Indicator
from minilean.indicators.constructors import csharp_text
from minilean.indicators.division import fraction
from minilean.indicators.doubles import fitted
from minilean.interop.decimals import ONE, ZERO, to_decimal

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal


class ExponentialMovingAverage(Indicator):
    """LEAN's EMA (Indicators/ExponentialMovingAverage.cs): zero until it is ready, then starts at the mean."""

    def __init__(self, *arguments: Any, **named_arguments: Any) -> None:
        """Takes ``([name], period, [smoothing_factor])``; the factor is 2 / (1 + period) unless given."""
        has_name = "name" in named_arguments or (arguments and isinstance(arguments[0], str))
        order = ("name", "period", "smoothing_factor")[0 if has_name else 1 :]
        given = dict(zip(order, arguments, strict=False)) | named_arguments
        self._period: int = given["period"]
        factor = given.get("smoothing_factor")
        self._k = _default_factor(self._period) if factor is None else to_decimal(factor)
        suffix = "" if factor is None else f",{csharp_text(self._k)}"
        super().__init__(given.get("name", f"EMA({self._period}{suffix})"))
        self._remainder = ONE - self._k
        self._initial = ZERO
        self._initial_count = 0

    @staticmethod
    def smoothing_factor_default(period: int) -> float:
        """The weight of the newest value: 2 / (1 + period)."""
        return float(_default_factor(period))

    SmoothingFactorDefault = smoothing_factor_default

    @property
    def warm_up_period(self) -> int:
        return self._period

    @property
    def is_ready(self) -> bool:
        return self.samples >= self._period

    def _next_value(self, time: datetime, value: Decimal) -> Decimal:
        if self.samples > self._period:
            newest, past = value * self._k, self._qc_value * self._remainder
            return fitted(fitted(newest) + fitted(past)) if past.adjusted() > _THOUSANDS else newest + past
        self._initial += value
        self._initial_count += 1
        if self.samples < self._period:
            return ZERO
        return fitted(self._initial / self._initial_count)

    def reset(self) -> None:
        super().reset()
        self._initial = ZERO
        self._initial_count = 0


def _default_factor(period: int) -> Decimal:
    return fraction(2, 1 + period)


_THOUSANDS = 3
"""Above this power of ten the 29th digit can show in eight decimals."""
