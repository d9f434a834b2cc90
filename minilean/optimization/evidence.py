"""How far a sweep's winner may be believed: the deflated Sharpe ratio and the probability of overfitting.

Sources: Bailey and Lopez de Prado, "The Deflated Sharpe Ratio" (2014); Bailey, Borwein, Lopez de Prado and Zhu, "The
Probability of Backtest Overfitting" (2015), by combinatorially symmetric cross-validation. Sharpe ratios are of daily
returns, not annualized.
"""

from __future__ import annotations

import itertools
import math
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

Returns = NDArray[np.float64]
"""Daily returns, a row a day and a column a trial."""

_EULER_MASCHERONI = 0.5772156649015329
_NORMAL = NormalDist()
_FEWEST_DAYS_A_BLOCK = 2


def sharpe_ratios(returns: Returns) -> Returns:
    """The daily Sharpe ratio of each column; zero where nothing moves."""
    deviation = returns.std(axis=0, ddof=1)
    return np.divide(returns.mean(axis=0), deviation, out=np.zeros(returns.shape[1]), where=deviation > 0)


def deflated_sharpe_ratio(returns: Returns, winner: int) -> float:
    """The probability that the winner's true Sharpe ratio is above what the best of so many trials shows by luck.

    ``returns`` has days as rows and trials as columns; NaN with fewer than two trials or three days.
    """
    days, trials = returns.shape
    if trials < 2 or days < 3:
        return math.nan
    ratios = sharpe_ratios(returns)
    spread = float(ratios.std(ddof=1))
    luck = spread * (
        (1 - _EULER_MASCHERONI) * _NORMAL.inv_cdf(1 - 1 / trials)
        + _EULER_MASCHERONI * _NORMAL.inv_cdf(1 - 1 / (trials * math.e))
    )
    own = returns[:, winner]
    ratio = float(ratios[winner])
    deviation = float(own.std())
    if not deviation:
        return math.nan
    standard = (own - own.mean()) / deviation
    skewness, kurtosis = float((standard**3).mean()), float((standard**4).mean())
    variance = 1 - skewness * ratio + (kurtosis - 1) / 4 * ratio**2
    return _NORMAL.cdf((ratio - luck) * math.sqrt(days - 1) / math.sqrt(variance)) if variance > 0 else math.nan


def probability_of_overfitting(returns: Returns, blocks: int = 16) -> float:
    """How often the best trial of one half of the blocks is below the median in the other half.

    All ways of halving are counted; NaN with fewer than two trials or too few days.
    """
    days, trials = returns.shape
    size = days // blocks
    if trials < 2 or size < _FEWEST_DAYS_A_BLOCK:
        return math.nan
    cut = returns[: size * blocks].reshape(blocks, size, trials)
    sums, squares = cut.sum(axis=1), (cut**2).sum(axis=1)
    halves = np.array(list(itertools.combinations(range(blocks), blocks // 2)))
    chosen = np.zeros((len(halves), blocks))
    np.put_along_axis(chosen, halves, 1.0, axis=1)
    count = size * blocks // 2
    inside, outside = (_ratios(half @ sums, half @ squares, count) for half in (chosen, 1 - chosen))
    rows = np.arange(len(halves))
    winners = outside[rows, inside.argmax(axis=1)][:, None]
    rank = (outside < winners).sum(axis=1) + ((outside == winners).sum(axis=1) + 1) / 2
    return float((rank / (trials + 1) <= 0.5).mean())


def _ratios(sums: Returns, squares: Returns, count: int) -> Returns:
    mean = sums / count
    variance = np.maximum(squares / count - mean**2, 0.0)
    return np.divide(mean, np.sqrt(variance), out=np.zeros_like(mean), where=variance > 0)
