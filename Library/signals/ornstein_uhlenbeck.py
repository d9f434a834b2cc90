"""Ornstein-Uhlenbeck: how fast a spread is pulled back to its mean, and how far from it it stands.

After Avellaneda and Lee, "Statistical Arbitrage in the U.S. Equities Market" (2010), appendix.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from signals.rolling import Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class OrnsteinUhlenbeck:
    """`kappa` is the speed of the pull, per step; `mean` and the deviation in equilibrium are in the path's unit."""

    kappa: float
    mean: float
    deviation: float

    @property
    def half_life(self) -> float:
        """Steps after which half of a distance from the mean is expected to be gone."""
        return math.log(2) / self.kappa


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """What is left of one security's returns when `beta` times another's are taken out, as a process of their sum."""

    beta: float
    process: OrnsteinUhlenbeck

    @property
    def score(self) -> float:
        """Avellaneda and Lee's s: the distance from the mean in deviations; the sum of residuals ends at zero."""
        return -self.process.mean / self.process.deviation


def fit_path(path: Floats) -> OrnsteinUhlenbeck | None:
    """Fits X_t = a + b X_(t-1) + u by least squares; none where the path is not pulled back, b outside 0 to 1."""
    before, after = path[:-1], path[1:]
    intercept, slope, noise = _line(before, after)
    if not 0 < slope < 1 or noise <= 0:
        return None
    return OrnsteinUhlenbeck(
        kappa=-math.log(slope), mean=intercept / (1 - slope), deviation=math.sqrt(noise / (1 - slope * slope))
    )


def fit_spread(explained: Floats, explaining: Floats) -> Spread | None:
    """Regresses returns on returns over a window and fits the cumulated residual; none where it does not revert."""
    intercept, beta, noise = _line(explaining, explained)
    if noise <= 0:
        return None
    process = fit_path((explained - intercept - beta * explaining).cumsum())
    return None if process is None else Spread(beta=beta, process=process)


def _line(given: Floats, wanted: Floats) -> tuple[float, float, float]:
    """Intercept, slope and mean squared residual of a straight line by least squares."""
    mean_given, mean_wanted = float(given.mean()), float(wanted.mean())
    from_given, from_wanted = given - mean_given, wanted - mean_wanted
    squares = float(from_given @ from_given)
    if squares <= 0:
        return mean_wanted, 0.0, 0.0
    slope = float(from_given @ from_wanted) / squares
    residual = from_wanted - slope * from_given
    return mean_wanted - slope * mean_given, slope, float(residual @ residual) / len(residual)
