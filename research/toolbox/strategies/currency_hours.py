"""Currencies by the time of day: legs of fixed hours, in any zone's clock, over hourly quotes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from research.toolbox.market import NEW_YORK
from research.toolbox.tracks import Track

Floats = NDArray[np.float64]
ONE_HOUR = pd.Timedelta(hours=1)
WEEKDAYS_A_YEAR = 261
DAY_ROLL = pd.Timedelta(hours=7)  # a trading day ends at 17:00 in New York


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """`side` 1 or -1 from the bar that ends at `enters` to the one that ends at `leaves`, each in its zone's clock."""

    side: int
    enters: int
    leaves: int
    zone: str = NEW_YORK


NEW_YORK_LEGS = (Leg(side=-1, enters=3, leaves=9), Leg(side=1, enters=11, leaves=15))
LOCAL_LEGS = (
    Leg(side=-1, enters=8, leaves=14, zone="Europe/Berlin"),
    Leg(side=1, enters=11, leaves=17),
)
JIANG_LEGS = (
    Leg(side=-1, enters=8, leaves=16, zone="Europe/London"),
    Leg(side=1, enters=16, leaves=22, zone="Europe/London"),
)


def hour_returns(quotes: pd.DataFrame) -> pd.Series[float]:
    """Log return of each bar's middle price; none where the bar an hour before is missing."""
    moves = np.log(quotes["mid"]).diff()
    return moves.where(quotes.index.to_series().diff() == ONE_HOUR)


def legs_track(name: str, quotes: pd.DataFrame, legs: tuple[Leg, ...], cost: pd.Series[float]) -> Track:
    """The record of legs by trading day; a trade costs what the quote before it says and counts with the bar after."""
    starts = quotes.index - ONE_HOUR
    position = sum(leg.side * is_held(leg, starts) for leg in legs)
    traded = np.abs(np.diff(position, prepend=0.0))
    day = (starts + DAY_ROLL).normalize().tz_localize(None)
    by_day = (
        pd.DataFrame(
            {
                "gross": position * hour_returns(quotes).fillna(0.0).to_numpy(),
                "cost": traded * cost.shift(1).bfill().to_numpy(),
                "turnover": traded,
            }
        )
        .groupby(day)
        .sum()
    )
    by_day.index.name = "day"
    return Track(
        name=name,
        gross=by_day["gross"],
        cost=by_day["cost"],
        turnover=by_day["turnover"],
        days_a_year=WEEKDAYS_A_YEAR,
    )


def is_held(leg: Leg, starts: pd.DatetimeIndex) -> Floats:
    """1.0 for bars that begin while a leg is held."""
    hour = starts.tz_convert(leg.zone).hour
    held: Floats = ((hour >= leg.enters) & (hour < leg.leaves)).astype(float)
    return held


def currency_sessions(quotes: pd.DataFrame, *, zone: str, opens: int, closes: int) -> pd.DataFrame:
    """Sessions between two hours of a zone's day, like those of an equity: open, c9 ..., previous_close."""
    local = quotes["mid"].tz_convert(zone)
    hours = local.to_frame().assign(day=local.index.normalize().tz_localize(None), hour=local.index.hour)
    wanted = range(opens, closes + 1)
    table = hours.pivot_table(index="day", columns="hour", values="mid").reindex(columns=list(wanted)).add_prefix("c")
    table = table[table.index.dayofweek < 5]
    table["is_full"] = table.notna().all(axis=1)
    table = table[table["is_full"]]
    return table.assign(open=table[f"c{opens}"], previous_close=table[f"c{closes}"].shift(1))
