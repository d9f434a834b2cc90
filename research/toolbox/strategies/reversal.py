"""Index reversal: a short dip bought in a long rise, and the last five days faded."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass

import numpy as np
import pandas as pd

from research.toolbox.costs import equity_cost
from research.toolbox.tracks import Track
from signals.reversal import Average, Fade, RelativeStrength

EXECUTIONS = ("close", "next_open", "before_close")


@dataclass(slots=True)
class DipSignals:
    """The RSI, the long average and the short one; none of them is known before its window."""

    strength: RelativeStrength
    trend: Average
    mean: Average

    def update(self, close: float) -> None:
        self.strength.update(close)
        self.trend.update(close)
        self.mean.update(close)

    def wanted(self, price: float, held: int, low: float) -> int:
        """1 to hold, 0 to be out."""
        rsi, trend, mean = self.strength.value, self.trend.value, self.mean.value
        if rsi is None or trend is None or mean is None:
            return 0
        if held:
            return int(price <= mean)
        return int(rsi < low and price > trend)


def dip_decisions(
    table: pd.DataFrame, *, low: float = 10, trend: int = 200, leave: int = 5, period: int = 2, at: str = "close"
) -> pd.DataFrame:
    """RSI, averages and the position wanted after each day's price `at` "close", or at 15:00: "c15"."""
    known = DipSignals(RelativeStrength(period=period), Average(window=trend), Average(window=leave))
    held, rows = 0, []
    for seen, close in zip(_seen(table, at), table["close"], strict=True):
        signals = known if at == "close" else deepcopy(known)
        signals.update(seen)
        held = signals.wanted(seen, held, low)
        rows.append((seen, signals.strength.value, signals.trend.value, signals.mean.value, held))
        if signals is not known:
            known.update(close)
    columns = ["price", "rsi", "trend", "mean", "position"]
    return pd.DataFrame(rows, index=table.index, columns=columns, dtype=float)


def rsi_dip(
    table: pd.DataFrame,
    *,
    low: float = 10,
    trend: int = 200,
    leave: int = 5,
    period: int = 2,
    execution: str = "close",
) -> Track:
    """Long from a low RSI above the long average until above the short one.

    `execution` "close" fills at the very close it decides on, which nobody can; "next_open" a night later;
    "before_close" decides at 15:00 and fills at the close. Days count from the second after the average is known.
    """
    at = "c15" if execution == "before_close" else "close"
    decisions = dip_decisions(table, low=low, trend=trend, leave=leave, period=period, at=at)
    first = decisions["trend"].first_valid_index()
    wanted = decisions["position"]
    name = f"RSI({period}) below {low:g}, {trend}/{leave}, {execution}"
    if execution == "next_open":
        return _filled_at_open(name, table, wanted, first)
    return filled_at_close(name, table, wanted, first)


def fade_decisions(table: pd.DataFrame, *, days: int = 5, window: int = 60) -> pd.DataFrame:
    """The score of the last days and the weight against it, after each close."""
    fade = Fade(days=days, window=window)
    rows = []
    for close in table["close"]:
        fade.update(close)
        rows.append((fade.score, fade.weight))
    return pd.DataFrame(rows, index=table.index, columns=["score", "position"], dtype=float)


def five_day_fade(table: pd.DataFrame, *, days: int = 5, window: int = 60, execution: str = "close") -> Track:
    """Against the last five days in proportion to their size, rebalanced every day."""
    decisions = fade_decisions(table, days=days, window=window)
    first = decisions["score"].first_valid_index()
    wanted = decisions["position"].fillna(0.0)
    fill = _filled_at_open if execution == "next_open" else filled_at_close
    return fill(f"{days}-day fade, {execution}", table, wanted, first)


def filled_at_close(name: str, table: pd.DataFrame, wanted: pd.Series[float], first: pd.Timestamp) -> Track:
    """The record of positions taken at the close of the day they are decided on; from two days after `first` on."""
    held = wanted.shift(1).fillna(0.0)
    turnover = held.diff().abs().fillna(0.0)
    track = Track(
        name=name,
        gross=held * (table["close"] / table["previous_close"] - 1).fillna(0.0),
        cost=turnover * equity_cost(table["raw_close"]),
        turnover=turnover,
    )
    return _after(track, first)


def _filled_at_open(name: str, table: pd.DataFrame, wanted: pd.Series[float], first: pd.Timestamp) -> Track:
    """The same from open to open, each counted with the day it begins on."""
    held = wanted.shift(1).fillna(0.0)
    turnover = held.diff().abs().fillna(0.0)
    track = Track(
        name=name,
        gross=held * (table["next_open"] / table["open"] - 1),
        cost=turnover * equity_cost(table["raw_close"]),
        turnover=turnover,
    )
    return _after(track.between(None, str(table.index[-2].date())), first)


def _after(track: Track, first: pd.Timestamp) -> Track:
    later = track.gross.index[track.gross.index > first]
    return track.between(str(later[1].date()), None)


def _seen(table: pd.DataFrame, at: str) -> pd.Series[float]:
    """The price decided on; on days that end early the close itself."""
    return table["close"] if at == "close" else table[at].where(table["is_full"], table["close"]).astype(np.float64)
