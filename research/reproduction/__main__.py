"""`make reproduce`: runs every strategy over its full period and prints it beside the reference."""

from __future__ import annotations

import argparse
import json
import os
import sys
import zipfile
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import asdict
from pathlib import Path

import pandas as pd

from research.reproduction.measures import Comparison, compare
from research.reproduction.rows import ROWS, Row
from research.reproduction.runs import Days, RunError, run
from research.toolbox.market import data_folder

HEAD = f"{'':<36}{'trades':>6}   gross   ref.     net   ref.    b.e.   ref.  verdict"


def main() -> int:
    """Prints the table; 1 when a figure that is judged differs, 2 for a name that no row has."""
    options = _options()
    rows = [row for row in ROWS if not options.only or any(word in row.name for word in options.only)]
    if not rows:
        print(f"no row is called {' or '.join(options.only)}; there are: {', '.join(row.name for row in ROWS)}")
        return 2
    compared, faults = _run_all(rows, options.data_folder or data_folder(), options.jobs)
    failed = [item for item in compared if item.fails]
    if options.json:
        print(json.dumps([_plain(item) for item in compared], indent=2))
    else:
        _print_table(rows, compared)
        print(f"\n{len(rows)} runs, {len(failed)} judged figures differ")
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if failed or faults else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="reproduce", description=__doc__)
    parser.add_argument(
        "--only", nargs="*", default=[], metavar="NAME", help="rows whose name holds one of these words"
    )
    parser.add_argument("--data-folder", type=Path, help="default: the workspace's")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--json", action="store_true", help="print figures as JSON")
    return parser.parse_args()


def _run_all(rows: list[Row], data_folder: Path, jobs: int) -> tuple[list[Comparison], list[str]]:
    equity_days = _equity_days(data_folder)
    done: dict[str, list[Comparison]] = {}
    faults = []
    with ThreadPoolExecutor(max_workers=jobs) as pool:
        futures: dict[Future[Days], Row] = {pool.submit(run, row, data_folder): row for row in rows}
        for number, future in enumerate(as_completed(futures), 1):
            row = futures[future]
            if sys.stderr.isatty():
                print(f"\r{number} of {len(rows)}: {row.name:<40}", end="", file=sys.stderr, flush=True)
            try:
                days = future.result()
            except RunError as error:
                faults.append(str(error))
                continue
            done[row.name] = compare(row, days, None if row.project == "fx_time_of_day" or row.made_up else equity_days)
    if sys.stderr.isatty():
        print(file=sys.stderr)
    return [item for row in rows for item in done.get(row.name, [])], faults


def _equity_days(data_folder: Path) -> pd.DatetimeIndex:
    """The days on which SPY has bars."""
    with zipfile.ZipFile(data_folder / "equity/usa/hour/spy.zip") as archive:
        lines = archive.read("spy.csv").decode().splitlines()
    return pd.DatetimeIndex(sorted({line[:8] for line in lines}))


def _print_table(rows: list[Row], compared: list[Comparison]) -> None:
    print(HEAD)
    for item in compared:
        ours, theirs = item.ours, item.theirs
        other = (theirs.gross, theirs.net, theirs.break_even) if theirs else (None, None, None)
        cells = "  ".join(
            f"{_shown(own)} {_shown(reference)}"
            for own, reference in zip((ours.gross, ours.net, ours.break_even), other, strict=True)
        )
        print(f"{item.row.name:<22}{item.period:<14}{item.trades:>6}  {cells}  {item.verdict}")
    for row in rows:
        if row.explained and any(item.verdict.startswith("explained") for item in compared if item.row is row):
            print(f"{row.name}: {row.explained}")


def _shown(value: float | None) -> str:
    return f"{value:>6.2f}" if value is not None else f"{'-':>6}"


def _plain(item: Comparison) -> dict[str, object]:
    return {
        "row": item.row.name,
        "period": item.period,
        "trades": item.trades,
        "ours": asdict(item.ours),
        "reference": asdict(item.theirs) if item.theirs else None,
        "verdict": item.verdict,
    }


if __name__ == "__main__":
    sys.exit(main())
