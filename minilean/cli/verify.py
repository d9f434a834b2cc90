"""`minilean verify`: runs algorithms and compares every figure with what real LEAN recorded of them."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from minilean.errors import DataError, SettingsError
from minilean.results.verification import Recorded, differences

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _SubParsersAction

_RESULT = "result.json"
_TIMEOUT = 600
"""Seconds after which a run counts as hung."""


@dataclass(frozen=True, slots=True)
class Task:
    """One algorithm to run and its golden to meet."""

    algorithm: Path
    golden: Path
    data_folder: Path | None
    output: Path
    every_chart: bool

    @property
    def name(self) -> str:
        """The golden's name."""
        return self.golden.name


def register(subparsers: _SubParsersAction[Any]) -> None:
    """Adds the command."""
    parser: ArgumentParser = subparsers.add_parser("verify", help="compare back tests with recordings of real LEAN")
    parser.add_argument("--algorithms", type=Path, required=True, help="folder of <name>.py")
    parser.add_argument("--golden", type=Path, required=True, help="folder of <name>/result.json and its companions")
    parser.add_argument("--data-folder", type=Path, help="LEAN's data folder (default: the workspace's)")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="names to run; all when left out")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="runs at a time")
    parser.add_argument("--output", type=Path, help="keep the result folders here")
    parser.add_argument("--every-difference", action="store_true", help="show each differing part, not only the first")
    parser.add_argument(
        "--every-chart", action="store_true", help="compare capacity, sales volume and margin charts too"
    )
    parser.set_defaults(run=run)


BackTest = Callable[[Task], str | None]
"""Runs a task's algorithm into its output folder; a sentence when that fails."""


def run(arguments: Namespace, back_test: BackTest | None = None) -> int:
    """Prints a line per algorithm and the count; 0 only if all are exact.

    Raises SettingsError where there is no folder of goldens.
    """
    with tempfile.TemporaryDirectory(prefix="minilean-verify-") as scratch:
        tasks = list(_tasks(arguments, arguments.output or Path(scratch)))
        width = max((len(task.name) for task in tasks), default=0)
        exact = 0
        with ThreadPoolExecutor(max(1, arguments.jobs)) as pool:
            for task, found in zip(tasks, pool.map(partial(verify, back_test=back_test), tasks), strict=True):
                exact += not found
                shown = found if arguments.every_difference else found[:1]
                between = "\n" + " " * (width + 2)
                print(f"{task.name:<{width}}  {between.join(shown) or 'exact'}", flush=True)
    print(f"{exact} of {len(tasks)} exact")
    return 0 if tasks and exact == len(tasks) else 1


def verify(task: Task, back_test: BackTest | None = None) -> list[str]:
    """What differs between a fresh run of the algorithm and its golden; empty if nothing does."""
    if not (task.golden / _RESULT).exists():
        return [f"no golden: {task.golden / _RESULT} does not exist"]
    if not task.algorithm.exists():
        return [f"no algorithm: {task.algorithm} does not exist"]
    try:
        golden = Recorded.from_golden(task.golden)
    except (OSError, DataError) as error:
        return [f"broken golden: {error}"]
    failure = (back_test or run_in_child)(task)
    try:
        ours = Recorded.from_result(task.output)
    except (OSError, ValueError, KeyError) as error:
        return [failure or f"no result: {error}"]
    return [str(difference) for difference in differences(golden, ours, every_chart=task.every_chart)]


def _tasks(arguments: Namespace, output: Path) -> Iterator[Task]:
    """The goldens there are, or those asked for whether they are there or not."""
    if not arguments.golden.is_dir():
        raise SettingsError(f"--golden {arguments.golden} is not a folder: give the one with <name>/{_RESULT}")
    there = (golden.name for golden in arguments.golden.iterdir() if (golden / _RESULT).exists())
    for name in sorted(set(arguments.only or there)):
        algorithm = arguments.algorithms / f"{name}.py"
        golden = arguments.golden / name
        yield Task(algorithm, golden, arguments.data_folder, output / name, arguments.every_chart)


def run_in_child(task: Task) -> str | None:
    """Runs the algorithm in a process of its own; says why when that fails."""
    task.output.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "minilean", "backtest", str(task.algorithm), "--output", str(task.output)]
    if task.data_folder is not None:
        command += ["--data-folder", str(task.data_folder)]
    try:
        done = subprocess.run(  # noqa: S603 - it starts itself
            command, capture_output=True, text=True, timeout=_TIMEOUT, check=False
        )
    except subprocess.TimeoutExpired:
        return f"no result: still running after {_TIMEOUT} seconds"
    if done.returncode == 0:
        return None
    lines = [line for line in done.stderr.splitlines() if line.strip()]
    return f"failed: {lines[-1] if lines else f'exit code {done.returncode}'}"
