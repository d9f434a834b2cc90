"""Reads the price files of LEAN's data folder into rows.

Layout (Common/Util/LeanData.cs): ``<type>/<market>/<resolution>/<ticker>[_kind].zip`` for hour and day, and
``<type>/<market>/<resolution>/<ticker>/<yyyyMMdd>_<kind>.zip`` below.
"""

from __future__ import annotations

import functools
import re
import zipfile
import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from minilean.enums import Resolution, SecurityType, TickType
from minilean.errors import DataError

if TYPE_CHECKING:
    from minilean.securities.symbol import Symbol

_CRYPTO = (SecurityType.CRYPTO, SecurityType.CRYPTO_FUTURE)
_COARSE, _FINE = ("daily", "hour"), ("minute", "second", "tick")
_KINDS = ("", "_trade", "_quote")
_MICROSECONDS = 1000
_MILLISECOND_DIGITS = 8
_SHOWN = 60
_MOST_NOTES = 5
_NUMBER = r"-?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?"
_BAR = re.compile(rf"(?:\d{{8}} \d\d:\d\d(?::\d\d)?|\d{{1,8}}(?:\.\d*)?)(?:,(?:{_NUMBER})?){{4,}}$")
_UNREADABLE = (
    zipfile.BadZipFile, OSError, UnicodeDecodeError, EOFError, zlib.error, NotImplementedError, RuntimeError,
)  # fmt: skip
"""What zipfile raises for damaged, encrypted and unknown archives."""
Tell = Callable[[str], None]


def price_file(
    data_folder: Path,
    security_type: SecurityType,
    market: str,
    resolution: Resolution,
    ticker: str,
    tick_type: TickType,
    day: date,
) -> Path:
    """Where the prices of a ticker are; ``day`` matters below an hour."""
    folder = data_folder / security_type.dotnet_name.lower() / market / resolution.dotnet_name.lower()
    name = ticker.lower()
    kind = tick_type.dotnet_name.lower()
    if resolution >= Resolution.HOUR:
        if security_type in _CRYPTO:
            return folder / f"{name}_{kind}.zip"
        return folder / f"{name}.zip"
    return folder / name / f"{day:%Y%m%d}_{kind}.zip"


def has_prices(data_folder: Path, symbol: Symbol) -> bool:
    """Whether the data folder has any file of prices of a symbol's ticker, at whatever resolution."""
    folder = data_folder / symbol.security_type.dotnet_name.lower() / symbol.id.market
    names = {symbol.value.lower(), symbol.id.symbol.lower()} - {""}
    coarse = (folder / resolution / f"{name}{kind}.zip" for resolution in _COARSE for name in names for kind in _KINDS)
    fine = (folder / resolution / name for resolution in _FINE for name in names)
    return any(path.is_file() for path in coarse) or any(path.is_dir() for path in fine)


@dataclass(frozen=True, slots=True)
class PriceLines:
    """The lines of a file whose numbers are numbers, none going back in time, each with its number in the file.

    ``notes`` are sentences about what people should know of the file though it can be read.
    """

    lines: Sequence[str]
    numbers: Sequence[int]
    notes: tuple[str, ...] = ()


@functools.lru_cache(maxsize=64)
def read_bars(path: Path) -> PriceLines:
    """The bars of the one file in a zip, kept for the next who asks; none where the file is missing.

    Raises DataError for a file that is no readable zip and for a line that is no time with numbers.
    """
    lines = _unzipped(path)
    if path.is_file() and not lines:
        return PriceLines((), (), (f"{path} is empty: it has no bar",))
    for number, line in enumerate(lines, 1):
        if _BAR.match(line) is None:
            raise DataError(
                f"{path}, line {number}: {line[:_SHOWN]!r} is no time with at least four numbers: "
                "mend the line or delete the file and run `minilean data ensure`"
            )
    return _forward_only(path, lines)


def _forward_only(path: Path, lines: list[str]) -> PriceLines:
    """Leaves out bars that go back in time, as LEAN's SubscriptionDataReader does; looks for prices nobody pays."""
    kept, numbers, notes = [], [], []
    last = ""
    for number, line in enumerate(lines, 1):
        stamp = line.partition(",")[0].partition(".")[0]
        time = stamp if " " in stamp else stamp.zfill(_MILLISECOND_DIGITS)
        if time < last:
            notes.append(f"{path}, line {number}: the bar goes back in time and is left out, as in LEAN")
            continue
        last = time
        kept.append(line)
        numbers.append(number)
        if (",0" in line or ",-" in line) and _has_odd_price(line):
            notes.append(f"{path}, line {number}: a price of zero or less, which moves no price")
    return PriceLines(kept, numbers, tuple(notes[:_MOST_NOTES]))


def _has_odd_price(line: str) -> bool:
    """Whether one of the first four prices is zero or less; a side of a quote may be left out."""
    return any(price and float(price) <= 0 for price in line.split(",")[1:5])


def _unzipped(path: Path) -> list[str]:
    if not path.is_file():
        return []
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            text = archive.read(names[0]).decode("utf-8-sig") if names else ""
    except _UNREADABLE as error:
        message = f"{path} cannot be read ({error}): delete it and run `minilean data ensure` to bring it again"
        raise DataError(message) from error
    return text.splitlines()


def dated_rows(
    path: Path, first: datetime, last: datetime, tell: Tell | None = None
) -> tuple[list[list[str]], list[datetime]]:
    """Rows of an hour or day file with starts from ``first`` to ``last``, in the zone of the file.

    ``tell`` takes notes about the file. Raises DataError naming the line that is out of form.
    """
    found = read_bars(path)
    _pass_on(found, tell)
    lines = found.lines
    low = bisect_left(lines, f"{first:%Y%m%d %H:%M}")
    high = bisect_right(lines, f"{last:%Y%m%d %H:%M}~")
    rows = [line.split(",") for line in lines[low:high]]
    times: list[datetime] = []
    day_text, day = "", datetime(1, 1, 1)
    for position, fields in enumerate(rows, low):
        stamp = fields[0]
        try:
            if stamp[:8] != day_text:
                day_text = stamp[:8]
                day = datetime(int(day_text[:4]), int(day_text[4:6]), int(day_text[6:8]))
            times.append(day + _clock(stamp[9:]))
        except ValueError as error:
            raise _bad_line(path, found.numbers[position], error) from error
    return rows, times


def intraday_rows(path: Path, day: date, tell: Tell | None = None) -> tuple[list[list[str]], list[datetime]]:
    """Rows of a one-day file; their first field is milliseconds since midnight in the zone of the file."""
    found = read_bars(path)
    _pass_on(found, tell)
    rows = [line.split(",") for line in found.lines]
    return rows, _moments(path, day, (fields[0] for fields in rows))


def tick_lines(path: Path, day: date) -> tuple[list[str], list[datetime]]:
    """The lines of a file of ticks, whole as they are many, with their times in the zone of the file."""
    lines = _unzipped(path)
    return lines, _moments(path, day, (line.partition(",")[0] for line in lines))


def _pass_on(found: PriceLines, tell: Tell | None) -> None:
    if tell is not None:
        for note in found.notes:
            tell(note)


def _moments(path: Path, day: date, milliseconds: Iterable[str]) -> list[datetime]:
    midnight = datetime(day.year, day.month, day.day)
    times: list[datetime] = []
    for number, text in enumerate(milliseconds, 1):
        try:
            times.append(midnight + timedelta(microseconds=round(float(text) * _MICROSECONDS)))
        except (ValueError, OverflowError) as error:
            raise _bad_line(path, number, error) from error
    return times


@functools.cache
def _clock(text: str) -> timedelta:
    hours, _, minutes = text.partition(":")
    return timedelta(hours=int(hours), minutes=int(minutes[:2]))


def _bad_line(path: Path, number: int, error: Exception) -> DataError:
    return DataError(f"{path}, line {number}: {error}")
