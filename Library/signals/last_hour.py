"""Last-hour momentum: the day's move up to the last hour, if it is large for these days, goes on into the close.

After Gao, Han, Li and Zhou (2018) and Baltussen, Da, Lammers and Martens (2021), with a filter on size.
"""

from __future__ import annotations

from collections import deque


class LastHour:
    """Compares the size of today's move with a quantile of those of the last `window` full sessions."""

    def __init__(self, *, window: int, quantile: float) -> None:
        self._sizes: deque[float] = deque(maxlen=window)
        self._window = window
        self._quantile = quantile

    def remember(self, move: float) -> None:
        """Adds the move of a full session once it is over."""
        self._sizes.append(abs(move))

    @property
    def threshold(self) -> float | None:
        """The size a move must exceed, or none before the window is full."""
        if len(self._sizes) < self._window:
            return None
        ordered = sorted(self._sizes)
        place = self._quantile * (self._window - 1)
        below = int(place)
        above = min(below + 1, self._window - 1)
        return ordered[below] + (ordered[above] - ordered[below]) * (place - below)

    def side(self, move: float) -> int:
        """1 to buy, -1 to sell short, 0 to stay out of the last hour."""
        threshold = self.threshold
        if threshold is None or abs(move) <= threshold:
            return 0
        return 1 if move > 0 else -1
