"""How the loop's time grows with bars and symbols, on random prices: the time of a bar must stay what it is.

``python benchmarks/growth.py`` prints the curve. Each point is a process of its own, which ``growth.py FOLDER YEARS
SYMBOLS`` runs and which measures the CPU time of its loop; the smallest of three counts.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from datetime import date, datetime
from pathlib import Path

from minilean.data.generate import Market, generate
from minilean.engine.collection import collecting_seldom
from minilean.engine.loop import TimeLoop
from minilean.engine.session import BacktestRequest, run_session

ALGORITHM = Path(__file__).with_name("growth_algorithm.py")
REPEATS = 3
SEED = 7
NOW = datetime(2026, 1, 1)
BARS = ((2, 1), (4, 1), (8, 1), (16, 1))
"""Years and symbols: the bars once, twice, four and eight times."""
SYMBOLS = ((2, 1), (2, 10), (2, 50))
LIMIT = 1.2


def measure(folder: Path, years: int, symbols: int) -> tuple[float, int]:
    """CPU seconds of the loop and the bars users saw."""
    seconds: list[float] = []
    run_loop = TimeLoop.run

    def timed(loop: TimeLoop) -> None:
        begun = time.process_time()
        run_loop(loop)
        seconds.append(time.process_time() - begun)

    TimeLoop.run = timed  # type: ignore[method-assign]  # a clock from outside: the engine carries none
    parameters = {"years": str(years), "symbols": str(symbols)}
    with tempfile.TemporaryDirectory() as storage, collecting_seldom():
        session = run_session(
            BacktestRequest(
                source=ALGORITHM, data_folder=folder, now=NOW, libraries=[],
                parameters=parameters, storage=Path(storage),
            )
        )  # fmt: skip
    error = session.algorithm.run_time_error
    if error is not None:
        raise error
    return seconds[0], session.data_points


def point(folder: Path, years: int, symbols: int) -> tuple[float, int]:
    """The best of some processes."""
    best, bars = float("inf"), 0
    for _ in range(REPEATS):
        command = [sys.executable, __file__, str(folder), str(years), str(symbols)]
        told = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[-1])
        best, bars = min(best, told["seconds"]), told["bars"]
    return best, bars


def curve() -> str:
    """The table, after making the market."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        tickers = tuple(f"GR{number}" for number in range(max(symbols for _, symbols in SYMBOLS)))
        last = date(2000 + max(years for years, _ in BARS) - 1, 12, 29)
        market = Market(tickers=tickers, first=date(2000, 1, 3), last=last, resolution="hour", seed=SEED)
        generate(folder, market, lambda _share, _what: None)
        lines = [
            "| bars | symbols | CPU time of the loop | per bar | of the first |",
            "| --- | --- | --- | --- | --- |",
        ]
        for title, points in (("bars", BARS), ("symbols", SYMBOLS)):
            first = 0.0
            for years, symbols in points:
                print(f"growth with {title}: {years} years of {symbols} ...", flush=True)
                seconds, bars = point(folder, years, symbols)
                each = seconds / bars
                first = first or each
                lines.append(f"| {bars:,} | {symbols} | {seconds:.2f} s | {each * 1e6:.1f} µs | {each / first:.2f} |")
    return "\n".join(lines) + f"\n\nThe bar: every share of the first at most {LIMIT}."


if __name__ == "__main__":
    if len(sys.argv) > 1:
        seconds, bars = measure(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
        print(json.dumps({"seconds": seconds, "bars": bars}))
    else:
        print(curve())
