"""Index reversal: a short dip bought in a long rise, and the last five days faded."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from itertools import product

import numpy as np
import pandas as pd

from research.toolbox.costs import equity_cost
from research.toolbox.tracks import Track
from signals.reversal import Average, Fade, RelativeStrength

EXECUTIONS = ("close", "next_open", "before_close")


def dip_decisions(
    table: pd.DataFrame, *, low: float = 10, trend: int = 200, leave: int = 5, period: int = 2, at: str = "close"
) -> pd.DataFrame:
    """RSI, averages and the position wanted after each day's price `at` "close", or at 15:00: "c15"."""
    seen = _seen(table, at)
    signals: dict[str, RelativeStrength | Average] = {
        "rsi": RelativeStrength(period=period),
        "trend": Average(window=trend),
        "mean": Average(window=leave),
    }
    frame = pd.DataFrame({name: followed(signal, table["close"], seen) for name, signal in signals.items()})
    return frame.assign(price=seen, position=dip_positions(seen, frame["rsi"], frame["trend"], frame["mean"], low))


def followed(signal: RelativeStrength | Average, closes: pd.Series[float], seen: pd.Series[float]) -> pd.Series[float]:
    """A signal's value each day with the price seen that day for its close."""
    values = []
    for close, price in zip(closes, seen, strict=True):
        known = signal if close == price else deepcopy(signal)
        known.update(price)
        values.append(known.value)
        if known is not signal:
            signal.update(close)
    return pd.Series(values, index=closes.index, dtype=float)


def dip_positions(
    price: pd.Series[float], rsi: pd.Series[float], trend: pd.Series[float], mean: pd.Series[float], low: float
) -> pd.Series[float]:
    """1.0 where the dip is held, from signals of the same days; not a number is no reason to hold."""
    held, positions = False, []
    for seen, strength, above, short in zip(*(each.tolist() for each in (price, rsi, trend, mean)), strict=True):
        held = seen <= short if held else strength < low and seen > above
        positions.append(float(held))
    return pd.Series(positions, index=price.index)


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
    fill = filled_at_open if execution == "next_open" else filled_at_close
    return fill(name, table, wanted, first)


def dip_grid(
    table: pd.DataFrame, *, lows: Sequence[float], trends: Sequence[int], leaves: Sequence[int], periods: Sequence[int]
) -> dict[object, Track]:
    """The same-close record of each (low, trend, leave, period), every signal followed once."""
    close = table["close"]
    averages = {days: followed(Average(window=days), close, close) for days in {*trends, *leaves}}
    strengths = {days: followed(RelativeStrength(period=days), close, close) for days in periods}
    grid: dict[object, Track] = {}
    for low, trend, leave, period in product(lows, trends, leaves, periods):
        wanted = dip_positions(close, strengths[period], averages[trend], averages[leave], low)
        first = averages[trend].first_valid_index()
        grid[low, trend, leave, period] = filled_at_close("cell", table, wanted, first)
    return grid


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
    fill = filled_at_open if execution == "next_open" else filled_at_close
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


def filled_at_open(name: str, table: pd.DataFrame, wanted: pd.Series[float], first: pd.Timestamp) -> Track:
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
