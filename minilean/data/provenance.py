"""Where the files of a data folder came from, written down in the folder itself."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

from minilean.data.whole_file import write_whole
from minilean.errors import DataError

MARKER = "provenance.json"
SYNTHETIC_KEY = "Synthetic Data"
"""What a result file calls the note."""
SYNTHETIC_NOTE = "SYNTHETIC DATA: the prices are random numbers, and so is every figure computed from them."


class Origin(StrEnum):
    """Who made the data."""

    COPY = "sample-copy"
    DOWNLOAD = "sample-download"
    EXCHANGE = "exchange"
    SYNTHETIC = "synthetic"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One filling of the folder: `what` is a phrase for people, `at` an ISO time in UTC."""

    origin: Origin
    what: str
    files: int
    at: str


def read_sources(folder: Path) -> tuple[Source, ...]:
    """Every filling written down in a data folder, oldest first; none for a folder filled by other means.

    Raises DataError when the marker file cannot be understood.
    """
    marker = folder / MARKER
    if not marker.exists():
        return ()
    try:
        rows = json.loads(marker.read_text(encoding="utf-8"))["sources"]
        return tuple(Source(**{**row, "origin": Origin(row["origin"])}) for row in rows)
    except (ValueError, KeyError, TypeError) as error:
        raise DataError(f"{marker} is not a record of where the data came from: {error}") from error


def record_source(folder: Path, source: Source) -> None:
    """Adds a filling to the folder's record, in place of an earlier one of the same thing."""
    kept = [known for known in read_sources(folder) if known.what != source.what]
    text = json.dumps({"sources": [asdict(known) for known in [*kept, source]]}, indent=2)
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(folder / MARKER, [text, "\n"])


def is_synthetic(folder: Path) -> bool:
    """Whether any of the folder's prices are random numbers: output and report then say SYNTHETIC_NOTE."""
    return any(source.origin is Origin.SYNTHETIC for source in read_sources(folder))
