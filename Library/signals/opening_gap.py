"""The opening gap: how today's open compares with the overnight moves of these days, and whether its print is sound."""

from __future__ import annotations

import math
from collections import deque

NOT_A_PRINT = 6.0  # deviations beyond which an open is doubted
TAKEN_BACK = 0.6  # the share of it that the first bar takes back


def sound_open(*, opened: float, previous_close: float, first_close: float, deviation: float) -> float:
    """Today's open, or the close of the first bar where the open is a bad print.

    A print is bad when it is more than six deviations of overnight moves away from yesterday's close and the first bar
    takes at least 60 % of that back: so SPY's of 2000-12-18. Meant for index funds, which have no news of their own.
    """
    gap = opened / previous_close - 1
    if deviation <= 0 or abs(gap) <= NOT_A_PRINT * deviation:
        return opened
    taken_back = (opened - first_close) / (opened - previous_close)
    return first_close if taken_back >= TAKEN_BACK else opened


class OvernightMoves:
    """The last `window` moves from a close to the next open, as fractions."""

    def __init__(self, *, window: int) -> None:
        self._moves: deque[float] = deque(maxlen=window)
        self._window = window

    def remember(self, move: float) -> None:
        self._moves.append(move)

    @property
    def deviation(self) -> float:
        """Their sample standard deviation; zero before the window is full."""
        if len(self._moves) < self._window:
            return 0.0
        mean = math.fsum(self._moves) / self._window
        return math.sqrt(math.fsum((move - mean) ** 2 for move in self._moves) / (self._window - 1))

    def side(self, move: float, threshold: float) -> int:
        """The direction of a gap of more than `threshold` deviations, else 0."""
        deviation = self.deviation
        if not deviation or abs(move) <= threshold * deviation:
            return 0
        return 1 if move > 0 else -1
