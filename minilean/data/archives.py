"""Opens zip files; one that cannot be read is refused by its name."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from minilean.errors import DataError

_UNREADABLE = (
    zipfile.BadZipFile, OSError, UnicodeDecodeError, EOFError, zlib.error, NotImplementedError, RuntimeError,
)  # fmt: skip
"""What zipfile raises for damaged, encrypted and unknown archives."""
AGAIN = "delete it and run `minilean data ensure` to bring it again"


@contextmanager
def readable_zip(file: Path | IO[bytes], name: object, instead: str = AGAIN) -> Iterator[zipfile.ZipFile]:
    """The archive, opened.

    Raises DataError naming it when it, or what is read of it inside, is damaged; ``instead`` says what to do then.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            yield archive
    except _UNREADABLE as error:
        raise DataError(f"{name} cannot be read ({error}): {instead}") from error


def first_text(path: Path) -> str:
    """The text of the first file in a zip; empty where the zip is missing or holds nothing."""
    if not path.is_file():
        return ""
    with readable_zip(path, path) as archive:
        names = archive.namelist()
        return archive.read(names[0]).decode("utf-8-sig") if names else ""
