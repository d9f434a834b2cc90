"""Records put together at equal risk: each brought to the same volatility by what was known the day before."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from research.toolbox.tracks import Track


def at_volatility(
    net: pd.Series[float], *, target: float = 0.10, window: int = 252, most: float = 5, days_a_year: int = 252
) -> pd.Series[float]:
    """Returns scaled to `target` a year by their trailing deviation up to the day before; none before the window."""
    deviation = net.rolling(window).std().shift(1) * math.sqrt(days_a_year)
    return (net * (target / deviation).clip(upper=most)).dropna()


def equal_risk(tracks: list[Track], *, target: float = 0.10, window: int = 252, most: float = 5) -> pd.Series[float]:
    """The mean of the records, each at the target's volatility, on the days on which all of them have one."""
    legs = [
        at_volatility(track.net, target=target, window=window, most=most, days_a_year=track.days_a_year)
        for track in tracks
    ]
    return pd.concat(legs, axis=1, join="inner").mean(axis=1)


def volatility_target(
    track: Track, closes: pd.Series[float], *, target: float = 0.01, center_of_mass: float = 30, cap: float = 2
) -> Track:
    """The record with each day's weight target / deviation, by the weighted squared close-to-close moves before it."""
    squares = closes.pct_change().pow(2)
    deviation = squares.ewm(com=center_of_mass).mean().pow(0.5).shift(1)
    return track.weighted((target / deviation).clip(upper=cap).fillna(0.0))
