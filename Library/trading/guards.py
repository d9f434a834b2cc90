"""Guards on entries: spreads that are wider than usual at this hour."""

from __future__ import annotations

from collections import deque
from statistics import median


class SpreadGuard:
    """Compares a spread with the median of the last `days` at the same hour, and with a ceiling in basis points."""

    def __init__(self, *, multiple: float = 3.0, days: int = 20, ceiling: float | None = None) -> None:
        self._multiple = multiple
        self._days = days
        self._ceiling = ceiling
        self._spreads: dict[int, deque[float]] = {}

    def remember(self, hour: int, spread: float) -> None:
        """Adds the spread in basis points at the end of a bar."""
        self._spreads.setdefault(hour, deque(maxlen=self._days)).append(spread)

    def allows(self, hour: int, spread: float) -> bool:
        """False for a negative spread, one above the ceiling, or a multiple of the usual one once that is known."""
        if spread < 0 or (self._ceiling is not None and spread > self._ceiling):
            return False
        usual = self._spreads.get(hour, ())
        return len(usual) < self._days or spread <= self._multiple * median(usual)
