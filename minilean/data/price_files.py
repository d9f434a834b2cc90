"""Reads the price files of LEAN's data folder into rows.

Layout (Common/Util/LeanData.cs): ``<type>/<market>/<resolution>/<ticker>[_kind].zip`` for hour and day, and
``<type>/<market>/<resolution>/<ticker>/<yyyyMMdd>_<kind>.zip`` below.
"""

from __future__ import annotations

import functools
import zipfile
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import Path

from minilean.enums import Resolution, SecurityType, TickType
from minilean.errors import DataError

_CRYPTO = (SecurityType.CRYPTO, SecurityType.CRYPTO_FUTURE)
_MICROSECONDS = 1000


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


@functools.lru_cache(maxsize=64)
def read_lines(path: Path) -> tuple[str, ...]:
    """The lines of the one file in a zip, kept for the next who asks; empty where the file is missing.

    Raises DataError for a file that is no readable zip.
    """
    return tuple(_unzipped(path))


def _unzipped(path: Path) -> list[str]:
    if not path.is_file():
        return []
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            text = archive.read(names[0]).decode("utf-8-sig") if names else ""
    except (zipfile.BadZipFile, OSError, UnicodeDecodeError, EOFError) as error:
        message = f"{path} cannot be read ({error}): delete it and run `minilean data ensure` to bring it again"
        raise DataError(message) from error
    return text.splitlines()


def dated_rows(path: Path, first: datetime, last: datetime) -> tuple[list[list[str]], list[datetime]]:
    """Rows of an hour or day file with starts from ``first`` to ``last``, in the zone of the file.

    Raises DataError naming the line that is out of form.
    """
    lines = read_lines(path)
    low = bisect_left(lines, f"{first:%Y%m%d %H:%M}")
    high = bisect_right(lines, f"{last:%Y%m%d %H:%M}~")
    rows = [line.split(",") for line in lines[low:high]]
    times: list[datetime] = []
    day_text, day = "", datetime(1, 1, 1)
    for number, fields in enumerate(rows, low + 1):
        stamp = fields[0]
        if stamp[:8] != day_text:
            day_text = stamp[:8]
            day = _day(day_text, path, number)
        try:
            times.append(day + _clock(stamp[9:]))
        except ValueError as error:
            raise _bad_line(path, number, error) from error
        if len(fields) < _FEWEST_FIELDS:
            raise _bad_line(path, number, ValueError(f"{len(fields)} fields where at least {_FEWEST_FIELDS} are due"))
    return rows, times


def intraday_rows(path: Path, day: date) -> tuple[list[list[str]], list[datetime]]:
    """Rows of a one-day file; their first field is milliseconds since midnight in the zone of the file."""
    rows = [line.split(",") for line in read_lines(path)]
    return rows, _moments(path, day, (fields[0] for fields in rows))


def tick_lines(path: Path, day: date) -> tuple[list[str], list[datetime]]:
    """The lines of a file of ticks, whole as they are many, with their times in the zone of the file."""
    lines = _unzipped(path)
    return lines, _moments(path, day, (line.partition(",")[0] for line in lines))


def _moments(path: Path, day: date, milliseconds: Iterable[str]) -> list[datetime]:
    midnight = datetime(day.year, day.month, day.day)
    times: list[datetime] = []
    for number, text in enumerate(milliseconds, 1):
        try:
            times.append(midnight + timedelta(microseconds=round(float(text) * _MICROSECONDS)))
        except ValueError as error:
            raise _bad_line(path, number, error) from error
    return times


_FEWEST_FIELDS = 5


@functools.cache
def _clock(text: str) -> timedelta:
    hours, _, minutes = text.partition(":")
    return timedelta(hours=int(hours), minutes=int(minutes[:2]))


def _day(text: str, path: Path, number: int) -> datetime:
    try:
        return datetime(int(text[:4]), int(text[4:6]), int(text[6:8]))
    except ValueError as error:
        raise _bad_line(path, number, error) from error


def _bad_line(path: Path, number: int, error: ValueError) -> DataError:
    return DataError(f"{path}, line {number}: {error}")
