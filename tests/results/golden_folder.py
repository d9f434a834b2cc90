"""Lays a golden out as a back test of ours would have left it."""

from __future__ import annotations

import json
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
    ):
        shutil.copyfile(source / theirs, folder / ours)
    order_list_hash = json.loads((source / "run.json").read_text(encoding="utf-8"))["order_list_hash"]
    (folder / "log.txt").write_text(f"STATISTICS:: OrderListHash {order_list_hash}\n", encoding="utf-8")
    return folder
