"""ParabolicStopAndReverse: a trailing stop that turns with the trend."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from minilean.indicators.constructors import named
from minilean.indicators.parabolic_stop_and_reverse_extended import ParabolicStopAndReverseExtended
from minilean.interop.decimals import ZERO, Number

if TYPE_CHECKING:
    from minilean.indicators.base import Bar


class ParabolicStopAndReverse(ParabolicStopAndReverseExtended):
    """LEAN's PSAR (Indicators/ParabolicStopAndReverse.cs)."""

    @named("PSAR({af_start},{af_increment},{af_max})")
    def __init__(
        self,
        name: str,
        af_start: Number = Decimal("0.02"),
        af_increment: Number = Decimal("0.02"),
        af_max: Number = Decimal("0.2"),
    ) -> None:
        super().__init__(name, ZERO, ZERO, af_start, af_increment, af_max, af_start, af_increment, af_max)

    def _compute_next_value(self, bar: Bar) -> Decimal:
        return abs(super()._compute_next_value(bar))
