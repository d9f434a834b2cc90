"""Lays a golden out as a back test of ours would have left it."""

from __future__ import annotations

import shutil
from pathlib import Path

GOLDEN = Path(__file__).parents[1] / "conformance" / "golden"


def as_result_folder(name: str, folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    source = GOLDEN / name
    for ours, theirs in (
        ("1.json", "result.json"),
        ("1-summary.json", "result.json"),
        ("1-order-events.json", "order-events.json"),
        ("1-log.txt", "log.txt"),
        ("run.json", "run.json"),
    ):
        shutil.copyfile(source / theirs, folder / ours)
    return folder
