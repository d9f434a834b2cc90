"""Time series momentum: the side of the return over a long window.

After Moskowitz, Ooi and Pedersen, "Time Series Momentum" (2012).
"""

from __future__ import annotations

from collections import deque


class Trend:
    """Closes of the last sessions, and the signs of the returns over each of `lookbacks` sessions."""

    def __init__(self, *, lookbacks: tuple[int, ...]) -> None:
        self._closes: deque[float] = deque(maxlen=max(lookbacks) + 1)
        self._lookbacks = lookbacks

    def update(self, close: float) -> None:
        self._closes.append(close)

    def rescale(self, factor: float) -> None:
        """Goes on in prices multiplied by `factor`, as after a split."""
        self._closes = deque((close * factor for close in self._closes), maxlen=self._closes.maxlen)

    def side(self, hurdle: float = 0.0) -> float | None:
        """The mean of the signs, -1 to 1, or none before the longest window is full.

        `hurdle` is what must be earned a session, as a fraction: with the riskless rate signs are of excess returns.
        """
        if len(self._closes) < (self._closes.maxlen or 0):
            return None
        moves = [(self._closes[-1] / self._closes[-1 - days] - 1 - hurdle * days) for days in self._lookbacks]
        return sum((move > 0) - (move < 0) for move in moves) / len(moves)
