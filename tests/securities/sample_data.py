"""LEAN's sample data, where this machine has them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
GOLDEN = REPOSITORY / "tests" / "conformance" / "golden"


def sample_data(*needed: str) -> Path:
    """The data folder; skips the test, naming the first file of those needed that it lacks."""
    folder = Path(os.environ.get("MINILEAN_SAMPLE_DATA", REPOSITORY.parent / "shared" / "data"))
    for name in needed:
        if not (folder / name).exists():
            pytest.skip(f"MINILEAN_SAMPLE_DATA has no {name}")
    return folder


def golden_lines(run: str, key: str) -> list[str]:
    """What LEAN logged in a recorded run under a key, without the times in front."""
    lines = (GOLDEN / run / "log.txt").read_text().splitlines()
    return [line.split("|", 2)[2] for line in lines if line[20:].startswith(f"{key}|")]
