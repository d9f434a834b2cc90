"""The figures measured first, in research/reference: what a re-run must come out as."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd

REFERENCE = Path(__file__).resolve().parents[1] / "reference"


def table(name: str) -> pd.DataFrame:
    """One of the reference's tables by its name without .csv."""
    return pd.read_csv(REFERENCE / f"{name}.csv")


def facts(name: str) -> dict[str, Any]:
    """One of its JSON files by its name without .json."""
    read: dict[str, Any] = json.loads((REFERENCE / f"{name}.json").read_text(encoding="utf-8"))
    return read


def selected(strategy: str) -> dict[str, float]:
    """The headline figures of a strategy: sr_gross, sr_net, sr_net_IS, sr_net_OOS, t_net, beta_spy and others."""
    read: dict[str, float] = facts("expected")["strategies"][strategy]
    return read


def beside(measured: dict[str, float], reference: dict[str, float]) -> pd.DataFrame:
    """Figures that both have, and their difference."""
    names = [name for name in measured if name in reference]
    frame = pd.DataFrame({"measured": measured, "reference": reference}, index=names)
    return frame.assign(difference=frame["measured"] - frame["reference"])
