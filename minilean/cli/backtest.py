"""`minilean backtest`: runs an algorithm over its dates and writes LEAN's result files."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from minilean.cli.conventions import INTERRUPTED, day
from minilean.cli.progress import ProgressBar
from minilean.cli.report import write_report
from minilean.cli.workspace import data_folder, find_workspace
from minilean.data.provenance import is_synthetic
from minilean.errors import SettingsError

if TYPE_CHECKING:
    from minilean.engine.backtest import BacktestOptions, Outcome

_LIBRARY = "Library"


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """What a path on the command line means: the file to run and what surrounds it."""

    source: Path
    folder: Path | None
    libraries: list[Path]
    parameters: dict[str, str]
    storage: Path | None


def register(subparsers: Any) -> None:
    """Adds `backtest` to the parser of `minilean`."""
    parser = subparsers.add_parser("backtest", help="run an algorithm over past data", description=__doc__)
    parser.add_argument("project", type=Path, metavar="PROJECT|FILE.py", help="a LEAN project's folder or one file")
    parser.add_argument("--output", type=Path, metavar="DIR", help="where results go (default: PROJECT/backtests)")
    parser.add_argument(
        "--parameter", nargs=2, action="append", default=[], metavar=("NAME", "VALUE"), help="overrides config.json"
    )
    parser.add_argument("--start", type=day, metavar="YYYY-MM-DD", help="instead of the algorithm's start date")
    parser.add_argument("--end", type=day, metavar="YYYY-MM-DD", help="instead of the algorithm's end date")
    parser.add_argument("--data-folder", type=Path, metavar="DIR", help="instead of the one lean.json names")
    parser.add_argument("--json", action="store_true", help="print the statistics as JSON")
    parser.add_argument("--report", action="store_true", help="make the HTML page of `minilean report`, too")
    parser.add_argument("--debug", action="store_true", help="let breakpoint() in the algorithm stop in a debugger")
    parser.set_defaults(run=run)


def find_project(path: Path) -> Project:
    """The file, libraries and parameters of a path.

    Raises SettingsError for a path without an algorithm, and a config.json that is not JSON or names what is not there.
    """
    source = path / "main.py" if path.is_dir() else path
    if not source.is_file():
        missing = f"{path} has no main.py" if path.is_dir() else f"{path} does not exist"
        message = f"{missing}: give a LEAN project's folder or a Python file"
        raise SettingsError(message)
    source = source.resolve()
    config_file = source.parent / "config.json"
    config = _read_config(config_file) if config_file.is_file() else None
    workspace = find_workspace(source.parent)
    if config is None:
        return Project(source=source, folder=None, libraries=[], parameters={}, storage=None)
    libraries = [] if workspace is None else _libraries(config, config_file, workspace.root)
    parameters = {str(name): str(value) for name, value in (config.get("parameters") or {}).items()}
    storage = None if workspace is None else workspace.root / "storage"
    return Project(source=source, folder=source.parent, libraries=libraries, parameters=parameters, storage=storage)


def _libraries(config: dict[str, Any], config_file: Path, root: Path) -> list[Path]:
    """The folders of the libraries listed, then of all libraries. Raises SettingsError for one that is not there."""
    listed = [root / str(entry.get("path", "")) for entry in config.get("libraries") or []]
    missing = next((folder for folder in listed if not folder.is_dir()), None)
    if missing is not None:
        raise SettingsError(f'{config_file}: "libraries" names {missing}, which is no folder: mend its path')
    shared = root / _LIBRARY
    return [*listed, shared] if shared.is_dir() else listed


def _read_config(file: Path) -> dict[str, Any]:
    try:
        config = json.loads(file.read_text(encoding="utf-8-sig"))
    except ValueError as error:
        message = f"{file} is not JSON: {error}"
        raise SettingsError(message) from error
    if not isinstance(config, dict):
        message = f"{file} must hold a JSON object with LEAN's keys, such as parameters"
        raise SettingsError(message)
    if not isinstance(config.get("parameters") or {}, dict):
        raise SettingsError(f'{file}: "parameters" must be an object of names and values, as in {{"window": "63"}}')
    libraries = config.get("libraries") or []
    if not isinstance(libraries, list) or not all(isinstance(entry, dict) for entry in libraries):
        wanted = 'a list of objects with a path, as in [{"name": "Library", "path": "Library"}]'
        raise SettingsError(f'{file}: "libraries" must be {wanted}')
    return config


def run(options: argparse.Namespace) -> int:
    """Runs the back test; exit code 1 when the algorithm ends with an error."""
    from minilean.engine.backtest import BacktestOptions

    if options.start is not None and options.end is not None and options.end < options.start:
        message = f"--end {options.end:%Y-%m-%d} lies before --start {options.start:%Y-%m-%d}: swap them"
        raise SettingsError(message)
    project = find_project(options.project)
    folder = data_folder(project.source.parent, options.data_folder)
    sys.breakpointhook = _debugger() if options.debug else _pass_by
    console = _Console(sys.stdout, quiet=options.json)
    now = datetime.now(UTC).replace(tzinfo=None)
    outcome = _carry_out(
        BacktestOptions(
            source=project.source,
            project_folder=project.folder,
            libraries=project.libraries,
            parameters=project.parameters | dict(options.parameter),
            data_folder=folder,
            storage=project.storage,
            output=options.output,
            start=options.start,
            end=options.end,
            now=now,
            synthetic=is_synthetic(folder),
        ),
        console,
    )
    if options.json:
        sys.stdout.write(json.dumps(outcome.summary(), indent=2) + "\n")
    else:
        for lines in (outcome.notes, outcome.result.log, outcome.late_lines):
            console.lines(lines)
        console.table(outcome.rows(), outcome.result_file)
    if outcome.result_file is not None and not outcome.error:
        _show(outcome.result_file, console, options)
    sys.stderr.writelines(f"minilean: {each}\n" for each in outcome.parameter_use.warnings(dict(options.parameter)))
    return _ended(outcome)


def _show(result_file: Path, console: _Console, options: argparse.Namespace) -> None:
    """Makes the report that was asked for, or says how to get one."""
    told = f"Look at it: minilean report {result_file}"
    if options.report:
        told = f"Report: {write_report(result_file)}"
    if not options.json:
        console.lines([told])


def _carry_out(options: BacktestOptions, console: _Console) -> Outcome:
    """Runs it; of a set-up that fails, what the algorithm said before is shown too."""
    from minilean.engine.backtest import run_backtest, said_before
    from minilean.engine.session import SetUpError

    try:
        return run_backtest(options, console.progress())
    except SetUpError as error:
        console.lines(said_before(error))
        raise
    finally:
        console.finish()


def _ended(outcome: Outcome) -> int:
    """Says what went wrong, if anything did; the exit code."""
    if outcome.interrupted:
        sys.stderr.write("minilean: stopped by hand; what there was until then is in the result\n")
    for told in (outcome.error.rstrip(), outcome.unwritten and f"minilean: {outcome.unwritten}"):
        if told:
            sys.stderr.write(told + "\n")
    if outcome.error or outcome.unwritten:
        return 1
    return INTERRUPTED if outcome.interrupted else 0


def _debugger() -> Callable[..., None]:
    from minilean.cli.debugger import stop_here

    return stop_here


def _pass_by(*_: object, **__: object) -> None:
    """A breakpoint without --debug: nothing stops."""


class _Console:
    """Plain lines, or a bar with the simulated date on a terminal."""

    def __init__(self, stream: TextIO, *, quiet: bool) -> None:
        self._stream = stream
        self._quiet = quiet
        self._bar: ProgressBar | None = None

    def lines(self, lines: Iterable[str]) -> None:
        """Prints lines of the algorithm or the engine."""
        self._stream.writelines(line + "\n" for line in lines)

    def progress(self) -> Callable[[datetime, datetime, datetime], None] | None:
        """What the engine calls with start, now and end; nothing where nobody looks."""
        if self._quiet or not self._stream.isatty():
            return None
        bar = self._bar = ProgressBar("back test", self._stream)

        def show(start: datetime, now: datetime, end: datetime) -> None:
            whole = (end - start).total_seconds() or 1.0
            bar((now - start).total_seconds() / whole, f"{now:%Y-%m-%d}")

        return show

    def finish(self) -> None:
        """Removes the bar."""
        if self._bar is not None:
            self._bar.__exit__(None, None, None)

    def table(self, rows: list[tuple[str, str]], result_file: Path | None) -> None:
        """Prints the statistics in two columns and where the result is."""
        width = max((len(name) for name, _ in rows), default=0)
        for name, value in rows:
            self._stream.write(f"{name:<{width}}  {value}\n")
        if result_file is not None:
            self._stream.write(f"\nResult: {result_file}\n")
