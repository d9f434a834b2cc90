"""The seeded pair of research/reference, whose spread is known to revert, and how its trades are judged."""

from __future__ import annotations

import json
from collections.abc import Iterable

import numpy as np
import pandas as pd

from tests.command_line import ROOT

REFERENCE = ROOT / "research/reference"
EXPECTED = json.loads((REFERENCE / "expected.json").read_text(encoding="utf-8"))["synthetic_pair"]
WINDOW = EXPECTED["al_W"]


def synthetic_pair() -> pd.DataFrame:
    """Closes `a` and `b` of hour bars, indexed by the bars' starts: seven a weekday."""
    return pd.read_csv(REFERENCE / "synthetic_pair_hourly.csv", index_col="bar_start", parse_dates=True)


def sharpe_ratio(held: Iterable[tuple[float, float]], bars: pd.DataFrame, *, cost: float = 0.0) -> float:
    """Of weights held from one bar to the next, from daily sums of additive returns since the first full window."""
    weights = np.array(list(held))
    moves = np.diff(np.log(bars[["a", "b"]].to_numpy()), axis=0)
    earned = np.append(0.0, (weights[:-1] * moves).sum(axis=1))
    paid = cost * np.abs(np.diff(weights, axis=0, prepend=0.0)).sum(axis=1)
    daily = pd.Series(earned - paid, index=bars.index).iloc[WINDOW:].resample("D").sum()
    daily = daily[daily.index.isin(bars.index.normalize())]
    return float(daily.mean() / daily.std() * 252**0.5)
