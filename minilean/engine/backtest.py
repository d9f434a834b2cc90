"""A back test as the command line runs it: the run, its result files, and what to tell people."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from minilean.algorithm.parameter_use import ParameterUse
from minilean.data.provenance import SYNTHETIC_KEY, SYNTHETIC_NOTE
from minilean.engine.collection import collecting_seldom
from minilean.engine.loader import user_frames
from minilean.engine.session import BacktestRequest, Session, SetUpError, run_session
from minilean.errors import AlgorithmError, SettingsError
from minilean.results.location import RUN_FOLDER
from minilean.results.writer import write_result

if TYPE_CHECKING:
    from collections.abc import Iterable

    from minilean.results.handler import BacktestResult

_SECOND = timedelta(seconds=1)


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
    late_lines: Iterable[str] = ()
    """What was logged after the last sample: LEAN's console shows it, its log file does not have it."""
    unwritten: str = ""
    interrupted: bool = False
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
            "error": self.error or self.unwritten or None,
            "notes": self.notes,
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
    folder, identifier = _place(options)
    try:
        with collecting_seldom():
            return _run(options, folder, identifier, progress)
    finally:
        with contextlib.suppress(OSError):
            folder.rmdir()  # where nothing came of it


def said_before(error: SetUpError) -> Iterable[str]:
    """What an algorithm logged before its set-up failed: LEAN's console shows it."""
    return error.session.results.log_lines


def _run(
    options: BacktestOptions,
    folder: Path,
    identifier: str,
    progress: Callable[[datetime, datetime, datetime], None] | None,
) -> Outcome:
    with tempfile.TemporaryDirectory(prefix="minilean-") as scratch:
        request = BacktestRequest(
            source=options.source,
            data_folder=options.data_folder,
            now=options.now,
            algorithm_id=identifier,
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
            _outcome(error.session, options, folder)
            raise SetUpError(_told(error, options.source), error.session) from error
        except AlgorithmError as error:
            raise AlgorithmError(_told(error, options.source)) from error
    return _outcome(session, options, folder)


def _place(options: BacktestOptions) -> tuple[Path, str]:
    """The folder of the results, made before the run, and its number; a plain file's run has its class's name.

    Raises SettingsError for a folder nobody can make.
    """
    home = options.project_folder or options.source.parent
    folder, begun = options.output, options.now
    try:
        if folder is None:
            folder, begun = _new_folder(home / "backtests", options.now)
        else:
            folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(
            f"results cannot go to {options.output or home / 'backtests'} ({error.strerror}): give another --output"
        ) from error
    number = 10**9 + int((begun - datetime(1970, 1, 1)).total_seconds()) % 10**9
    return folder, "" if options.project_folder is None else str(number)


def _new_folder(home: Path, begun: datetime) -> tuple[Path, datetime]:
    """A folder named by the time, and that time: of two runs in one second the later counts as of the next."""
    home.mkdir(parents=True, exist_ok=True)
    while True:
        folder = home / f"{begun:{RUN_FOLDER}}"
        try:
            folder.mkdir()
        except FileExistsError:
            begun += _SECOND
        else:
            return folder, begun


def _told(error: AlgorithmError, source: Path) -> str:
    frames = user_frames(error.__cause__ or error, source)
    return f"{error}\n{frames}".rstrip() if frames else str(error)


def _outcome(session: Session, options: BacktestOptions, folder: Path) -> Outcome:
    algorithm = session.algorithm
    failure = algorithm.run_time_error
    message = ""
    if failure is not None:
        frames = user_frames(failure, options.source)
        message = f"Runtime Error: {type(failure).__name__}: {failure}\n{frames}".rstrip()
        session.results.runtime_error(f"{type(failure).__name__} : {failure}", frames)
    result = session.results.finish(options.now)
    outcome = Outcome(result, None, result.order_list_hash, session.data_points, message)
    outcome.notes = [SYNTHETIC_NOTE] if options.synthetic else []
    outcome.late_lines = session.results.late_lines
    outcome.interrupted = algorithm._qc.interrupted
    outcome.parameter_use = algorithm._qc.parameter_use
    try:
        outcome.result_file = write_result(
            result,
            folder,
            source=options.project_folder or options.source,
            server={SYNTHETIC_KEY: SYNTHETIC_NOTE} if options.synthetic else None,
            trace=list(algorithm._qc.traced),
        )
    except (OSError, shutil.Error) as error:
        reason = getattr(error, "strerror", None) or error
        outcome.unwritten = (
            f"the results could not be written to {folder} ({reason}): make room or give another --output"
        )
    return outcome
