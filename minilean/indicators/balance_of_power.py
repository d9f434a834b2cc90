"""BalanceOfPower: the body of a bar as a part of its range."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.indicators.base import Bar, BarIndicator
from minilean.interop.decimals import ZERO

if TYPE_CHECKING:
    from decimal import Decimal


class BalanceOfPower(BarIndicator):
    """LEAN's BOP (Indicators/BalanceOfPower.cs)."""

    warm_up_period = 1

    def __init__(self, name: str = "BOP") -> None:
        super().__init__(name)

    @property
    def is_ready(self) -> bool:
        return self.samples > 0

    def _compute_next_value(self, bar: Bar) -> Decimal:
        size = bar._high - bar._low
        return (bar._close - bar._open) / size if size > 0 else ZERO
