"""A hedge ratio that drifts: level and slope as a random walk, followed by Kalman's filter.

After Elliott, van der Hoek and Malcolm, "Pairs Trading" (2005).
"""

from __future__ import annotations

import math

DIFFUSE = 1e3  # the first variance of level and slope, in that of the observation: nothing is known of them


class HedgeRatio:
    """Follows y = alpha + beta x + noise, where alpha and beta take a random step each time.

    `drift` is the variance of such a step over that of the noise; `half_life` says in steps how fast the size of the
    surprises, in which the score is measured, is forgotten.
    """

    def __init__(self, *, drift: float, half_life: float) -> None:
        self.alpha = 0.0
        self.beta = 0.0
        self._variance = (DIFFUSE, 0.0, DIFFUSE)  # of alpha, of both, of beta
        self._drift = drift
        self._decay = 0.5 ** (1 / half_life)
        self._half_life = half_life
        self._squares = 0.0
        self._weights = 0.0
        self._samples = 0
        self._score = 0.0

    def update(self, y: float, x: float) -> None:
        """Takes a pair of log prices; the score compares the surprise in it with those before it."""
        level, both, slope = self._variance
        level, slope = level + self._drift, slope + self._drift
        surprise = y - self.alpha - self.beta * x
        with_level, with_slope = level + both * x, both + slope * x
        variance = with_level + with_slope * x + 1
        gain_level, gain_slope = with_level / variance, with_slope / variance
        self.alpha += gain_level * surprise
        self.beta += gain_slope * surprise
        self._variance = (
            level - gain_level * with_level,
            both - gain_level * with_slope,
            slope - gain_slope * with_slope,
        )
        self._score = surprise / math.sqrt(self._squares / self._weights) if self._squares > 0 else 0.0
        self._squares = self._squares * self._decay + surprise * surprise
        self._weights = self._weights * self._decay + 1
        self._samples += 1

    @property
    def score(self) -> float | None:
        """The last surprise in deviations of the earlier ones; none before a half-life of them."""
        return self._score if self._samples > self._half_life else None
