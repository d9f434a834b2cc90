"""The overnight drift of an index fund, and the hour of the day of stocks."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd

from research.toolbox.costs import equity_cost
from research.toolbox.performance import newey_west_t
from research.toolbox.sessions import HOURS, full_sessions
from research.toolbox.tracks import Track


def overnight(table: pd.DataFrame, *, after: str = "any_day") -> Track:
    """Bought at each close and sold at the next open, booked on the day of the sale; `after` a down_day or up_day only.

    The day's move is judged at 15:00, an hour before it has to be decided on.
    """
    days = table[table["previous_close"].notna()]
    held = pd.Series(1.0, index=days.index)
    if after != "any_day":
        move = (table["c15"] / table["previous_close"] - 1).shift(1).reindex(days.index)
        held = ((move < 0) if after == "down_day" else (move > 0)).astype(float)
    turnover = 2 * held
    return Track(
        name=f"overnight after {after}",
        gross=held * (days["open"] / days["previous_close"] - 1),
        cost=turnover * equity_cost(days["raw_close"]),
        turnover=turnover,
    )


def close_to_close(table: pd.DataFrame) -> Track:
    """Holding the fund: what a rule that is long should be held against."""
    gross = (table["close"] / table["previous_close"] - 1).dropna()
    nothing = pd.Series(0.0, index=gross.index)
    return Track(name="held", gross=gross, cost=nothing, turnover=nothing)


def hour_returns(table: pd.DataFrame) -> pd.DataFrame:
    """Log returns of full sessions: overnight, the first half hour, then hour by hour; columns pc->o ... c15->c16."""
    full = full_sessions(table)
    prices = full[["previous_close", "open", *(f"c{hour}" for hour in HOURS)]]
    moves = np.log(prices).diff(axis=1).iloc[:, 1:]
    names = ["pc", "o", *(f"c{hour}" for hour in HOURS)]
    moves.columns = [f"{before}->{after}" for before, after in itertools.pairwise(names)]
    return moves


def mean_table(moves: pd.DataFrame) -> pd.DataFrame:
    """Number, mean in basis points, its standard error and Newey-West t, of each column."""
    rows = {
        name: {
            "n": column.count(),
            "mean_bp": 1e4 * column.mean(),
            "se_bp": 1e4 * column.std() / np.sqrt(column.count()),
            "t": newey_west_t(column.dropna()),
        }
        for name, column in moves.items()
    }
    return pd.DataFrame(rows).T
