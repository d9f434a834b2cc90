"""Small sessions and records for the tests of the toolbox."""

from __future__ import annotations

import numpy as np
import pandas as pd

from research.toolbox.tracks import Track

HOURS = range(10, 17)


def hour_bars(days: dict[str, list[float]], opens: dict[str, float] | None = None, factor: float = 1.0) -> pd.DataFrame:
    """Bars whose closes are given by day, from 10:00 on; each opens at the close before it."""
    rows = []
    before = next(iter(days.values()))[0]
    for day, closes in days.items():
        for number, close in enumerate(closes):
            opened = (opens or {}).get(day, before) if number == 0 else before
            rows.append((pd.Timestamp(day) + pd.Timedelta(hours=HOURS[number]), opened, close))
            before = close
    frame = pd.DataFrame(rows, columns=["end", "open", "close"]).set_index("end")
    return frame.assign(high=frame.max(axis=1), low=frame.min(axis=1), volume=100.0, factor=factor)


def some_sessions(count: int, seed: int = 0) -> pd.DataFrame:
    """Bars of so many full sessions of a random walk, with nights."""
    moves = np.random.default_rng(seed).normal(0, 0.004, size=(count, len(HOURS)))
    closes = 100 * np.exp(moves.ravel().cumsum()).reshape(moves.shape)
    days = [str(day.date()) for day in pd.bdate_range("2015-01-01", periods=count)]
    opens = closes[:, 0] * np.exp(np.random.default_rng(seed + 1).normal(0, 0.004, size=count))
    return hour_bars(dict(zip(days, closes.tolist(), strict=True)), opens=dict(zip(days, opens.tolist(), strict=True)))


def a_track(net: list[float], start: str = "2015-01-01", cost: float = 0.0, turnover: float = 0.0) -> Track:
    index = pd.bdate_range(start, periods=len(net))
    returns = pd.Series(net, index=index, dtype=float)
    costs, traded = pd.Series(cost, index=index), pd.Series(turnover, index=index)
    return Track(name="some", gross=returns + costs, cost=costs, turnover=traded)
