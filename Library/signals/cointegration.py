"""Cointegration of two prices: Engle and Granger's two steps (1987), with MacKinnon's p-values.

MacKinnon, "Approximate Asymptotic Distribution Functions for Unit-Root and Cointegration Tests" (1994), tables 3 and 4.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from signals.ornstein_uhlenbeck import fit_path
from signals.rolling import Floats

# MacKinnon's surfaces for two variables and a constant: a normal deviate as a polynomial of the statistic.
LOWEST, SEAM, HIGHEST = -18.86, -2.62, 0.92
BELOW_SEAM = (2.92, 1.5012, 0.039796)
ABOVE_SEAM = (2.1945, 0.64695, -0.29198, -0.042377)
COLLINEAR = 1e-10  # the share of variance left below which two series are one


@dataclass(frozen=True, slots=True, kw_only=True)
class EngleGranger:
    """`half_life` of the residual is in samples, infinite where it is not pulled back."""

    beta: float
    statistic: float
    p_value: float
    half_life: float


def engle_granger(explained: Floats, explaining: Floats) -> EngleGranger:
    """Regresses one series of log prices on another and tests the residual for a unit root."""
    centred = explaining - explaining.mean()
    wanted = explained - explained.mean()
    squares = float(centred @ centred)
    beta = float(centred @ wanted) / squares if squares > 0 else 0.0
    residual = wanted - beta * centred
    if float(residual @ residual) <= COLLINEAR * float(wanted @ wanted):
        return EngleGranger(beta=beta, statistic=-math.inf, p_value=0.0, half_life=0.0)
    statistic = dickey_fuller(residual)
    process = fit_path(residual)
    half_life = math.inf if process is None else process.half_life
    return EngleGranger(beta=beta, statistic=statistic, p_value=p_value(statistic), half_life=half_life)


def dickey_fuller(residual: Floats) -> float:
    """The augmented Dickey-Fuller t of a series without constant; lagged differences chosen by Akaike's criterion."""
    count = len(residual)
    most = min(math.ceil(12 * (count / 100) ** 0.25), count // 2 - 1)
    changes = np.diff(residual)
    wanted, given = _lagged(residual, changes, most)
    orthogonal = np.linalg.qr(given)[0]
    explained = np.cumsum((orthogonal.T @ wanted) ** 2)
    left = np.maximum(float(wanted @ wanted) - explained, np.finfo(float).tiny)
    criterion = len(wanted) * np.log(left) + 2 * np.arange(1, most + 2)
    wanted, given = _lagged(residual, changes, int(np.argmin(criterion)))
    inverse = np.linalg.inv(given.T @ given)
    slopes = inverse @ (given.T @ wanted)
    errors = wanted - given @ slopes
    variance = float(errors @ errors) / (len(wanted) - given.shape[1])
    return float(slopes[0] / math.sqrt(variance * inverse[0, 0]))


def p_value(statistic: float) -> float:
    """How likely a statistic as low as this one is where two series are not cointegrated."""
    if statistic > HIGHEST:
        return 1.0
    if statistic < LOWEST:
        return 0.0
    surface = BELOW_SEAM if statistic <= SEAM else ABOVE_SEAM
    deviate = sum(factor * statistic**power for power, factor in enumerate(surface))
    return math.erfc(-deviate / math.sqrt(2)) / 2


def _lagged(residual: Floats, changes: Floats, lags: int) -> tuple[Floats, Floats]:
    """The changes to explain, and beside each the level before it and the `lags` changes before it."""
    wanted = changes[lags:]
    columns = [residual[lags:-1], *(changes[lags - lag : len(changes) - lag] for lag in range(1, lags + 1))]
    return wanted, np.column_stack(columns)
