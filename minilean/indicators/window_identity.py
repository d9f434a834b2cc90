"""WindowIdentity: the input itself, ready after so many."""

from __future__ import annotations

from decimal import Decimal

from minilean.indicators.base import WindowIndicator
from minilean.indicators.constructors import named


class WindowIdentity(WindowIndicator):
    """LEAN's WindowIdentity (Indicators/WindowIdentity.cs)."""

    @named("WIN-ID{period}")
    def __init__(self, name: str, period: int) -> None:
        super().__init__(name, period)

    def _compute_of_window(self, value: Decimal) -> Decimal:
        return value
