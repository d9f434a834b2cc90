"""Lines of a log: the newest in memory, the rest in a temporary file, however talkative a run is."""

from __future__ import annotations

import json
import tempfile
import weakref
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import FileIO
from itertools import islice

_HELD_CHARACTERS = 1 << 18


class LogLines:
    """Lines in the order they came. Full disks do not lose any: what finds no room there stays in memory."""

    def __init__(self, held_characters: int = _HELD_CHARACTERS) -> None:
        self._held_characters = held_characters
        self._held: list[str] = []
        self._characters = 0
        self._count = 0
        self._file: FileIO | None = None
        self._blocks: list[int] = []
        """The lengths of what is in the file: each a JSON list of lines, which may hold any character."""

    def append(self, line: str) -> None:
        """Adds a line."""
        self._held.append(line)
        self._count += 1
        self._characters += len(line)
        if self._characters > self._held_characters:
            self._put_away()
            self._characters = 0

    def extend(self, lines: Iterable[str]) -> None:
        """Adds lines."""
        for line in lines:
            self.append(line)

    def clear(self) -> None:
        """Forgets all lines."""
        self._held.clear()
        self._blocks.clear()
        self._characters = self._count = 0

    def part(self, first: int, end: int | None = None) -> LinesPart:
        """The lines from a number to before another, or to the last there will be, without copying them."""
        return LinesPart(self, first, end)

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[str]:
        place = 0
        for length in self._blocks:
            yield from self._read(place, length)
            place += length
        yield from self._held

    def _read(self, place: int, length: int) -> list[str]:
        file = self._opened()
        file.seek(place)
        lines: list[str] = json.loads(file.read(length))
        return lines

    def _put_away(self) -> None:
        block = json.dumps(self._held).encode("ascii")
        try:
            file = self._opened()
            file.seek(sum(self._blocks))
            whole = file.write(block) == len(block)
        except OSError:
            return
        if whole:
            self._blocks.append(len(block))
            self._held = []

    def _opened(self) -> FileIO:
        if self._file is None:
            self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - open as long as the lines live
            weakref.finalize(self, self._file.close)
        return self._file


@dataclass(frozen=True, slots=True)
class LinesPart:
    """Some lines of a log; they can be gone through as often as wanted."""

    lines: LogLines
    first: int
    end: int | None

    def __iter__(self) -> Iterator[str]:
        return islice(self.lines, self.first, self.end)
