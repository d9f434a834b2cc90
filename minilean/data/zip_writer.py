"""Writes a zip of prices whole or not at all: a full disk or Ctrl-C leaves no half, and what was there before stays."""

from __future__ import annotations

import zipfile
from pathlib import Path


def write_zip(file: Path, entry: str, text: str) -> None:
    """Writes a zip with one entry. Raises OSError."""
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_suffix(".new")
    try:
        with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(entry, text)
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)
