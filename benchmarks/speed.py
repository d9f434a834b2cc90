"""Times the four speed runs of tests/conformance as whole processes and writes benchmarks/RESULTS.md.

Each run is checked against what real LEAN recorded of it: a fast wrong answer is not a result.
"""

from __future__ import annotations

import json
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CONFORMANCE = ROOT / "tests/conformance"
RESULTS = ROOT / "benchmarks/RESULTS.md"
CALIBRATED = 0.22  # what calibrate.py prints on the machine of LEAN's figures and of the targets
REPEATS = 5
MARK = "<!-- below: written by make bench -->"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One speed run: what LEAN's whole process takes and what ours shall take, in seconds."""

    name: str
    what: str
    folder: str
    lean: float
    target: float

    @property
    def file(self) -> Path:
        """The algorithm."""
        return CONFORMANCE / self.folder / f"{self.name}.py"

    @property
    def golden(self) -> str:
        """The hash of the orders real LEAN made."""
        folder = CONFORMANCE / self.folder if self.folder == "perf" else CONFORMANCE
        recorded = json.loads((folder / "golden" / self.name / "run.json").read_text(encoding="utf-8"))
        return str(recorded["order_list_hash"])


RUNS = (
    Run(name="perf_sma_cross", what="SPY, hour, 1998-2021", folder="perf", lean=9.1, target=0.7),
    Run(name="perf_five_equities", what="5 equities, hour, 2009-2021", folder="perf", lean=13.8, target=1.7),
    Run(name="perf_fx_reversion", what="2 pairs, hour quotes, 2007-2018", folder="perf", lean=11.3, target=1.0),
    Run(name="buy_and_hold_hour", what="SPY, hour, one year", folder="algorithms", lean=5.7, target=0.35),
)


def calibrate() -> float:
    """Seconds this machine takes for the fixed piece of interpreter work."""
    told = subprocess.run(
        [sys.executable, ROOT / "benchmarks/calibrate.py"], capture_output=True, text=True, check=True
    )
    return float(told.stdout.split()[0])


def measure(run: Run, *, repeats: int = REPEATS) -> tuple[float, bool]:
    """The median seconds of a whole process, and whether its orders are LEAN's."""
    options = ("--data-folder", ROOT / "data", "--json")
    seconds, exact = [], True
    for _ in range(repeats):
        with tempfile.TemporaryDirectory() as output:
            begun = time.perf_counter()
            done = subprocess.run(
                [Path(sys.executable).with_name("minilean"), "backtest", run.file, *options, "--output", output],
                capture_output=True,
                text=True,
                check=False,
            )
            seconds.append(time.perf_counter() - begun)
        if done.returncode:
            sys.exit(f"{run.name} ended with an error:\n{done.stderr}")
        exact = exact and run.golden in done.stdout
    return statistics.median(seconds), exact


def table(rows: list[tuple[Run, float, bool]], scale: float) -> str:
    lines = [
        "| algorithm | what | LEAN | minilean | at LEAN's machine | target | orders |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for run, seconds, exact in rows:
        verdict = "LEAN's" if exact else "**differ**"
        lines.append(
            f"| {run.name} | {run.what} | {run.lean:.1f} s | {seconds:.2f} s | {seconds / scale:.2f} s "
            f"| {run.target:.2f} s | {verdict} |"
        )
    return "\n".join(lines)


def main() -> None:
    """Measures, prints and writes the table."""
    calibrated = calibrate()
    rows = []
    for run in RUNS:
        print(f"{run.name} ...", flush=True)
        rows.append((run, *measure(run)))
    shown = table(rows, calibrated / CALIBRATED)
    head = RESULTS.read_text(encoding="utf-8").partition(MARK)[0]
    machine = f"calibrate.py printed {calibrated:.3f} s; Python {platform.python_version()}, {platform.machine()}."
    RESULTS.write_text(f"{head}{MARK}\n\n{machine}\n\n{shown}\n", encoding="utf-8")
    print(f"\n{machine}\n\n{shown}\n\nwritten to {RESULTS.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
