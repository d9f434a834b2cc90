"""Files are written whole or not at all: a full disk or Ctrl-C leaves no half, and what was there before stays."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path


def write_whole(file: Path, pieces: Iterable[str]) -> None:
    """Writes pieces of text one after the other. Raises OSError."""
    with _replacing(file) as unfinished, unfinished.open("w", encoding="utf-8", errors="backslashreplace") as stream:
        stream.writelines(pieces)


def write_zip(file: Path, entry: str, text: str) -> None:
    """Writes a zip with one entry, its folder made where there is none. Raises OSError."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with _replacing(file) as unfinished, zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(entry, text)


@contextmanager
def _replacing(file: Path) -> Iterator[Path]:
    """A file to write, which takes the place of the other when all went well."""
    unfinished = file.with_name(f"{file.name}.new")
    try:
        yield unfinished
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)
