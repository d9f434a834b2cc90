"""minilean as a function: a project in, frames out; and sweeps over its parameters on processes or a Ray cluster."""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from minilean.engine.collection import collecting_seldom
from minilean.engine.isolation import forgetting_imports
from minilean.engine.session import BacktestRequest, Session, run_session
from minilean.errors import MiniLeanError
from minilean.optimization.parameters import OptimizationParameter, grid
from minilean.optimization.ray_workers import RayWorkers
from minilean.optimization.trial import TrialRequest, TrialResult
from minilean.optimization.workers import WorkerPool
from research.toolbox.market import ROOT, data_folder

if TYPE_CHECKING:
    from collections.abc import Iterable

UNIT_WEIGHT = {"target_daily_vol": "0", "equity_fraction": "1", "risk_overlay": "no", "log_decisions": "yes"}
"""Parameters by which a strategy trades at weight one, without limits, and writes its decisions down."""
NOW = datetime(2026, 1, 1)  # no data are later


class BacktestError(Exception):
    """A back test that did not end well; says what went wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backtest:
    """`equity` and `returns` by day, `fills` a row each, `decisions` a row a decision, `statistics` as printed."""

    equity: pd.Series[float]
    returns: pd.Series[float]
    fills: pd.DataFrame
    decisions: pd.DataFrame
    statistics: dict[str, str]


def back_test(project: str, *, start: str, end: str, parameters: dict[str, str] | None = None) -> Backtest:
    """Runs a project of `algorithms/` from one ISO date to another. Raises BacktestError."""
    source = ROOT / "algorithms" / project / "main.py"
    with (
        tempfile.TemporaryDirectory(prefix="research-") as storage,
        collecting_seldom(),
        forgetting_imports([source.parent]),
    ):
        request = BacktestRequest(
            source=source,
            data_folder=data_folder(),
            now=NOW,
            libraries=[ROOT / "Library"],
            parameters=parameters or {},
            start=datetime.fromisoformat(start),
            end=datetime.fromisoformat(end),
            storage=Path(storage),
        )
        try:
            session = run_session(request)
        except MiniLeanError as error:
            raise BacktestError(f"{project}: {error}") from error
        failure = session.algorithm.run_time_error
        if failure is not None:
            raise BacktestError(f"{project}: {type(failure).__name__}: {failure}") from failure
        return _frames(session)


def sweep(
    project: str,
    values: dict[str, tuple[str, str, str]],
    *,
    start: str,
    end: str,
    parameters: dict[str, str] | None = None,
    jobs: int = 2,
    ray: str = "",
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Runs every point of a grid, each parameter given as (first, last, step): statistics and daily returns.

    Statistics have a row a run, returns a column a run. `ray` is a cluster's address; without one, `jobs` processes run
    here. Raises BacktestError with the first fault.
    """
    ranges = [OptimizationParameter(name, *map(Decimal, bounds)) for name, bounds in values.items()]
    points = [{name: f"{value:f}" for name, value in trial} for trial in grid(ranges)]
    requests = [
        TrialRequest(
            number=number,
            source=ROOT / "algorithms" / project / "main.py",
            data_folder=data_folder(),
            libraries=[ROOT / "Library"],
            parameters={**(parameters or {}), **point},
            now=NOW,
            start=datetime.fromisoformat(start),
            end=datetime.fromisoformat(end),
        )
        for number, point in enumerate(points)
    ]
    results = sorted(_run(requests, jobs, ray), key=lambda result: result.number)
    faults = [result.error for result in results if result.error]
    if faults:
        raise BacktestError(f"{project}: {faults[0]}")
    statistics = pd.DataFrame([{**points[each.number], **each.statistics} for each in results])
    returns = pd.DataFrame({each.number: pd.Series(each.returns, dtype=float) for each in results}).fillna(0.0)
    return statistics, returns.set_axis(pd.to_datetime(returns.index)).sort_index()


def _run(requests: Iterable[TrialRequest], jobs: int, ray: str) -> list[TrialResult]:
    if ray:
        with RayWorkers(ray) as cluster:
            return list(cluster.run(requests))
    with WorkerPool(jobs) as pool:
        return list(pool.run(requests))


def _frames(session: Session) -> Backtest:
    result = session.results.finish(NOW, rolling=False)
    series = result.charts["Strategy Equity"].series
    facts = [_fact(line) for line in session.results.log_lines if "{" in line]
    equity, returns = (
        _by_day([(point.time, float(getattr(point, field) or 0)) for point in series[name].values])
        for name, field in (("Equity", "close"), ("Return", "y"))
    )
    return Backtest(
        equity=equity,
        returns=returns / 100,
        fills=pd.DataFrame([fact for fact in facts if "fill_price" in fact]),
        decisions=pd.DataFrame([fact for fact in facts if "signal" in fact]),
        statistics=dict(result.statistics.summary),
    )


def _by_day(points: list[tuple[datetime, float]]) -> pd.Series[float]:
    """Samples are taken at midnight, so a point is of the day before."""
    days = pd.DatetimeIndex([time for time, _ in points]) - pd.Timedelta(hours=12)
    values = pd.Series([value for _, value in points], index=days.normalize(), dtype=float)
    return values.groupby(level=0).last()


def _fact(line: str) -> dict[str, Any]:
    """What a line of the log says, with its time; empty for a line that is no fact."""
    try:
        fact: dict[str, Any] = json.loads(line[line.index("{") :])
    except ValueError:
        return {}
    return {"time": line[:19], **fact}
