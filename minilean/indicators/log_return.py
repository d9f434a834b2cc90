"""LogReturn: the logarithm of the value as a multiple of that of so many values ago."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from minilean.indicators.base import WindowIndicator
from minilean.indicators.constructors import named
from minilean.indicators.division import safe_division
from minilean.indicators.doubles import from_double
from minilean.interop.decimals import ZERO

if TYPE_CHECKING:
    from decimal import Decimal


class LogReturn(WindowIndicator):
    """LEAN's LOGR (Indicators/LogReturn.cs): until it is ready, from the first value on."""

    @named("LOGR({period})")
    def __init__(self, name: str, period: int) -> None:
        super().__init__(name, period)

    def _compute_of_window(self, value: Decimal) -> Decimal:
        before = self._removed if self.samples > self._period else self._values[-1]
        ratio = float(safe_division(value, before))
        return from_double(math.log(ratio)) if ratio else ZERO
