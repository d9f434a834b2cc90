"""The seeded ticks of research/reference, of which the one series is known to lead the other by two seconds."""

from __future__ import annotations

import json

import pandas as pd

from research.reproduction.made_up import seeded_lead
from signals.lead_lag import Ticks
from tests.command_line import ROOT

REFERENCE = ROOT / "research/reference"
EXPECTED = json.loads((REFERENCE / "expected.json").read_text(encoding="utf-8"))["synthetic_leadlag"]


def seeded_ticks(name: str) -> Ticks:
    """Series x, which leads, or y."""
    rows = pd.read_csv(REFERENCE / f"synthetic_leadlag_{name}_ticks.csv")
    return Ticks(times=rows["t"].to_numpy(float), prices=rows["logp"].to_numpy())


def seeded_closes(name: str) -> pd.Series:
    """Closes of hour bars, seven a weekday, that stand for two seconds each: the lag is then one bar."""
    return seeded_lead()[{"x": "FIRST", "y": "LATER"}[name]]
