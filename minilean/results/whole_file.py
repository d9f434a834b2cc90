"""Writes a file whole or not at all: a full disk or Ctrl-C leaves no half, and what was there before stays."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


def write_whole(file: Path, pieces: Iterable[str]) -> None:
    """Writes pieces of text one after the other. Raises OSError."""
    unfinished = file.with_name(f"{file.name}.new")
    try:
        with unfinished.open("w", encoding="utf-8", errors="backslashreplace") as stream:
            stream.writelines(pieces)
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)
