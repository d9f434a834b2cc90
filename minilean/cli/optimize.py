"""`minilean optimize`: runs an algorithm with many parameters and tells how far the best may be believed."""

from __future__ import annotations

import argparse
import json
import os
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Any

from minilean.cli.backtest import Project, find_project
from minilean.cli.conventions import INTERRUPTED, day
from minilean.cli.progress import ProgressBar
from minilean.cli.report import write_page
from minilean.cli.workspace import data_folder
from minilean.data.provenance import SYNTHETIC_NOTE, is_synthetic
from minilean.errors import SettingsError
from minilean.results.location import RUN_FOLDER

if TYPE_CHECKING:
    from collections.abc import Callable

    from minilean.optimization.parameters import OptimizationParameter
    from minilean.optimization.strategies import SearchStrategy
    from minilean.optimization.sweep import Evidence, Finished, Objective, Progress, Sweep, Workers
    from minilean.optimization.trial import TrialRequest

_SHOWN = 10


def register(subparsers: Any) -> None:
    """Adds `optimize` to the parser of `minilean`."""
    parser = subparsers.add_parser("optimize", help="search an algorithm's parameters", description=__doc__)
    parser.add_argument("project", type=Path, metavar="PROJECT|FILE.py", help="a LEAN project's folder or one file")
    parser.add_argument(
        "--parameter", nargs=4, action="append", required=True, metavar=("NAME", "MIN", "MAX", "STEP"),
        help="a parameter and the values to try",
    )  # fmt: skip
    parser.add_argument("--strategy", choices=("grid", "euler", "random"), default="grid", help="default: grid")
    parser.add_argument("--target", default="Sharpe Ratio", metavar="STATISTIC", help="default: Sharpe Ratio")
    parser.add_argument("--target-direction", choices=("max", "min"), default="max", help="default: max")
    parser.add_argument(
        "--constraint", action="append", default=[], metavar="'STATISTIC < NUMBER'", help="what a winner must keep"
    )
    parser.add_argument("--runs", type=int, default=50, metavar="N", help="runs of the random strategy (default: 50)")
    parser.add_argument("--seed", type=int, default=0, help="of the random strategy (default: 0)")
    parser.add_argument("--segments", type=int, default=4, help="of the euler strategy (default: 4)")
    parser.add_argument(
        "--walk-forward", nargs=2, type=int, metavar=("TRAIN", "TEST"),
        help="search in TRAIN months, test in the TEST months after them, and so on over the dates",
    )  # fmt: skip
    parser.add_argument("--start", type=day, metavar="YYYY-MM-DD", help="instead of the algorithm's start date")
    parser.add_argument("--end", type=day, metavar="YYYY-MM-DD", help="instead of the algorithm's end date")
    parser.add_argument("--data-folder", type=Path, metavar="DIR", help="instead of the one lean.json names")
    parser.add_argument("--output", type=Path, metavar="DIR", help="where results go; an interrupted sweep resumes")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="runs at a time (default: all cores)")
    where.add_argument("--ray", metavar="ADDRESS", help="run on a Ray cluster ('local' starts one here)")
    parser.add_argument("--json", action="store_true", help="print the outcome as JSON")
    parser.set_defaults(run=run)


def parameters_of(given: list[list[str]]) -> list[OptimizationParameter]:
    """The ranges of the command line. Raises SettingsError for what is no number, no range, or given twice."""
    from minilean.optimization.parameters import OptimizationParameter

    names = [name for name, *_ in given]
    doubled = next((name for name in names if names.count(name) > 1), None)
    if doubled is not None:
        raise SettingsError(f"--parameter {doubled} is given twice")
    found = []
    for name, *numbers in given:
        try:
            minimum, maximum, step = (Decimal(number) for number in numbers)
        except InvalidOperation as error:
            raise SettingsError(f"--parameter {name}: {' '.join(numbers)} are not three numbers") from error
        found.append(OptimizationParameter(name, minimum, maximum, step))
    return found


@dataclass(frozen=True, slots=True)
class _Job:
    options: argparse.Namespace
    project: Project
    parameters: list[OptimizationParameter]
    request: TrialRequest
    objective: Objective
    folder: Path

    @property
    def note(self) -> str:
        """What to know of the data; empty where they are real."""
        return SYNTHETIC_NOTE if is_synthetic(self.request.data_folder) else ""

    def strategy(self) -> SearchStrategy:
        """A fresh search over all parameters."""
        from minilean.optimization.strategies import EulerSearch, GridSearch, RandomSearch

        if self.options.strategy == "random":
            return RandomSearch(self.parameters, self.options.runs, self.options.seed)
        if self.options.strategy == "euler":
            return EulerSearch(self.parameters, self.options.segments)
        return GridSearch(self.parameters)

    def identity(self) -> dict[str, Any]:
        """What makes two sweeps the same."""
        options = self.options
        names = ("parameter", "strategy", "runs", "seed", "segments", "walk_forward")
        same = {name: getattr(options, name) for name in names}
        dates = [None if day is None else f"{day:%Y-%m-%d}" for day in (options.start, options.end)]
        return same | {"source": str(self.project.source), "data": str(self.request.data_folder), "dates": dates}


def run(options: argparse.Namespace) -> int:
    """Runs the sweep; 1 where no run was allowed to win, 130 when interrupted."""
    job = _job(options)
    try:
        with _workers(options) as workers, ProgressBar("optimize", sys.stderr) as bar:
            show = _progress(bar)
            tell = _walk_forward(job, workers, show) if options.walk_forward else _search(job, workers, show)
    except KeyboardInterrupt:
        print(f"\nminilean: interrupted; go on with --output {job.folder}", file=sys.stderr)
        return INTERRUPTED
    return tell()


def _job(options: argparse.Namespace) -> _Job:
    from minilean.optimization.objective import Constraint, Target
    from minilean.optimization.sweep import Objective
    from minilean.optimization.trial import TrialRequest

    project = find_project(options.project)
    now = datetime.now(UTC).replace(tzinfo=None)
    request = TrialRequest(
        number=0,
        source=project.source,
        data_folder=data_folder(project.source.parent, options.data_folder).resolve(),
        libraries=project.libraries,
        parameters=project.parameters,
        now=now,
        start=options.start,
        end=options.end,
    )
    constraints = [Constraint.parse(text) for text in options.constraint]
    objective = Objective(Target(options.target, options.target_direction == "max"), constraints)
    home = project.folder or project.source.parent
    folder = options.output or home / "optimizations" / f"{now:{RUN_FOLDER}}"
    return _Job(options, project, parameters_of(options.parameter), request, objective, folder)


def _workers(options: argparse.Namespace) -> Any:
    if options.ray:
        from minilean.optimization.ray_workers import RayWorkers

        return RayWorkers(options.ray)
    from minilean.optimization.workers import WorkerPool

    return WorkerPool(options.jobs)


def _progress(bar: ProgressBar) -> Progress:
    def show(done: int, due: int, best: Finished | None) -> None:
        told = "" if best is None else f", best {best.value}"
        bar(done / due if due else 1.0, f"{done} of {due}{told}")

    return show


def _search(job: _Job, workers: Workers, show: Progress) -> Callable[[], int]:
    """Runs the search; what comes back tells the outcome, once the workers are gone."""
    from minilean.optimization.journal import Journal
    from minilean.optimization.sweep import Sweep

    sweep = Sweep(job.request, job.objective, Journal(job.folder, job.identity()))
    winner = sweep.run(job.strategy(), workers, show)
    return lambda: _tell(job, sweep, winner)


def _tell(job: _Job, sweep: Sweep, winner: Finished | None) -> int:
    from minilean.optimization.outputs import page, share, write_table
    from minilean.optimization.parameters import in_words
    from minilean.optimization.sweep import evidence_of

    evidence = None if winner is None else evidence_of(sweep.finished, winner)
    name = job.project.source.stem if job.project.folder is None else job.project.folder.name
    title = f"{name}: {job.options.strategy} search"
    sweep.finished.sort(key=lambda each: each.trial)
    write_table(job.folder / "results.csv", sweep.finished)
    write_page(job.folder / "report.html", page(title, job.note, sweep, evidence))
    if job.options.json:
        print(json.dumps(_summary(job, sweep, winner, evidence), indent=2))
    else:
        _print_table(job, sweep)
        if winner is not None and evidence is not None:
            print(f"\nBest {job.objective.target.name}: {winner.value} with {in_words(winner.trial)}")
            print(f"Deflated Sharpe ratio over {evidence.trials} runs: {share(evidence.deflated_sharpe_ratio)}")
            print(f"Probability of overfitting: {share(evidence.probability_of_overfitting)}")
        if job.note:
            print(job.note)
        print(f"\nResults: {job.folder / 'results.csv'}\nLook at the heat map: {job.folder / 'report.html'}")
    if winner is None:
        print("minilean: no run ended within the constraints", file=sys.stderr)
    return 0 if winner is not None else 1


def _print_table(job: _Job, sweep: Sweep) -> None:
    """The best runs first, then those that failed."""
    from minilean.optimization.parameters import in_words

    ended = [each for each in sweep.finished if each.value is not None]
    ended.sort(key=lambda each: (not each.is_allowed, -each.value if job.objective.target.maximize else each.value))  # type: ignore[operator]  # those without a value are left out
    for each in ended[:_SHOWN]:
        mark = "" if each.is_allowed else "  (against a constraint)"
        print(f"{each.value!s:>12}  {in_words(each.trial)}{mark}")
    if len(ended) > _SHOWN:
        print(f"{'':>12}  and {len(ended) - _SHOWN} more")
    for each in sweep.finished:
        if each.result.error:
            print(f"{'failed':>12}  {in_words(each.trial)}: {each.result.error.splitlines()[0]}")


def _summary(job: _Job, sweep: Sweep, winner: Finished | None, evidence: Evidence | None) -> dict[str, Any]:
    from minilean.optimization.parameters import texts

    return {
        "target": job.objective.target.name,
        "runs": len(sweep.finished),
        "failed": sum(bool(each.result.error) for each in sweep.finished),
        "parameters": None if winner is None else texts(winner.trial),
        "statistics": None if winner is None else winner.result.statistics,
        "deflatedSharpeRatio": None if evidence is None else evidence.deflated_sharpe_ratio,
        "probabilityOfOverfitting": None if evidence is None else evidence.probability_of_overfitting,
        "folder": str(job.folder),
        "synthetic": bool(job.note),
    }


def _walk_forward(job: _Job, workers: Workers, show: Progress) -> Callable[[], int]:
    from minilean.optimization.journal import Journal
    from minilean.optimization.walk_forward import walk_forward

    options = job.options
    if options.start is None or options.end is None:
        raise SettingsError("--walk-forward needs --start and --end: the dates it walks over")
    journal = Journal(job.folder, job.identity())
    months = (options.walk_forward[0], options.walk_forward[1])
    steps = walk_forward(job.request, job.objective, journal, job.strategy, workers, months, show)
    if not steps:
        span = f"{options.start:%Y-%m-%d} to {options.end:%Y-%m-%d}"
        raise SettingsError(f"{span} is shorter than the {months[0]} months to train in")
    return lambda: _tell_steps(job, [step.row(job.objective.target.name) for step in steps])


def _tell_steps(job: _Job, rows: list[dict[str, str]]) -> int:
    if job.options.json:
        outcome = {"target": job.objective.target.name, "steps": rows, "folder": str(job.folder)}
        print(json.dumps(outcome | {"synthetic": bool(job.note)}, indent=2))
        return 0
    if job.note:
        print(job.note)
    print(f"{'trained':<21}  {'tested':<21}  {'inside':>8}  {'outside':>8}")
    for row in rows:
        print(
            "  ".join(
                (row["train"], row["test"], f"{row['inSample']:>8}", f"{row['outOfSample']:>8}", row["parameters"])
            )
        )
    return 0
