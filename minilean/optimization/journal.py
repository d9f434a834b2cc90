"""The file that remembers a sweep's finished trials, so that an interrupted one goes on where it stopped."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from minilean.data.whole_file import write_whole
from minilean.errors import SettingsError
from minilean.optimization.parameters import Trial, plain
from minilean.optimization.trial import TrialResult

FILE = "trials.jsonl"


class Journal:
    """A line for the sweep itself, then one for each finished trial, written as it ends.

    Raises SettingsError for a file that holds another sweep.
    """

    def __init__(self, folder: Path, sweep: dict[str, Any]) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._file = folder / FILE
        self._known: dict[str, TrialResult] = {}
        if self._file.exists():
            self._load(sweep)
        else:
            write_whole(self._file, [json.dumps({"sweep": sweep}), "\n"])

    def _load(self, sweep: dict[str, Any]) -> None:
        lines = self._file.read_text(encoding="utf-8").split("\n")
        try:
            first, *whole = (json.loads(line) for line in lines[:-1])  # a line without its end was cut off in writing
            known = {line["trial"]: TrialResult(**line["result"]) for line in whole}
            same = first["sweep"] == sweep
        except (ValueError, KeyError, TypeError) as error:
            raise SettingsError(f"{self._file} cannot be read ({error}): delete it or give another --output") from error
        if not same:
            raise SettingsError(
                f"{self._file} holds another sweep (project, parameters, strategy, dates or data differ): "
                "give another --output"
            )
        write_whole(self._file, (f"{line}\n" for line in lines[:-1]))
        self._known = known

    def find(self, trial: Trial, window: str = "") -> TrialResult | None:
        """The result of a trial that ended before; None where it has yet to run."""
        return self._known.get(_key(trial, window))

    def add(self, trial: Trial, result: TrialResult, window: str = "") -> None:
        """Writes down a finished trial."""
        self._known[_key(trial, window)] = result
        with self._file.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"trial": _key(trial, window), "result": asdict(result)}) + "\n")


def _key(trial: Trial, window: str) -> str:
    named = ",".join(f"{name}={plain(value)}" for name, value in trial)
    return f"{window}|{named}" if window else named
