"""Times the four speed runs of tests/conformance as whole processes.

Each run is checked against what real LEAN recorded of it: a fast wrong answer is not a result.
"""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CONFORMANCE = ROOT / "tests/conformance"
CALIBRATED = 0.22  # what calibrate.py prints on the machine of LEAN's figures and of the targets
REPEATS = 5


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A run: median seconds here and at LEAN's machine, the most memory so far in MiB, whether orders are LEAN's."""

    run: Run
    seconds: float
    scaled: float
    memory: float
    exact: bool


def measure(run: Run, *, repeats: int = REPEATS) -> Measured:
    """Times a run; each time is scaled by the calibration just before it, as machines change their pace."""
    options = ("--data-folder", ROOT / "data", "--json")
    seconds, scaled, exact = [], [], True
    for _ in range(repeats):
        pace = calibrate() / CALIBRATED
        with tempfile.TemporaryDirectory() as output:
            begun = time.perf_counter()
            done = subprocess.run(
                [Path(sys.executable).with_name("minilean"), "backtest", run.file, *options, "--output", output],
                capture_output=True,
                text=True,
                check=False,
            )
            seconds.append(time.perf_counter() - begun)
            scaled.append(seconds[-1] / pace)
        if done.returncode:
            sys.exit(f"{run.name} ended with an error:\n{done.stderr}")
        exact = exact and run.golden in done.stdout
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    middle, at_leans = statistics.median(seconds), statistics.median(scaled)
    return Measured(run=run, seconds=middle, scaled=at_leans, memory=memory, exact=exact)


def table(rows: list[Measured]) -> str:
    """Beside LEAN's figures and the targets; memory is the most of this run and those above it."""
    head = ("algorithm", "what", "LEAN", "minilean", "at LEAN's machine", "target", "memory up to here", "orders")
    lines = [f"| {' | '.join(head)} |", "| --- " * len(head) + "|"]
    for row in rows:
        run, verdict = row.run, "LEAN's" if row.exact else "**differ**"
        lines.append(
            f"| {run.name} | {run.what} | {run.lean:.1f} s | {row.seconds:.2f} s | {row.scaled:.2f} s "
            f"| {run.target:.2f} s | {row.memory:.0f} MiB | {verdict} |"
        )
    return "\n".join(lines)


def compare() -> str:
    """Measures all runs and gives the table."""
    rows = []
    for run in RUNS:
        print(f"{run.name} ...", flush=True)
        rows.append(measure(run))
    return table(rows)


if __name__ == "__main__":
    print(compare())
