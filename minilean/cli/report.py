"""`minilean report`: one HTML page about a back test of minilean, of LEAN or of QuantConnect's cloud."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from minilean.errors import DataError
from minilean.results.verification import result_file

if TYPE_CHECKING:
    import argparse


def register(subparsers: Any) -> None:
    """Adds `report` to the parser of `minilean`."""
    parser = subparsers.add_parser("report", help="make an HTML page about a back test", description=__doc__)
    parser.add_argument("result", type=Path, metavar="RESULT", help="a result's JSON file, or the folder it is in")
    parser.add_argument("--output", type=Path, metavar="FILE.html", help="where the page goes (default: beside RESULT)")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Writes the page and says where it is. Raises DataError for a file that is no result."""
    from minilean.results.report.page import report_page
    from minilean.results.report.source import read_result

    file = find_result(options.result)
    page = report_page(read_result(file))
    output: Path = options.output or file.with_suffix(".html")
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(page, encoding="utf-8")
    print(f"Report: {output}")
    return 0


def find_result(path: Path) -> Path:
    """The result file a path means. Raises DataError if there is none."""
    if path.is_file():
        return path
    if not path.is_dir():
        raise DataError(f"{path} does not exist: give a result's JSON file or the folder it is in")
    try:
        return result_file(path)
    except FileNotFoundError as error:
        raise DataError(f"{error}: run minilean backtest first") from error
