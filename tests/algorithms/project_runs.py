"""Runs a project at weight one with its decisions logged, and reads them back."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from tests.command_line import ROOT, minilean
from tests.market_data import real_data

UNIT_WEIGHT = {"target_daily_vol": "0", "equity_fraction": "1", "risk_overlay": "no", "log_decisions": "yes"}
ADJUSTED = {"prices": "adjusted"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectRun:
    """What the log holds, in order; `end_equity` as printed."""

    decisions: list[dict]
    fills: list[dict]
    states: list[str]
    end_equity: float


def run_project(
    project: str | Path, output: Path, *, start: str, end: str, data_folder: Path | None = None, **parameters: str
) -> ProjectRun:
    """Runs a project over some dates at weight one; other parameters go on top."""
    data = data_folder or real_data()
    options: list[str | Path] = ["--start", start, "--end", end, "--data-folder", data, "--output", output]
    for name, value in {**UNIT_WEIGHT, **parameters}.items():
        options += ["--parameter", name, value]
    run = minilean("backtest", ROOT / "algorithms" / project, *options, "--json")
    assert run.returncode == 0, run.stderr
    (log,) = output.glob("*-log.txt")
    facts = [json.loads(line[line.index("{") :]) for line in log.read_text("utf-8").splitlines() if "{" in line]
    return ProjectRun(
        decisions=[fact for fact in facts if "signal" in fact],
        states=[fact["state"] for fact in facts if "state" in fact],
        fills=[fact for fact in facts if "fill_price" in fact],
        end_equity=float(json.loads(run.stdout)["statistics"]["End Equity"]),
    )


def refusal(project: str, output: Path, **parameters: str) -> str:
    """What a run with these parameters says when it refuses them."""
    options: list[str | Path] = ["--data-folder", real_data(), "--output", output]
    for name, value in parameters.items():
        options += ["--parameter", name, value]
    run = minilean("backtest", ROOT / "algorithms" / project, *options)
    assert run.returncode == 1
    return run.stderr
