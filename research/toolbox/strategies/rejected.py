"""Fades by the hour that do not pay: kept so that they are known to have been tried."""

from __future__ import annotations

import numpy as np
import pandas as pd

from research.toolbox.costs import equity_cost
from research.toolbox.sessions import full_sessions
from research.toolbox.strategies.currency_hours import DAY_ROLL, ONE_HOUR, WEEKDAYS_A_YEAR, hour_returns
from research.toolbox.strategies.same_hour import bar_returns
from research.toolbox.tracks import Track


def band_fade(bars: pd.DataFrame, *, window: int, width: float = 2.0) -> Track:
    """Against an hour's close outside Bollinger's bands of so many bars, until it is back at their middle."""
    close = bars["close"]
    score = (close - close.rolling(window).mean()) / close.rolling(window).std()
    held, positions = 0.0, []
    for value in score.fillna(0.0):
        if abs(value) > width:
            held = -np.sign(value)
        elif held * value >= 0:
            held = 0.0
        positions.append(held)
    return _hour_track(f"bands of {window} bars", bars, pd.Series(positions, index=bars.index))


def hour_fade(quotes: pd.DataFrame, cost: pd.Series[float], *, least: float = 1.0, window: int = 500) -> Track:
    """Against a currency's last hour if it was larger than so many deviations, for one hour."""
    moves = hour_returns(quotes)
    score = moves / moves.rolling(window, min_periods=window // 2).std().shift(1)
    position = (-np.sign(moves) * (score.abs() > least)).shift(1).fillna(0.0).to_numpy()
    traded = np.abs(np.diff(position, prepend=0.0))
    by_day = (
        pd.DataFrame(
            {
                "gross": position * moves.fillna(0.0).to_numpy(),
                "cost": traded * cost.shift(1).bfill().to_numpy(),
                "turnover": traded,
            }
        )
        .groupby((quotes.index - ONE_HOUR + DAY_ROLL).normalize().tz_localize(None))
        .sum()
    )
    return Track(
        name=f"last hour faded beyond {least:g}",
        gross=by_day["gross"],
        cost=by_day["cost"],
        turnover=by_day["turnover"],
        days_a_year=WEEKDAYS_A_YEAR,
    )


def contrarian(tables: dict[str, pd.DataFrame]) -> Track:
    """Lo and MacKinlay's (1990) weights by the hour: long what fell against the mean of some stocks, gross one."""
    moves = pd.concat({name: bar_returns(table) for name, table in tables.items()}, axis=1, join="inner")
    days, stocks = len(moves), len(tables)
    cube = moves.to_numpy().reshape(days, stocks, -1)
    away = cube - cube.mean(axis=1, keepdims=True)
    weights = -away / np.abs(away).sum(axis=1, keepdims=True)
    held = np.concatenate([np.zeros((days, stocks, 1)), weights[:, :, :-1]], axis=2)
    traded = np.abs(np.diff(held, axis=2, append=0.0)).sum(axis=2)
    sides = np.column_stack(
        [equity_cost(full_sessions(table)["raw_close"]).reindex(moves.index) for table in tables.values()]
    )
    return Track(
        name="contrarian by the hour",
        gross=pd.Series((held * cube).sum(axis=(1, 2)), index=moves.index),
        cost=pd.Series((traded * sides).sum(axis=1), index=moves.index),
        turnover=pd.Series(traded.sum(axis=1), index=moves.index),
    )


def _hour_track(name: str, bars: pd.DataFrame, positions: pd.Series[float]) -> Track:
    """Positions taken at each bar's close and held to the next, over nights too."""
    held = positions.shift(1).fillna(0.0)
    day = bars.index.normalize()
    turnover = held.diff().abs().fillna(0.0)
    side = equity_cost((bars["close"] / bars["factor"]).groupby(day).last())
    traded = turnover.groupby(day).sum()
    return Track(
        name=name,
        gross=(held * bars["close"].pct_change().fillna(0.0)).groupby(day).sum(),
        cost=traded * side,
        turnover=traded,
    )
