"""The lines of a file of bars: what is no bar is refused by its line, what is odd is noted.

LEAN's parsers (Common/Util/StreamReaderExtensions.cs) make numbers of any text; a line that is no bar gives prices
nobody meant, and one with a field too many or too few shifts all behind it. Which bars are left out is said in
Engine/DataFeeds/SubscriptionDataReader.cs.
"""

from __future__ import annotations

import functools
import operator
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from minilean.data.archives import first_text
from minilean.errors import DataError

_DATE_AND_TIME = r"\d{4}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]) (?:[01]\d|2[0-3]):[0-5]\d"
_MILLISECONDS = r"\d{1,8}"
_POSITIVE = r"(?:[1-9]\d*(?:\.\d+)?|0\.\d*[1-9]\d*)"
_ANY_NUMBER = r" *-?(?:\d+\.?\d*|\.\d+)"
_FIELDS_A_SIDE = 5
_BID_LOW, _ASK_LOW = 3, 8
_MOST_NOTES = 5
_SHOWN = 60
_DAY = "86400000"
MENDED = "mend the line, or delete the file and run `minilean data ensure`"


class BarForm(NamedTuple):
    """How bars are written: with a date or in milliseconds of the file's day; trades, or bid and ask."""

    dated: bool
    quotes: bool

    def time(self, line: str) -> str:
        """The start of a bar as text that sorts like time."""
        stamp = line.partition(",")[0]
        return stamp if self.dated else stamp.zfill(len(_DAY))


@dataclass(frozen=True, slots=True)
class BarLines:
    """The lines of a file that are bars, each later than the one before, with their numbers in the file.

    ``notes`` are sentences about what people should know of the file though it can be read.
    """

    lines: Sequence[str]
    numbers: Sequence[int]
    notes: tuple[str, ...] = ()


@functools.lru_cache(maxsize=64)
def read_bars(path: Path, form: BarForm) -> BarLines:
    """The bars of the one file in a zip, kept for the next who asks; none where the file is missing.

    Raises DataError for a file that is no readable zip and for a line that is no bar.
    """
    lines = first_text(path).rstrip("\r\n").splitlines()
    if not lines:
        return BarLines((), (), (f"{path} is empty: it has no bar",) if path.is_file() else ())
    if _is_plain(lines, form):
        return BarLines(lines, range(1, len(lines) + 1))
    return _examined(path, lines, form)


@functools.lru_cache(maxsize=64)
def crossed(path: Path, form: BarForm, first: int, stop: int) -> tuple[int, ...]:
    """Which bars of a file, from the first to before the stop, have a high below their low."""
    return tuple(_crossed(read_bars(path, form).lines[first:stop], form, first))


def _crossed(lines: Sequence[str], form: BarForm, first: int) -> Iterator[int]:
    for position, line in enumerate(lines, first):
        fields = line.split(",", _ASK_LOW + 1 if form.quotes else _BID_LOW + 1)
        if float(fields[2] or 0) < float(fields[_BID_LOW] or 0) or (
            form.quotes and float(fields[7] or 0) < float(fields[_ASK_LOW] or 0)
        ):
            yield position


def most(path: Path, remarks: Sequence[tuple[int, str]]) -> tuple[str, ...]:
    """The first remarks on lines of a file as sentences, with the number of the others."""
    notes = [f"{path}, line {number}: {remark}" for number, remark in remarks[:_MOST_NOTES]]
    if len(remarks) > _MOST_NOTES:
        notes.append(f"{path}: {len(remarks) - _MOST_NOTES} more lines are as odd")
    return tuple(notes)


@functools.cache
def _patterns(form: BarForm) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What every line of an ordinary file is, and what a line must be."""
    stamp = _DATE_AND_TIME if form.dated else _MILLISECONDS
    sides = 1 + form.quotes
    plain = rf"{stamp}(?:(?:,{_POSITIVE}){{4}},\d+(?:\.\d+)?){{{sides}}}"
    return re.compile(plain), re.compile(rf"{stamp}(?:,(?:{_ANY_NUMBER})?){{{_FIELDS_A_SIDE * sides}}}")


def _is_plain(lines: list[str], form: BarForm) -> bool:
    """Whether nothing is to be said of any line: nearly all files, looked through without a loop."""
    if not all(map(_patterns(form)[0].fullmatch, lines)):
        return False
    times = [line[:14] for line in lines] if form.dated else [form.time(line) for line in lines]
    return all(map(operator.lt, times, islice(times, 1, None))) and (form.dated or times[-1] < _DAY)


def _examined(path: Path, lines: list[str], form: BarForm) -> BarLines:
    kept, numbers = [], []
    remarks: list[tuple[int, str]] = []
    last = ""
    for number, line in enumerate(lines, 1):
        if _patterns(form)[1].fullmatch(line) is None:
            wanted = f"no time with {_FIELDS_A_SIDE * (1 + form.quotes)} numbers"
            raise DataError(f"{path}, line {number}: {line[:_SHOWN]!r} is {wanted}: {MENDED}")
        time = form.time(line)
        if time <= last:
            remarks.append((number, "the bar is not later than the one before and is left out, as in LEAN"))
            continue
        if not form.dated and time >= _DAY:
            remarks.append((number, "the bar begins after the file's day and is left out, as in LEAN"))
            continue
        last = time
        kept.append(line)
        numbers.append(number)
        if _has_odd_price(line.split(",")):
            remarks.append((number, "a price of zero or less; the bar is kept, as in LEAN"))
    return BarLines(kept, numbers, most(path, remarks))


def _has_odd_price(fields: list[str]) -> bool:
    """Whether a price is zero or less; a side of a quote without any price is only missing."""
    sides = [
        [float(price or 0) for price in fields[first : first + 4]] for first in range(1, len(fields), _FIELDS_A_SIDE)
    ]
    missing_is_fine = len(sides) > 1
    return any(min(side) <= 0 and not (missing_is_fine and not any(side)) for side in sides)
