"""Measures everything and writes benchmarks/RESULTS.md: the speed runs, the peers, the growth with bars and symbols."""

from __future__ import annotations

import platform
from pathlib import Path

import growth
import peers_table
import speed

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "benchmarks/RESULTS.md"
MARK = "<!-- below: written by make bench -->"


def main() -> None:
    """Measures, prints and writes."""
    calibrated = speed.calibrate()
    parts = (
        f"calibrate.py printed {calibrated:.3f} s; Python {platform.python_version()}, {platform.machine()}.",
        f"## Whole processes\n\n{speed.compare()}",
        f"## Beside its peers\n\n{peers_table.compare(ROOT / 'data')}",
        f"## Growth\n\n{growth.curve()}",
        f"calibrate.py printed {speed.calibrate():.3f} s afterwards.",
    )
    shown = "\n\n".join(parts)
    head = RESULTS.read_text(encoding="utf-8").partition(MARK)[0]
    RESULTS.write_text(f"{head}{MARK}\n\n{shown}\n", encoding="utf-8")
    print(f"\n{shown}\n\nwritten to {RESULTS.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
