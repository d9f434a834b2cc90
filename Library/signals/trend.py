"""Time series momentum: the side of the return over a long window.

After Moskowitz, Ooi and Pedersen, "Time Series Momentum" (2012).
"""

from __future__ import annotations

from collections import deque


class Trend:
    """Closes of the last sessions, and the signs of the returns over each of `lookbacks` sessions.

    Closes in units of an account at the riskless rate make them signs of excess returns.
    """

    def __init__(self, *, lookbacks: tuple[int, ...]) -> None:
        self._closes: deque[float] = deque(maxlen=max(lookbacks) + 1)
        self._lookbacks = lookbacks

    def update(self, close: float) -> None:
        """Takes a session's close."""
        self._closes.append(close)

    def rescale(self, factor: float) -> None:
        """Goes on in prices multiplied by `factor`, as after a split."""
        self._closes = deque((close * factor for close in self._closes), maxlen=self._closes.maxlen)

    def side(self) -> float | None:
        """The mean of the signs, -1 to 1, or none before the longest window is full."""
        if len(self._closes) < (self._closes.maxlen or 0):
            return None
        now = self._closes[-1]
        befores = [self._closes[-1 - sessions] for sessions in self._lookbacks]
        return sum((now > before) - (now < before) for before in befores) / len(befores)
