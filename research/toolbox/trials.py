"""The running count of trials: every rule ever tried on these data raises the bar for all of them."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

TRIALS = Path(__file__).resolve().parents[1] / "trials.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trials:
    """So many distinct rules of one family were measured; `when` is a year or an ISO date, `what` says which."""

    family: str
    count: int
    when: str
    what: str


def read_trials(file: Path = TRIALS) -> list[Trials]:
    """All rows, oldest first."""
    return [Trials(**row) for row in json.loads(file.read_text(encoding="utf-8"))]


def add_trials(trials: Trials, file: Path = TRIALS) -> None:
    """Adds a row behind the others; none is ever changed. Raises ValueError for a count that is not positive."""
    if trials.count <= 0:
        raise ValueError(f"a row counts trials that were made, not {trials.count}")
    rows = [*read_trials(file), trials]
    lines = ",\n  ".join(json.dumps(asdict(row)) for row in rows)
    file.write_text(f"[\n  {lines}\n]\n", encoding="utf-8")


def total(trials: list[Trials], family: str | None = None) -> int:
    """How many trials there were, of all families or of one."""
    return sum(row.count for row in trials if family in (None, row.family))
