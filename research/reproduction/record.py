"""Writes what a project's default run gives into its expected.json: for a rule that was changed on purpose.

`python -m research.reproduction.record PROJECT ...`; `lean`, what LEAN itself gave, is emptied where orders changed.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from research.reproduction.runs import CALL, ROOT, RunError
from research.toolbox.market import data_folder


def main() -> int:
    """Records each project named; 1 when a run fails."""
    for name in sys.argv[1:]:
        file = ROOT / "algorithms" / name / "expected.json"
        before: dict[str, Any] = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
        statistics = _run(name, data_folder())
        is_same = before.get("statistics", {}).get("OrderListHash") == statistics["OrderListHash"]
        record = {
            "data": "LEAN's sample data",
            "status": "Completed",
            "statistics": statistics,
            "lean": before.get("lean") if is_same else None,
        }
        file.write_text(json.dumps(record, indent=4) + "\n", encoding="utf-8")
        print(f"{file} written")
    return 0


def _run(name: str, data_folder: Path) -> dict[str, str]:
    with tempfile.TemporaryDirectory(prefix="record-") as output:
        words = ["backtest", str(ROOT / "algorithms" / name), "--json", "--data-folder", str(data_folder)]
        words += ["--output", output]
        done = subprocess.run([sys.executable, "-c", CALL, *words], capture_output=True, text=True, check=False)
    if done.returncode:
        raise RunError(f"{name}: {done.stderr.strip()}")
    statistics: dict[str, str] = json.loads(done.stdout)["statistics"]
    return statistics


if __name__ == "__main__":
    sys.exit(main())
