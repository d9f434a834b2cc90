"""How much a security moves in a day, the recent days weighing more."""

from __future__ import annotations

import math


class DailyVolatility:
    """Root of the exponentially weighted mean of squared daily returns; `center_of_mass` is in sessions."""

    def __init__(self, *, center_of_mass: float) -> None:
        self._decay = center_of_mass / (1.0 + center_of_mass)
        self._squares = 0.0
        self._weights = 0.0
        self.samples = 0

    def update(self, daily_return: float) -> None:
        self._squares = self._squares * self._decay + daily_return * daily_return
        self._weights = self._weights * self._decay + 1.0
        self.samples += 1

    @property
    def value(self) -> float:
        """Zero before the first return."""
        return math.sqrt(self._squares / self._weights) if self._weights else 0.0
