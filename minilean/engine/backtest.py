"""A back test as the command line runs it: the run, its result files, and what to tell people."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from minilean.algorithm.parameter_use import ParameterUse
from minilean.engine.loader import user_frames
from minilean.engine.session import BacktestRequest, Session, run_session
from minilean.errors import AlgorithmError, SetUpError
from minilean.results.writer import write_result

if TYPE_CHECKING:
    from minilean.results.handler import BacktestResult

_STATE_FOLDER = "%Y-%m-%d_%H-%M-%S"
_SYNTHETIC = "The market data are synthetic: made by `minilean data generate`, not traded anywhere."


@dataclass(frozen=True, slots=True, kw_only=True)
class BacktestOptions:
    """Where everything is and goes; ``now`` is UTC. Without ``output`` results go into the project's backtests."""

    source: Path
    project_folder: Path | None
    libraries: list[Path]
    parameters: dict[str, str]
    data_folder: Path
    now: datetime
    storage: Path | None = None
    output: Path | None = None
    start: datetime | None = None
    end: datetime | None = None
    synthetic: bool = False


@dataclass(slots=True)
class Outcome:
    """What a back test left: its statistics, its result file, and the error that ended it, if any."""

    result: BacktestResult
    result_file: Path | None
    order_list_hash: str
    data_points: int
    error: str = ""
    notes: list[str] = field(default_factory=list)
    parameter_use: ParameterUse = field(default_factory=ParameterUse)

    def rows(self) -> list[tuple[str, str]]:
        """The statistics in LEAN's order, then the hash of the order list."""
        return [*self.result.statistics.summary.items(), ("OrderListHash", self.order_list_hash)]

    def summary(self) -> dict[str, Any]:
        """The same for programs."""
        return {
            "statistics": dict(self.rows()),
            "runtimeStatistics": self.result.runtime_statistics,
            "dataPoints": self.data_points,
            "status": self.result.state["Status"],
            "error": self.error or None,
            "result": None if self.result_file is None else str(self.result_file),
        }


def run_backtest(
    options: BacktestOptions,
    progress: Callable[[datetime, datetime, datetime], None] | None = None,
) -> Outcome:
    """Runs an algorithm and writes LEAN's result files.

    Raises AlgorithmError, with the user's own lines, for what ends a run before its data; what fails in initialize
    leaves a result without figures, as in LEAN.
    """
    with tempfile.TemporaryDirectory(prefix="minilean-") as scratch:
        request = BacktestRequest(
            source=options.source,
            data_folder=options.data_folder,
            now=options.now,
            algorithm_id=_identifier(options),
            libraries=options.libraries,
            parameters=options.parameters,
            start=options.start,
            end=options.end,
            storage=options.storage or Path(scratch),
            progress=progress,
        )
        try:
            session = run_session(request)
        except SetUpError as error:
            if isinstance(error.session, Session):
                _outcome(error.session, options)
            raise AlgorithmError(_told(error, options.source)) from error
        except AlgorithmError as error:
            raise AlgorithmError(_told(error, options.source)) from error
    return _outcome(session, options)


def _identifier(options: BacktestOptions) -> str:
    """LEAN's command line names a project's run with a number; a plain file's run has its class's name."""
    if options.project_folder is None:
        return ""
    return str(10**9 + int((options.now - datetime(1970, 1, 1)).total_seconds()) % 10**9)


def _told(error: AlgorithmError, source: Path) -> str:
    frames = user_frames(error.__cause__ or error, source)
    return f"{error}\n{frames}".rstrip() if frames else str(error)


def _outcome(session: Session, options: BacktestOptions) -> Outcome:
    algorithm = session.algorithm
    failure = algorithm.run_time_error
    message = ""
    if failure is not None:
        frames = user_frames(failure, options.source)
        message = f"Runtime Error: {type(failure).__name__}: {failure}\n{frames}".rstrip()
        session.results.runtime_error(f"{type(failure).__name__} : {failure}", frames)
    result = session.results.finish(options.now)
    folder = options.output
    if folder is None:
        home = options.project_folder or options.source.parent
        folder = home / "backtests" / f"{options.now:{_STATE_FOLDER}}"
    file = write_result(
        result,
        folder,
        source=options.project_folder or options.source,
        server={"Synthetic Data": _SYNTHETIC} if options.synthetic else None,
        trace=list(algorithm._qc.traced),
    )
    notes = [_SYNTHETIC] if options.synthetic else []
    points, use = session.data_points, algorithm._qc.parameter_use
    return Outcome(result, file, result.order_list_hash, points, message, notes, use)
