"""perf_sma_cross's strategy in minilean and its peers, on the same bars in the same run: bars per second and ratios.

Nobody pays fees; the strategy and its bars are all that is alike. A peer's loop begins when its bars are in its own
memory; minilean's reads the data folder, fills gaps, adjusts prices and keeps LEAN's books at every bar.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from peers.bars import write_bars

ROOT = Path(__file__).resolve().parents[1]
REPEATS = 3
PEERS = ("minilean", "nautilus_trader", "backtesting_py", "backtrader", "vectorbt")
BAR_BY_BAR = frozenset(PEERS) - {"vectorbt"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One engine: median seconds of its loop and of its whole process, bars and changes of side."""

    name: str
    loop: float
    process: float
    bars: int
    trades: int


def measure(name: str, bars_file: Path, count: int, output: Path) -> Measured:
    """The medians of an engine; the first run, which compiles and fills caches, does not count."""
    loops, processes = [], []
    told: dict[str, float] = {}
    command = [sys.executable, "-m", f"peers.on_{name}", str(bars_file), str(output), str(count)]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}
    for _ in range(REPEATS + 1):
        begun = time.perf_counter()
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
        processes.append(time.perf_counter() - begun)
        if done.returncode:
            sys.exit(f"{name} ended with an error:\n{done.stderr[-2000:]}")
        told = json.loads(done.stdout.splitlines()[-1])
        loops.append(told["loop"])
    return Measured(
        name=name, loop=statistics.median(loops[1:]), process=statistics.median(processes[1:]),
        bars=int(told["bars"]), trades=int(told["trades"]),
    )  # fmt: skip


def table(rows: list[Measured]) -> str:
    """Bars per second and how many times minilean's they are."""
    own = rows[0]
    head = ("engine", "calls the user's code", "bars", "trades")
    rates = ("loop: bars/s", "of minilean's", "process: bars/s", "of minilean's")
    lines = [f"| {' | '.join((*head, *rates))} |", "| --- " * (len(head) + len(rates)) + "|"]
    for row in rows:
        loop, process = row.bars / row.loop, row.bars / row.process
        lines.append(
            f"| {row.name} | {'at every bar' if row.name in BAR_BY_BAR else 'once'} | {row.bars:,} | {row.trades} "
            f"| {loop:,.0f} | {loop / (own.bars / own.loop):.2f} "
            f"| {process:,.0f} | {process / (own.bars / own.process):.2f} |"
        )
    return "\n".join(lines)


def compare(data_folder: Path) -> str:
    """Runs all engines one after the other and gives the table."""
    with tempfile.TemporaryDirectory() as name:
        bars_file = Path(name) / "bars.csv"
        count = write_bars(data_folder, bars_file)
        rows = []
        for peer in PEERS:
            print(f"{peer} ...", flush=True)
            rows.append(measure(peer, bars_file, count, Path(name) / "results"))
    return table(rows)


if __name__ == "__main__":
    print(compare(ROOT / "data"))
