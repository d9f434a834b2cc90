"""Writes a finished back test into a folder as LEAN and its command line do."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

from minilean.results.json_text import compact, indented
from minilean.results.order_json import event_object
from minilean.results.result_json import chart_object, result_object
from minilean.results.sampling import EQUITY, STRATEGY_EQUITY
from minilean.results.series_sampler import summary_candles

if TYPE_CHECKING:
    from pathlib import Path

    from minilean.results.handler import BacktestResult

_NOT_IN_SUMMARY = ("orders", "profitLoss", "analysis")
_NOT_SOURCE = shutil.ignore_patterns("backtests", "live", "optimizations", "__pycache__", ".*")


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
    file = folder / f"{stem}.json"
    file.write_text(indented(whole), encoding="utf-8")
    (folder / f"{stem}-summary.json").write_text(indented(_summary(result, whole)), encoding="utf-8")
    if result.order_events:
        events = compact([event_object(event, stem) for event in result.order_events])
        (folder / f"{stem}-order-events.json").write_text(events, encoding="utf-8")
    _write_lines(folder / f"{stem}-log.txt", result.log)
    _write_lines(folder / "log.txt", [*(trace or []), *_statistics_lines(result)])
    (folder / "config").write_text(indented({"id": int(stem) if stem.isdecimal() else stem}) + "\n", encoding="utf-8")
    if source is not None:
        _copy_source(source, folder / "code")
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


def _write_lines(file: Path, lines: list[str]) -> None:
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def _copy_source(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, ignore=_NOT_SOURCE, dirs_exist_ok=True)
    else:
        target.mkdir(exist_ok=True)
        shutil.copy2(source, target / source.name)
