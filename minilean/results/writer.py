"""Writes a finished back test into a folder as LEAN and its command line do."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from minilean.data.whole_file import write_whole
from minilean.results.json_text import compact, indented
from minilean.results.location import NEVER_SOURCE
from minilean.results.order_json import event_object
from minilean.results.result_json import chart_object, result_object
from minilean.results.sampling import EQUITY, STRATEGY_EQUITY
from minilean.results.series_sampler import summary_candles

if TYPE_CHECKING:
    from minilean.results.handler import BacktestResult

_NOT_IN_SUMMARY = ("orders", "profitLoss", "analysis")
_NOT_SOURCE = shutil.ignore_patterns(*NEVER_SOURCE, "__pycache__", ".*")


def write_result(
    result: BacktestResult,
    folder: Path,
    *,
    source: Path | None = None,
    server: dict[str, str] | None = None,
    trace: list[str] | None = None,
) -> Path:
    """Writes the result files and returns the path of the result itself. Raises OSError.

    ``source`` is the algorithm's file or project folder, copied to ``code/``; ``server`` is what is known of the
    machine; ``trace`` are lines for ``log.txt``, which ends with the statistics.
    """
    folder.mkdir(parents=True, exist_ok=True)
    stem = result.algorithm_id
    whole = result_object(result, server)
    file, events = folder / f"{stem}.json", folder / f"{stem}-order-events.json"
    write_whole(file, [indented(whole)])
    write_whole(folder / f"{stem}-summary.json", [indented(_summary(result, whole))])
    if result.order_events:
        write_whole(events, [compact([event_object(event, stem) for event in result.order_events])])
    else:
        events.unlink(missing_ok=True)  # of a run before, into the same folder
    write_whole(folder / f"{stem}-log.txt", (f"{line}\n" for line in result.log))
    write_whole(folder / "log.txt", (f"{line}\n" for line in [*(trace or []), *_statistics_lines(result)]))
    write_whole(folder / "config", [indented({"id": int(stem) if stem.isdecimal() else stem}) + "\n"])
    if source is not None:
        _copy_source(source, folder / "code", folder)
    return file


def _summary(result: BacktestResult, whole: dict[str, Any]) -> dict[str, Any]:
    summary = {key: value for key, value in whole.items() if key not in _NOT_IN_SUMMARY}
    summary["rollingWindow"] = {}
    summary["charts"] = {}
    chart = result.charts.get(STRATEGY_EQUITY)
    if chart is not None and EQUITY in chart.series:
        twin = chart.clone_empty()
        equity = chart.series[EQUITY].clone(empty=True)
        equity.values = list(summary_candles(chart.series[EQUITY].values))
        twin.add_series(equity)
        summary["charts"] = {STRATEGY_EQUITY: chart_object(twin)}
    summary["totalPerformance"] = {**whole["totalPerformance"], "closedTrades": []}
    return summary


def _statistics_lines(result: BacktestResult) -> list[str]:
    figures = result.statistics._summary | {"OrderListHash": result.order_list_hash}
    return [f"STATISTICS:: {name} {value}" for name, value in figures.items()]


def _copy_source(source: Path, target: Path, output: Path) -> None:
    """Copies what the run was made from, without results: not those of before, and not where these go."""
    if not source.is_dir():
        target.mkdir(exist_ok=True)
        shutil.copy2(source, target / source.name)
        return
    places = {output.resolve(), target.resolve()}

    def left_out(folder: str, names: list[str]) -> set[str]:
        own = {name for name in names if Path(folder, name).resolve() in places}
        return own | set(_NOT_SOURCE(folder, names))

    shutil.copytree(source, target, ignore=left_out, dirs_exist_ok=True)
