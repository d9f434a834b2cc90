"""WindowIdentity: the input itself, ready after so many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.indicators.base import WindowIndicator
from minilean.indicators.constructors import named

if TYPE_CHECKING:
    from decimal import Decimal


class WindowIdentity(WindowIndicator):
    """LEAN's WindowIdentity (Indicators/WindowIdentity.cs)."""

    @named("WIN-ID{period}")
    def __init__(self, name: str, period: int) -> None:
        super().__init__(name, period)

    def _compute_of_window(self, value: Decimal) -> Decimal:
        return value
