"""InternalBarStrength: where the close is in the bar's range."""

from __future__ import annotations

from decimal import Decimal

from minilean.indicators.base import Bar, BarIndicator
from minilean.indicators.division import safe_division

_HALF = Decimal("0.5")


class InternalBarStrength(BarIndicator):
    """LEAN's IBS (Indicators/InternalBarStrength.cs): a half where there is no range."""

    warm_up_period = 1

    def __init__(self, name: str = "IBS()") -> None:
        super().__init__(name)

    @property
    def is_ready(self) -> bool:
        return self.samples > 0

    def _compute_next_value(self, bar: Bar) -> Decimal:
        return safe_division(bar._close - bar._low, bar._high - bar._low, _HALF)
