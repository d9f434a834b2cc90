"""RelativeVigorIndexSignal: the signal line of the vigor index."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from minilean.indicators.base import Indicator
from minilean.interop.decimals import ZERO

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal


class RelativeVigorIndexSignal(Indicator):
    """LEAN's signal of RVI (Indicators/RelativeVigorIndexSignal.cs): zero for its first three values."""

    warm_up_period = 3

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._recent: deque[Decimal] = deque(maxlen=3)

    @property
    def is_ready(self) -> bool:
        return len(self._recent) == 3

    def _next_value(self, time: datetime, value: Decimal) -> Decimal:
        signal = symmetric_average(value, *self._recent) if len(self._recent) == 3 else ZERO
        self._recent.appendleft(value)
        return signal

    def reset(self) -> None:
        super().reset()
        self._recent.clear()


def symmetric_average(first: Decimal, second: Decimal, third: Decimal, fourth: Decimal) -> Decimal:
    """Four values, the inner two twice."""
    return (first + 2 * (second + third) + fourth) / 6
