"""`minilean compare`: two results side by side: statistics, orders to the first difference, equity in a page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from minilean.cli.report import RESULT_HELP, write_page
from minilean.results.location import find_result

if TYPE_CHECKING:
    import argparse

    from minilean.results.report.source import ReportData


def register(subparsers: Any) -> None:
    """Adds `compare` to the parser of `minilean`."""
    parser = subparsers.add_parser("compare", help="show two back tests side by side", description=__doc__)
    parser.add_argument("first", type=Path, metavar="RESULT", help=RESULT_HELP)
    parser.add_argument("second", type=Path, metavar="OTHER", help="the other one")
    parser.add_argument(
        "--output",
        type=Path,
        metavar="FILE.html",
        help="where the page with both equity curves goes (default: beside OTHER)",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Prints the comparison and writes its page; 0 if statistics and orders are equal.

    Raises DataError for files that are no results.
    """
    from minilean.results.report.comparison import comparison_page
    from minilean.results.report.source import read_result

    files = find_result(options.first), find_result(options.second)
    first, second = map(read_result, files)
    print(f"  {files[0]}\n  {files[1]}")
    for note in dict.fromkeys(result.note for result in (first, second) if result.note):
        print(note)
    different = _print_statistics(first, second)
    difference = first_different_order(first, second)
    print(difference or f"Orders: all {len(first.orders)} are equal")
    output: Path = options.output or files[1].with_name(f"{files[1].stem}-comparison.html")
    write_page(output, comparison_page(first, second, difference))
    print(f"Page: {output}")
    return 1 if different or difference else 0


def first_different_order(first: ReportData, second: ReportData) -> str:
    """Both lists' first different order in words; empty if there is none."""
    from minilean.results.report.tables import order_in_words

    for own, other in zip(first.orders, second.orders, strict=False):
        if own != other:
            both = f"{order_in_words(own)}\n  {order_in_words(other)}"
            return f"Orders: the first difference is order {own.number}\n  {both}"
    if len(first.orders) != len(second.orders):
        return f"Orders: {len(first.orders)} against {len(second.orders)}; equal as far as both go"
    return ""


def _print_statistics(first: ReportData, second: ReportData) -> int:
    """Prints all figures, the differing ones marked, and returns how many differ."""
    names = [*first.statistics, *(name for name in second.statistics if name not in first.statistics)]
    width = max(map(len, names), default=0)
    different = 0
    for name in names:
        own, other = first.statistics.get(name, "-"), second.statistics.get(name, "-")
        different += own != other
        print(f"{'  ' if own == other else '* '}{name:<{width}}  {own:>24}  {other:>24}")
    print(f"{different} of {len(names)} figures differ")
    return different
