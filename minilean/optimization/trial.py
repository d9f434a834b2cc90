"""One back test of a sweep, in whatever process it runs."""

from __future__ import annotations

import tempfile
import traceback
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from minilean.engine.collection import collecting_seldom
from minilean.engine.isolation import forgetting_imports
from minilean.engine.session import BacktestRequest, run_session
from minilean.errors import MiniLeanError


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialRequest:
    """What to run; ``number`` tells trials apart, ``now`` is UTC."""

    number: int
    source: Path
    data_folder: Path
    libraries: list[Path]
    parameters: dict[str, str]
    now: datetime
    start: datetime | None = None
    end: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialResult:
    """What a trial left: statistics as printed, daily returns as fractions by date, or the error that ended it."""

    number: int
    statistics: dict[str, str] = field(default_factory=dict)
    returns: dict[str, float] = field(default_factory=dict)
    error: str = ""


def run_trial(request: TrialRequest) -> TrialResult:
    """Runs one trial; whatever its algorithm raises is told in the result, and what it imports is forgotten."""
    with collecting_seldom(), forgetting_imports([request.source.parent, *request.libraries]):
        return _run(request)


def _run(request: TrialRequest) -> TrialResult:
    try:
        with tempfile.TemporaryDirectory(prefix="minilean-trial-") as storage:
            session = run_session(
                BacktestRequest(
                    source=request.source,
                    data_folder=request.data_folder,
                    now=request.now,
                    libraries=request.libraries,
                    parameters=request.parameters,
                    start=request.start,
                    end=request.end,
                    storage=Path(storage),
                )
            )
    except MiniLeanError as error:
        return TrialResult(number=request.number, error=str(error))
    except Exception as error:  # noqa: BLE001 - an edge: one trial's fault must not end the sweep
        return TrialResult(number=request.number, error="".join(traceback.format_exception_only(error)).strip())
    failure = session.algorithm.run_time_error
    if failure is not None:
        return TrialResult(number=request.number, error=f"{type(failure).__name__}: {failure}")
    result = session.results.finish(request.now, rolling=False)
    chart = result.charts["Strategy Equity"].series["Return"]
    returns = {f"{point.time:%Y-%m-%d}": float(point._y or 0) / 100 for point in chart.values}
    return TrialResult(number=request.number, statistics=dict(result.statistics.summary), returns=returns)
