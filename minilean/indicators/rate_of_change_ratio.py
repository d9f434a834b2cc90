"""RateOfChangeRatio: the value as a multiple of that of so many values ago."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.indicators.constructors import named
from minilean.indicators.rate_of_change import RateOfChange
from minilean.interop.decimals import ZERO

if TYPE_CHECKING:
    from decimal import Decimal


class RateOfChangeRatio(RateOfChange):
    """LEAN's ROCR (Indicators/RateOfChangeRatio.cs): zero where nothing changed."""

    @named("ROCR({period})")
    def __init__(self, name: str, period: int) -> None:
        super().__init__(name, period)

    def _compute_of_window(self, value: Decimal) -> Decimal:
        change = super()._compute_of_window(value)
        return change + 1 if change else ZERO
