"""Same-hour periodicity: a stock's returns at one hour of the day continue on the days after.

After Heston, Korajczyk and Sadka, "Intraday Patterns in the Cross-section of Stock Returns" (2010). Too small to trade
on, large enough to choose the hour of an order that has to be sent anyway.
"""

from __future__ import annotations

import math
from collections import deque


class SameHourReturns:
    """The returns of each bar of the day over the last `window` sessions."""

    def __init__(self, *, window: int) -> None:
        self._window = window
        self._returns: dict[int, deque[float]] = {}

    def remember(self, bar: int, value: float) -> None:
        """Adds the return of bar 1, 2, ... of a session."""
        self._returns.setdefault(bar, deque(maxlen=self._window)).append(value)

    def should_wait(self, bar: int, side: int) -> bool:
        """Whether bar `bar`, about to begin, usually moves in the order's favour by more than one standard error.

        A buyer waits for an expected fall, a seller for an expected rise; nobody waits before the window is full.
        """
        values = self._returns.get(bar, ())
        if len(values) < self._window:
            return False
        mean = math.fsum(values) / self._window
        variance = math.fsum((value - mean) ** 2 for value in values) / (self._window - 1)
        return -side * mean > math.sqrt(variance / self._window)
