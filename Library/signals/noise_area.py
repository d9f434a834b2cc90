"""The noise area: a price that leaves the band of the day's usual moves tends to go on in that direction.

After Zarattini, Aziz and Barbon, "Beat the Market" (2024), with checks on the hour.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """The band of noise at one time of the day, in the price's own unit."""

    upper: float
    lower: float

    def side(self, close: float) -> int:
        """1 above the band, -1 below it, 0 inside and on its edges."""
        return (close > self.upper) - (close < self.lower)


class NoiseArea:
    """Mean sizes of the moves since the open, by the number of the bar, over the last `window` full sessions."""

    def __init__(self, *, window: int, multiplier: float) -> None:
        self._sessions: deque[tuple[float, ...]] = deque(maxlen=window)
        self._window = window
        self._multiplier = multiplier

    def remember(self, moves: tuple[float, ...]) -> None:
        """Adds a full session once it is over: close / open - 1 at the end of each of its bars."""
        self._sessions.append(tuple(abs(move) for move in moves))

    def usual_move(self, bar: int) -> float | None:
        """The mean size of the move at the end of bar 1, 2, ..., or none before the window is full."""
        if len(self._sessions) < self._window:
            return None
        return sum(session[bar - 1] for session in self._sessions) / self._window

    def bounds(self, bar: int, *, opened: float, previous_close: float) -> Bounds | None:
        """The band around today's open and yesterday's close, or none before the window is full."""
        move = self.usual_move(bar)
        if move is None:
            return None
        return Bounds(
            upper=max(opened, previous_close) * (1 + self._multiplier * move),
            lower=min(opened, previous_close) * (1 - self._multiplier * move),
        )


def held_side(*, side: int, held: int, until: str, may_enter: bool) -> int:
    """The position after a check: `until` "boundary" leaves inside the band, "hold" stays until the opposite side.

    Where nothing may be entered any more, what would be a new position is none.
    """
    wanted = held if until == "hold" and side == 0 else side
    return wanted if may_enter or wanted == held else 0
