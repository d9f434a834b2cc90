"""The strategy in minilean: perf_sma_cross itself, data folder and all; its loop includes reading the files."""

from __future__ import annotations

import sys
import time
from datetime import datetime
from pathlib import Path

from minilean.engine.backtest import BacktestOptions, run_backtest
from minilean.engine.loop import TimeLoop
from peers.bars import tell

ROOT = Path(__file__).resolve().parents[2]
seconds: list[float] = []
run_loop = TimeLoop.run


def timed(loop: TimeLoop) -> None:
    """The loop with a clock beside it."""
    begun = time.perf_counter()
    run_loop(loop)
    seconds.append(time.perf_counter() - begun)


TimeLoop.run = timed  # type: ignore[method-assign]  # a clock from outside: the engine carries none
outcome = run_backtest(
    BacktestOptions(
        source=ROOT / "tests/conformance/perf/perf_sma_cross.py",
        project_folder=None,
        libraries=[],
        parameters={},
        data_folder=ROOT / "data",
        now=datetime(2026, 1, 1),
        output=Path(sys.argv[2]),
    )
)
tell(time.perf_counter() - seconds[0], int(sys.argv[3]), len(outcome.result.orders))
