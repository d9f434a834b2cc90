"""Same-hour periodicity: what a stock did at this hour of the days before, after Heston, Korajczyk and Sadka (2010)."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from research.toolbox.sessions import HOURS, full_sessions

Floats = NDArray[np.float64]
BARS_A_DAY = len(HOURS)
WINDOW = 60
CLIP = 5.0


def bar_returns(table: pd.DataFrame) -> pd.DataFrame:
    """Log returns of each bar of full sessions, the first from the open; nights are left out."""
    prices = full_sessions(table)[["open", *(f"c{hour}" for hour in HOURS)]]
    return np.log(prices).diff(axis=1).iloc[:, 1:]


def relative_returns(tables: dict[str, pd.DataFrame]) -> Floats:
    """Each bar's return in its own usual deviations, cut at five, less the stocks' mean; shape (days, bars, stocks)."""
    scaled = []
    for table in tables.values():
        moves = bar_returns(table)
        scaled.append((moves / moves.rolling(WINDOW).std().shift(1)).clip(-CLIP, CLIP))
    together = pd.concat(scaled, axis=1, keys=list(tables), join="inner").dropna()
    cube: Floats = together.to_numpy().reshape(len(together), len(tables), BARS_A_DAY).transpose(0, 2, 1)
    relative: Floats = cube - cube.mean(axis=2, keepdims=True)
    return relative


def lag_profile(relative: Floats, lags: tuple[int, ...]) -> pd.DataFrame:
    """The slope of a bar's relative return on that of so many bars before, with a t from errors summed by day."""
    flat = relative.reshape(-1, relative.shape[2])
    rows = {}
    for lag in lags:
        wanted, given = flat[lag:], flat[:-lag]
        squares = float((given**2).sum())
        slope = float((given * wanted).sum()) / squares
        scores = (given * (wanted - slope * given)).sum(axis=1)
        by_day = np.bincount(np.arange(lag, len(flat)) // BARS_A_DAY, weights=scores)
        rows[lag] = {"slope": slope, "se": math.sqrt(float(by_day @ by_day)) / squares}
    table = pd.DataFrame(rows).T.rename_axis("lag_bars")
    return table.assign(t=table["slope"] / table["se"])
