"""Intraday momentum: the noise area, the last hour, the opening gap; flat overnight."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from research.toolbox.costs import equity_cost
from research.toolbox.sessions import full_sessions
from research.toolbox.tracks import Track
from signals.last_hour import LastHour
from signals.noise_area import NoiseArea, held_side
from signals.opening_gap import OvernightMoves

CHECKS = range(10, 16)  # the hours at which a position may change
MOVES = {
    "first_half_hour": ("previous_close", "c10"),
    "rest_of_day": ("previous_close", "c15"),
    "overnight": ("previous_close", "open"),
    "session": ("c10", "c15"),
}
"""What the last hour may be predicted from: from which price to which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoiseBand:
    """By day and hour of the check, from the first day with a band: usual move, band and the price's side of it."""

    usual: pd.DataFrame
    upper: pd.DataFrame
    lower: pd.DataFrame
    side: pd.DataFrame


def noise_band(table: pd.DataFrame, *, window: int = 14, multiplier: float = 1.0, checks: range = CHECKS) -> NoiseBand:
    """The band of each full session and where the price stood at each check, an hour of the table's closes."""
    full = full_sessions(table)
    area = NoiseArea(window=window, multiplier=multiplier)
    rows = []
    days = full[["open", "previous_close", *(f"c{hour}" for hour in checks)]].to_numpy().tolist()
    for opened, previous, *closes in days:
        of_day = [area.bounds(bar, opened=opened, previous_close=previous) for bar in range(1, len(closes) + 1)]
        rows.append(
            [(each.upper, each.lower, each.side(close)) for each, close in zip(of_day, closes, strict=True) if each]
        )
        area.remember(tuple(close / opened - 1 for close in closes))
    known = full.iloc[window:]
    values = np.array(rows[window:], dtype=float).reshape(len(known), len(checks), 3)
    upper, lower, side = (pd.DataFrame(values[:, :, n], index=known.index, columns=list(checks)) for n in range(3))
    highest = known[["open", "previous_close"]].max(axis=1)
    usual = (upper.div(highest, axis=0) - 1) / multiplier
    return NoiseBand(usual=usual, upper=upper, lower=lower, side=side)


def noise_positions(band: NoiseBand, *, until: str = "boundary", last_entry: int = 24) -> pd.DataFrame:
    """The position after each check: `until` the "boundary" is crossed back, or to "hold" until the opposite one."""
    rows = []
    checks = list(band.side.columns)
    for sides in band.side.to_numpy(dtype=int).tolist():
        held, row = 0, []
        for hour, side in zip(checks, sides, strict=True):
            held = held_side(side=side, held=held, until=until, may_enter=hour <= last_entry)
            row.append(held)
        rows.append(row)
    return pd.DataFrame(rows, index=band.side.index, columns=checks, dtype=float)


def noise_area(
    table: pd.DataFrame,
    *,
    window: int = 14,
    multiplier: float = 1.0,
    until: str = "boundary",
    last_entry: int = 15,
    delay: int = 0,
) -> Track:
    """The noise area's record; `delay` carries each decision out so many bars late."""
    band = noise_band(table, window=window, multiplier=multiplier)
    positions = noise_positions(band, until=until, last_entry=last_entry)
    late = positions.shift(delay, axis=1, fill_value=0.0)
    return intraday_track(f"noise area {window} x {multiplier:g}, {until}", table, late)


def last_hour_decisions(
    table: pd.DataFrame, *, move: str = "rest_of_day", window: int = 63, quantile: float = 0.5
) -> pd.DataFrame:
    """Each full session's move, the size it has to exceed and the side taken, from the first day with a threshold."""
    full = full_sessions(table)
    begins, ends = MOVES[move]
    signal = LastHour(window=window, quantile=quantile)
    rows = []
    for size in (full[ends] / full[begins] - 1).tolist():
        rows.append((size, signal.threshold, signal.side(size)))
        signal.remember(size)
    frame = pd.DataFrame(rows, index=full.index, columns=["move", "threshold", "side"])
    return frame[frame["threshold"].notna()].astype(float)


def last_hour(table: pd.DataFrame, *, move: str = "rest_of_day", window: int = 63, quantile: float = 0.5) -> Track:
    """In at 15:00 on the side of a large move, out at the close."""
    decisions = last_hour_decisions(table, move=move, window=window, quantile=quantile)
    return _held_to_close(f"last hour {move} {window} {quantile:g}", table, decisions["side"], entered=15)


def sign_of_move(table: pd.DataFrame, *, move: str) -> Track:
    """The last hour without a filter on size: every day on the side of its move, as published."""
    full = full_sessions(table)
    begins, ends = MOVES[move]
    return _held_to_close(f"sign of {move}", table, np.sign(full[ends] / full[begins] - 1), entered=15)


def gap_decisions(table: pd.DataFrame, *, threshold: float = 1.0, window: int = 60) -> pd.DataFrame:
    """Each full session's gap, the deviation of all those before and the side taken, from the first day with one."""
    overnight = OvernightMoves(window=window)
    days = table[table["previous_close"].notna()]
    rows = []
    for gap in (days["open"] / days["previous_close"] - 1).tolist():
        rows.append((gap, overnight.deviation, overnight.side(gap, threshold)))
        overnight.remember(gap)
    frame = pd.DataFrame(rows, index=days.index, columns=["gap", "deviation", "side"], dtype=float)
    return frame[(frame["deviation"] > 0) & days["is_full"]]


def opening_gap(table: pd.DataFrame, *, threshold: float = 1.0, window: int = 60) -> Track:
    """In at 10:00 on the side of a large opening gap, out at the close."""
    decisions = gap_decisions(table, threshold=threshold, window=window)
    return _held_to_close(f"gap {threshold:g}", table, decisions["side"], entered=10)


def pooled(name: str, tracks: list[Track]) -> Track:
    """Equal parts of several records, a missing day counting as no return."""
    count = len(tracks)
    gross, cost, turnover = (
        pd.concat([getattr(track, field) for track in tracks], axis=1).fillna(0.0).sum(axis=1) / count
        for field in ("gross", "cost", "turnover")
    )
    return Track(name=name, gross=gross, cost=cost, turnover=turnover, days_a_year=tracks[0].days_a_year)


def intraday_track(
    name: str, table: pd.DataFrame, positions: pd.DataFrame, cost: pd.Series[float] | None = None
) -> Track:
    """The record of positions taken at each check of a day and left an hour after the last.

    A trade costs what an equity does at the day's raw close, or `cost` of the day.
    """
    days = table.loc[positions.index]
    gross = sum(positions[hour] * (days[f"c{hour + 1}"] / days[f"c{hour}"] - 1) for hour in positions.columns)
    turnover = positions.diff(axis=1).fillna({positions.columns[0]: positions.iloc[:, 0]}).abs().sum(axis=1)
    turnover += positions.iloc[:, -1].abs()
    side_cost = equity_cost(days["raw_close"]) if cost is None else cost.reindex(days.index)
    return Track(name=name, gross=gross, cost=turnover * side_cost, turnover=turnover)


def _held_to_close(name: str, table: pd.DataFrame, side: pd.Series[float], *, entered: int) -> Track:
    days = table.loc[side.index]
    turnover = 2 * side.abs()
    return Track(
        name=name,
        gross=side * (days["c16"] / days[f"c{entered}"] - 1),
        cost=turnover * equity_cost(days["raw_close"]),
        turnover=turnover,
    )
