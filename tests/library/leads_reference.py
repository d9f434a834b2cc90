"""The seeded ticks of research/reference, of which the one series is known to lead the other by two seconds."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd

from signals.lead_lag import Ticks
from tests.command_line import ROOT

REFERENCE = ROOT / "research/reference"
EXPECTED = json.loads((REFERENCE / "expected.json").read_text(encoding="utf-8"))["synthetic_leadlag"]
LAST_SECOND = 23_400
LEVEL, SWING = 400, 50  # dollars, and how many times a tick's move a stock's is: correlations know neither


def seeded_ticks(name: str) -> Ticks:
    """Series x, which leads, or y."""
    rows = pd.read_csv(REFERENCE / f"synthetic_leadlag_{name}_ticks.csv")
    return Ticks(times=rows["t"].to_numpy(float), prices=rows["logp"].to_numpy())


def seeded_closes(name: str) -> pd.Series:
    """Closes of hour bars, seven a weekday, that stand for two seconds each: the lag is then one bar."""
    ticks = seeded_ticks(name)
    ends = np.arange(EXPECTED["true_lag_s"], LAST_SECOND + 1, EXPECTED["true_lag_s"])
    seen = np.searchsorted(ticks.times, ends, side="right")
    prices = np.append(0.0, ticks.prices)[seen]
    days = pd.bdate_range("2003-01-06", periods=-(-len(ends) // 7))
    starts = [day + pd.Timedelta(hours=hour) for day in days for hour in range(9, 16)]
    return pd.Series(LEVEL * np.exp(SWING * prices), index=pd.DatetimeIndex(starts[: len(ends)]))
