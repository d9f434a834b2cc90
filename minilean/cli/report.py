"""`minilean report`: one HTML page about a back test of minilean, of LEAN or of QuantConnect's cloud."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from minilean.data.whole_file import write_whole
from minilean.errors import SettingsError
from minilean.results.location import find_result

if TYPE_CHECKING:
    import argparse

RESULT_HELP = "a result's JSON file, its folder, or a project: the newest of its back tests"


def register(subparsers: Any) -> None:
    """Adds `report` to the parser of `minilean`."""
    parser = subparsers.add_parser("report", help="make an HTML page about a back test", description=__doc__)
    parser.add_argument("result", type=Path, metavar="RESULT", help=RESULT_HELP)
    parser.add_argument("--output", type=Path, metavar="FILE.html", help="where the page goes (default: beside RESULT)")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Writes the page and says where it is. Raises DataError for a file that is no result."""
    print(f"Report: {write_report(find_result(options.result), options.output)}")
    return 0


def write_report(result: Path, output: Path | None = None) -> Path:
    """Writes the page about a result's file, beside it unless told where, and says where it is."""
    from minilean.results.report.page import report_page
    from minilean.results.report.source import read_result

    page = report_page(read_result(result))
    output = output or result.with_suffix(".html")
    write_page(output, page)
    return output


def write_page(output: Path, page: str) -> None:
    """Writes a page where it was asked for. Raises SettingsError where nothing can be written."""
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        write_whole(output, [page])
    except OSError as error:
        raise SettingsError(f"{output} cannot be written ({error.strerror}): give another --output") from error
