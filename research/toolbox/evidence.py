"""How far a Sharpe ratio may be believed: after how many days, of which shape, as the best of how many trials.

Bailey and Lopez de Prado, "The Sharpe Ratio Efficient Frontier" (2012) and "The Deflated Sharpe Ratio" (2014). Ratios
here are of one period, a day, not annualised; kurtosis is 3 for a normal distribution.
"""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

from minilean.optimization.evidence import probability_of_overfitting

if TYPE_CHECKING:
    import pandas as pd

    from research.toolbox.tracks import Track

NORMAL = NormalDist()
EULER_MASCHERONI = 0.5772156649015329


def moments(returns: pd.Series[float]) -> tuple[float, float]:
    """Skewness and kurtosis of the population; 0 and 3 where nothing moves."""
    values = returns.to_numpy(dtype=float)
    deviation = float(values.std())
    if not deviation:
        return 0.0, 3.0
    standard = (values - values.mean()) / deviation
    return float((standard**3).mean()), float((standard**4).mean())


def probabilistic_sharpe_ratio(
    ratio: float, *, samples: int, skewness: float, kurtosis: float, against: float = 0.0
) -> float:
    """The probability that the true ratio is above `against`."""
    spread = _spread(ratio, skewness, kurtosis)
    return NORMAL.cdf((ratio - against) * math.sqrt(samples - 1) / spread)


def best_by_luck(*, trials: float, variance: float) -> float:
    """SR0: the best ratio to expect of so many trials without any skill, whose ratios have this variance."""
    first, second = NORMAL.inv_cdf(1 - 1 / trials), NORMAL.inv_cdf(1 - 1 / (trials * math.e))
    return math.sqrt(variance) * ((1 - EULER_MASCHERONI) * first + EULER_MASCHERONI * second)


def deflated_sharpe_ratio(track: Track, *, trials: float) -> dict[str, float]:
    """The record's net ratio against the best by luck of so many trials; ratios a year.

    The variance of trials is that of the null, 1 / days: trials that costs destroyed would blow it up.
    """
    net = track.net
    days = len(net)
    ratio = float(net.mean()) / float(net.std())
    skewness, kurtosis = moments(net)
    luck = best_by_luck(trials=trials, variance=1 / days)
    year = math.sqrt(track.days_a_year)
    return {
        "years": days / track.days_a_year,
        "sr_net": ratio * year,
        "sr0": luck * year,
        "psr": probabilistic_sharpe_ratio(ratio, samples=days, skewness=skewness, kurtosis=kurtosis),
        "dsr": probabilistic_sharpe_ratio(ratio, samples=days, skewness=skewness, kurtosis=kurtosis, against=luck),
        "min_years": minimum_track_record(ratio, skewness=skewness, kurtosis=kurtosis) / track.days_a_year,
    }


def minimum_track_record(ratio: float, *, skewness: float, kurtosis: float, confidence: float = 0.95) -> float:
    """How many periods it takes to believe a ratio is above zero; infinite where it is not."""
    if ratio <= 0:
        return math.inf
    return 1 + (_spread(ratio, skewness, kurtosis) * NORMAL.inv_cdf(confidence) / ratio) ** 2


def overfitting(returns: pd.DataFrame) -> float:
    """The probability of backtest overfitting of a grid, a column a cell, by 16 blocks."""
    return probability_of_overfitting(np.ascontiguousarray(returns.to_numpy(dtype=float)))


def _spread(ratio: float, skewness: float, kurtosis: float) -> float:
    return math.sqrt(1 - skewness * ratio + (kurtosis - 1) / 4 * ratio**2)
