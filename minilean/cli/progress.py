"""A progress bar for people: one line that redraws itself on a terminal, nothing anywhere else."""

from __future__ import annotations

import shutil
import sys
import time
from types import TracebackType
from typing import Self, TextIO

_SECONDS_BETWEEN_DRAWINGS = 0.1
_CELLS = 30


class ProgressBar:
    """Call it with a fraction from 0 to 1 and a note; leave it as a context to clear the line."""

    def __init__(self, title: str, stream: TextIO | None = None) -> None:
        self._title = title
        self._stream = stream or sys.stderr
        self._is_terminal = self._stream.isatty()
        self._next = 0.0

    def __call__(self, fraction: float, note: str = "") -> None:
        now = time.monotonic()
        if not self._is_terminal or now < self._next:
            return
        self._next = now + _SECONDS_BETWEEN_DRAWINGS
        filled = round(_CELLS * min(max(fraction, 0.0), 1.0))
        line = f"{self._title} [{'#' * filled}{'.' * (_CELLS - filled)}] {fraction:4.0%} {note}"
        self._stream.write("\r\x1b[K" + line[: shutil.get_terminal_size().columns - 1])
        self._stream.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._is_terminal and self._next:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
