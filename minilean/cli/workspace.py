"""The workspace a command runs in: the folder of the nearest lean.json, as the LEAN CLI finds it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from minilean.errors import SettingsError

_STRING_OR_COMMENT = re.compile(r'("(?:\\.|[^"\\])*")|//[^\n]*|/\*.*?\*/', re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """A folder with a lean.json and what that says."""

    root: Path
    settings: dict[str, Any]

    @property
    def data_folder(self) -> Path:
        """LEAN's data folder; a relative one is relative to lean.json."""
        return self.root / str(self.settings["data-folder"])


def find_workspace(start: Path) -> Workspace | None:
    """The workspace `start` lies in, or none.

    Raises SettingsError for a lean.json that is not JSON (comments are allowed) or names no data folder.
    """
    for folder in (start, *start.parents):
        file = folder / "lean.json"
        if file.is_file():
            return Workspace(root=folder, settings=_read(file))
    return None


def data_folder(start: Path, chosen: Path | None) -> Path:
    """The data folder asked for, or else the workspace's; raises SettingsError where there is neither."""
    if chosen is not None:
        return chosen
    workspace = find_workspace(start)
    if workspace is None:
        raise SettingsError(f"no lean.json in {start} or above it: run in a workspace or give --data-folder")
    return workspace.data_folder


def _read(file: Path) -> dict[str, Any]:
    try:
        text = _STRING_OR_COMMENT.sub(lambda match: match.group(1) or "", file.read_text(encoding="utf-8-sig"))
        settings = json.loads(text)
    except ValueError as error:
        raise SettingsError(f"{file} is not JSON: {error}") from error
    if not isinstance(settings, dict) or "data-folder" not in settings:
        raise SettingsError(f'{file} names no "data-folder"')
    if not isinstance(settings["data-folder"], str):
        raise SettingsError(f'{file}: "data-folder" must be the text of a path, as in "data"')
    return settings
