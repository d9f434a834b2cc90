"""LEAN's sample data for the tests that need real prices."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from minilean.data.inventory import is_filled
from minilean.data.provenance import is_synthetic

ROOT = Path(__file__).resolve().parents[1]


def real_data(*needed: str) -> Path:
    """The folder of real prices: the workspace's or the neighbour's; skips where there is none or a file is missing."""
    named = Path(os.environ.get("MINILEAN_SAMPLE_DATA") or "../shared/data")
    for folder in (ROOT / "data", ROOT / named):
        if is_filled(folder) and not is_synthetic(folder):
            missing = [name for name in needed if not (folder / name).exists()]
            if missing:
                pytest.skip(f"the market data have no {missing[0]}")
            return folder
    pytest.skip("there are no real market data here: minilean data ensure found none to copy or fetch")
