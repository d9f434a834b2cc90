"""Where results lie: in a run's folder, in a project's backtests or live folder, or in the file named."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from minilean.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SUMMARY = "-summary.json"
_LIVE_RESULT = re.compile(r"L-\d+\.json")
_RUNS = ("backtests", "live")
"""Folders of a LEAN project with a folder for each run; back tests are what a project's path means first."""
RUN_FOLDER = "%Y-%m-%d_%H-%M-%S"
"""How a run's folder is named by its time."""
NEVER_SOURCE = ("backtests", "live", "optimizations", "storage", "report", "bin", "obj")
"""Folders LEAN's command line does not take for source, wherever they stand."""


def find_result(path: Path) -> Path:
    """The result a path means: that file, or the newest of a run's folder, of a project, or of its backtests.

    Raises DataError if there is none.
    """
    if path.is_file():
        return path
    if not path.is_dir():
        raise DataError(f"{path} does not exist: give a result's JSON file, its folder, or a project")
    places = (path, *(path / name for name in _RUNS))
    newest = next((found for found in map(_newest_below, places) if found is not None), None)
    if newest is None:
        raise DataError(f"{path} holds no result of a back test: run minilean backtest or lean backtest first")
    return newest


def result_file(folder: Path) -> Path:
    """The newest result JSON of a run's folder. Raises FileNotFoundError if there is none."""
    found = list(_results(folder))
    if not found:
        raise FileNotFoundError(f"{folder} holds no result of a back test")
    return max(found, key=_age)


def _newest_below(place: Path) -> Path | None:
    """The newest result of a folder or, where it has none itself, of the folders in it."""
    if not place.is_dir():
        return None
    found = list(_results(place)) or [file for run in place.iterdir() if run.is_dir() for file in _results(run)]
    return max(found, key=_age, default=None)


def _results(folder: Path) -> Iterator[Path]:
    """Back tests have a summary beside their result; a live run has not, but a name of its own."""
    for file in folder.glob("*.json"):
        if _LIVE_RESULT.fullmatch(file.name) or file.with_name(file.stem + _SUMMARY).is_file():
            yield file


def _age(file: Path) -> tuple[float, float]:
    """Sorts by the time in the folder's name, which copying keeps, and else by the file's own."""
    written = file.stat().st_mtime
    try:
        named = datetime.strptime(file.parent.name, RUN_FOLDER).replace(tzinfo=UTC).timestamp()
    except ValueError:
        named = written
    return named, written
