"""Compares a run's result folder with what real LEAN recorded of the same algorithm."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from minilean.errors import DataError
from minilean.results.difference import Difference, first_difference
from minilean.results.exact_json import read_exact_json
from minilean.results.location import result_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Kind = TypeVar("Kind")
_ESTIMATES = ("Capacity", "Assets Sales Volume", "Portfolio Margin")
"""Charts nobody acts on; compared only when asked for."""
_KEYED_LINE = re.compile(r"(?:^|\s)([A-Z][A-Z0-9_]*\|\d{4}-\d{2}-\d{2}.*)$")
_HASH = re.compile(r"STATISTICS:: OrderListHash (\w+)")
_MESSAGE = re.compile(r"\|msg=[^|]*")


@dataclass(frozen=True, slots=True)
class Recorded:
    """A result folder read into memory: ours, or a golden with its plain file names."""

    result: dict[str, Any]
    order_events: list[Any]
    log_lines: list[str] | None
    status: str
    order_list_hash: str | None

    @classmethod
    def from_golden(cls, folder: Path) -> Recorded:
        """Reads LEAN's recording; the short form has no log. Raises OSError, DataError."""
        result, run = (_holding(dict, folder / name) for name in ("result.json", "run.json"))
        missing = [name for name in ("status", "order_list_hash") if name not in run]
        if missing:
            raise DataError(f"{folder / 'run.json'} lacks {' and '.join(missing)}")
        log = folder / "log.txt"
        return cls(
            result,
            _holding(list, folder / "order-events.json"),
            keyed_lines(log.read_text(encoding="utf-8")) if log.exists() else None,
            run["status"],
            run["order_list_hash"],
        )

    @classmethod
    def from_result(cls, folder: Path) -> Recorded:
        """Reads what a back test left. Raises OSError, ValueError, KeyError if there is no result."""
        file = result_file(folder)
        events, log = file.with_name(f"{file.stem}-order-events.json"), file.with_name(f"{file.stem}-log.txt")
        result = read_exact_json(file)
        trace = folder / "log.txt"
        hashed = _HASH.search(trace.read_text(encoding="utf-8")) if trace.exists() else None
        return cls(
            result,
            read_exact_json(events) if events.exists() else [],
            keyed_lines(log.read_text(encoding="utf-8")) if log.exists() else [],
            result["state"]["Status"],
            hashed.group(1) if hashed else None,
        )


def _holding(kind: type[Kind], file: Path) -> Kind:
    """A file's JSON, which is of a kind. Raises OSError, and DataError for another."""
    try:
        content = read_exact_json(file)
    except ValueError as error:
        raise DataError(f"{file} is not JSON: {error}") from error
    if not isinstance(content, kind):
        raise DataError(f"{file} holds no {kind.__name__}")
    return content


def keyed_lines(text: str) -> list[str]:
    """The log lines that begin with a key, from the key on, without LEAN's own message texts."""
    found = (_KEYED_LINE.search(line) for line in text.splitlines())
    return [_MESSAGE.sub("|msg=", match.group(1)) for match in found if match]


def differences(golden: Recorded, ours: Recorded, *, every_chart: bool = False) -> Iterator[Difference]:
    """The first difference of each part that the golden holds, in the order that explains most."""
    parts = [
        ("status", golden.status, _status(golden, ours)),
        ("order-events", _events(golden.order_events), _events(ours.order_events)),
        ("log", golden.log_lines, ours.log_lines),
        *((part, golden.result.get(part), ours.result.get(part)) for part in ("orders", "profitLoss")),
        *_charts(golden.result, ours.result, every_chart=every_chart),
        ("totalPerformance", _performance(golden.result), _performance(ours.result)),
        *((part, golden.result.get(part), ours.result.get(part)) for part in ("statistics", "runtimeStatistics")),
        ("rollingWindow", golden.result.get("rollingWindow"), ours.result.get("rollingWindow")),
        ("OrderListHash", golden.order_list_hash, ours.order_list_hash),
    ]
    for name, expected, found in parts:
        difference = first_difference(expected, found) if expected is not None else None
        if difference:
            yield difference.below(name)


def _status(golden: Recorded, ours: Recorded) -> str:
    """Our status; with the error where only ours ended by one."""
    error = "" if golden.status == ours.status else ours.result["state"].get("RuntimeError", "")
    return f"{ours.status}: {' '.join(error.split())}" if error else ours.status


def _events(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Events without the name of the run, which is random."""
    plain = []
    for event in events:
        rest = {key: value for key, value in event.items() if key != "algorithmId"}
        rest["id"] = event["id"].removeprefix(f"{event['algorithmId']}-")
        plain.append(rest)
    return plain


def _performance(result: dict[str, Any]) -> dict[str, Any] | None:
    """Total performance without the random ids of closed trades."""
    performance = result.get("totalPerformance")
    if performance is None:
        return None
    trades = [{key: value for key, value in trade.items() if key != "id"} for trade in performance["closedTrades"]]
    return {**performance, "closedTrades": trades}


def _charts(golden: dict[str, Any], ours: dict[str, Any], *, every_chart: bool) -> Iterator[tuple[str, Any, Any]]:
    if "charts" not in golden:
        return
    left_out = () if every_chart else _ESTIMATES
    expected = {name: chart for name, chart in golden["charts"].items() if name not in left_out}
    found = {name: chart for name, chart in ours.get("charts", {}).items() if name not in left_out}
    for name, chart in expected.items():
        yield f"charts[{name}]", chart, found.get(name)
    extra = sorted(set(found) - set(expected))
    yield "charts", [], extra
