"""RateOfChangePercent: the rate of change in percent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.indicators.constructors import named
from minilean.indicators.rate_of_change import RateOfChange

if TYPE_CHECKING:
    from decimal import Decimal


class RateOfChangePercent(RateOfChange):
    """LEAN's ROCP (Indicators/RateOfChangePercent.cs)."""

    @named("ROCP({period})")
    def __init__(self, name: str, period: int) -> None:
        super().__init__(name, period)

    def _compute_of_window(self, value: Decimal) -> Decimal:
        return 100 * super()._compute_of_window(value)
