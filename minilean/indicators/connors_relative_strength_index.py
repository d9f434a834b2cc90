"""ConnorsRelativeStrengthIndex: the mean of two strength indices and the rank of the latest change."""

from __future__ import annotations

from collections import deque
from decimal import Decimal
from typing import TYPE_CHECKING

from minilean.indicators.base import Indicator
from minilean.indicators.constructors import named
from minilean.indicators.relative_strength_index import RelativeStrengthIndex
from minilean.interop.decimals import ZERO

if TYPE_CHECKING:
    from datetime import datetime


class ConnorsRelativeStrengthIndex(Indicator):
    """LEAN's CRSI (Indicators/ConnorsRelativeStrengthIndex.cs): zero until it is ready."""

    @named("CRSI({rsi_period},{rsi_period_streak},{look_back_period})")
    def __init__(self, name: str, rsi_period: int, rsi_period_streak: int, look_back_period: int) -> None:
        super().__init__(name)
        self._strength = RelativeStrengthIndex(rsi_period)
        self._streak_strength = RelativeStrengthIndex(rsi_period_streak)
        self._qc_parts = (self._strength, self._streak_strength)
        self._look_back = look_back_period
        self._changes: deque[Decimal] = deque(maxlen=look_back_period)
        self._streak = 0
        self._previous_value: Decimal | None = None
        self.warm_up_period = max(look_back_period, rsi_period + 1, rsi_period_streak + 1)

    @property
    def is_ready(self) -> bool:
        return self._strength.is_ready and self._streak_strength.is_ready and len(self._changes) == self._look_back

    def _next_value(self, time: datetime, value: Decimal) -> Decimal:
        self._strength._qc_feed(self._qc_symbol, time, value)
        before = self._previous_value
        if before is not None:
            self._streak = _next_streak(self._streak, value - before)
        self._streak_strength._qc_feed(None, time, Decimal(self._streak))
        self._previous_value = value
        if not before:
            self._changes.append(ZERO)
            return ZERO
        change = (value - before) / before
        rank = ZERO
        if len(self._changes) == self._look_back:
            rank = Decimal(100 * sum(past < change for past in self._changes)) / self._look_back
        self._changes.append(change)
        if not self.is_ready:
            return ZERO
        return (self._strength._qc_value + self._streak_strength._qc_value + rank) / 3

    def reset(self) -> None:
        self._changes.clear()
        self._streak = 0
        self._previous_value = None
        super().reset()


def _next_streak(streak: int, change: Decimal) -> int:
    """How many rises (above zero) or falls (below) in a row; no change keeps the streak."""
    if change > 0:
        return max(streak, 0) + 1
    if change < 0:
        return min(streak, 0) - 1
    return streak
