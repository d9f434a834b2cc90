"""Momentum: the change since so many values ago."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.indicators.base import WindowIndicator
from minilean.indicators.constructors import named

if TYPE_CHECKING:
    from decimal import Decimal


class Momentum(WindowIndicator):
    """LEAN's MOM (Indicators/Momentum.cs): until it is ready, the change since the first value."""

    @named("MOM({period})")
    def __init__(self, name: str, period: int) -> None:
        super().__init__(name, period)

    @property
    def warm_up_period(self) -> int:
        return self._period + 1

    @property
    def is_ready(self) -> bool:
        return self.samples > self._period

    def _compute_of_window(self, value: Decimal) -> Decimal:
        return value - (self._removed if self.samples > self._period else self._values[-1])
