"""Reads the price files of LEAN's data folder into rows.

Layout (Common/Util/LeanData.cs): ``<type>/<market>/<resolution>/<ticker>[_kind].zip`` for hour and day, and
``<type>/<market>/<resolution>/<ticker>/<yyyyMMdd>_<kind>.zip`` below.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from minilean.data.archives import first_text
from minilean.data.bar_lines import MENDED, BarForm, crossed, most, read_bars
from minilean.enums import Resolution, SecurityType, TickType
from minilean.errors import DataError

if TYPE_CHECKING:
    from minilean.securities.symbol import Symbol

_CRYPTO = (SecurityType.CRYPTO, SecurityType.CRYPTO_FUTURE)
_COARSE, _FINE = ("daily", "hour"), ("minute", "second", "tick")
_KINDS = ("", "_trade", "_quote")
_MICROSECONDS = 1000
_SHOWN = 60
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


def dated_rows(
    path: Path, first: datetime, last: datetime, *, quotes: bool = False, tell: Tell | None = None
) -> tuple[Sequence[str], list[datetime]]:
    """Lines of an hour or day file with starts from ``first`` to ``last``, in the zone of the file.

    ``tell`` takes notes about the file. Raises DataError naming the line that is out of form.
    """
    form = BarForm(dated=True, quotes=quotes)
    found = read_bars(path, form)
    low = bisect_left(found.lines, f"{first:%Y%m%d %H:%M}")
    high = bisect_right(found.lines, f"{last:%Y%m%d %H:%M}~")
    lines = found.lines[low:high]
    numbers = found.numbers[low:high]
    _tell_of(path, form, low, high, tell)
    times: list[datetime] = []
    day_text, day = "", datetime(1, 1, 1)
    for position, line in enumerate(lines):
        if line[:8] != day_text:
            day_text = line[:8]
            day = _day(day_text, path, numbers[position])
        times.append(day + _clock(line[9:14]))
    return lines, times


def intraday_rows(
    path: Path, day: date, *, quotes: bool = False, tell: Tell | None = None
) -> tuple[Sequence[str], list[datetime]]:
    """Lines of a one-day file; their first field is milliseconds since midnight in the zone of the file."""
    form = BarForm(dated=False, quotes=quotes)
    found = read_bars(path, form)
    _tell_of(path, form, 0, len(found.lines), tell)
    midnight = datetime(day.year, day.month, day.day)
    return found.lines, [midnight + timedelta(milliseconds=int(line.partition(",")[0])) for line in found.lines]


def tick_lines(
    path: Path, day: date, form: tuple[int, int], tell: Tell | None = None
) -> tuple[list[str], list[datetime]]:
    """The lines of a file of ticks, whole as they are many, with their times in the zone of the file.

    ``form`` says how many numbers a tick has behind its time, and how many other fields at least behind them.
    Raises DataError naming the line of another form.
    """
    lines = first_text(path).splitlines()
    if not lines and path.is_file() and tell is not None:
        tell(f"{path} is empty: it has no tick")
    pattern = _tick_pattern(*form)
    if not all(map(pattern.match, lines)):
        number, line = next((n, line) for n, line in enumerate(lines, 1) if pattern.match(line) is None)
        raise DataError(f"{path}, line {number}: {line[:_SHOWN]!r} is no time with {form[0]} numbers: {MENDED}")
    return _forward_only(path, lines, _moments(day, lines), tell)


@functools.cache
def _tick_pattern(numbers: int, others: int) -> re.Pattern[str]:
    return re.compile(rf"\d{{1,8}}(?:\.\d*)?(?:, *-?\d+(?:\.\d*)?){{{numbers}}}(?:,[^,]*){{{others}}}(?:,|$)")


def _forward_only(
    path: Path, lines: list[str], moments: list[datetime], tell: Tell | None
) -> tuple[list[str], list[datetime]]:
    """Leaves out ticks that go back in time, as LEAN's SubscriptionDataReader does."""
    if moments == sorted(moments):
        return lines, moments
    kept: list[int] = []
    for position, moment in enumerate(moments):
        if not kept or moment >= moments[kept[-1]]:
            kept.append(position)
    left_out = sorted(set(range(len(lines))) - set(kept))
    if tell is not None:
        for note in most(path, [(n + 1, "the tick goes back in time and is left out, as in LEAN") for n in left_out]):
            tell(note)
    return [lines[position] for position in kept], [moments[position] for position in kept]


def _tell_of(path: Path, form: BarForm, first: int, stop: int, tell: Tell | None) -> None:
    """Passes on what is odd of a file and of the bars that are asked for."""
    if tell is not None:
        found = read_bars(path, form)
        remark = "the high is below the low; the bar is kept, as in LEAN"
        odd = [(found.numbers[position], remark) for position in crossed(path, form, first, stop)]
        for note in (*found.notes, *most(path, odd)):
            tell(note)


def _moments(day: date, lines: Iterable[str]) -> list[datetime]:
    midnight = datetime(day.year, day.month, day.day)
    return [midnight + timedelta(microseconds=round(float(line.partition(",")[0]) * _MICROSECONDS)) for line in lines]


@functools.cache
def _clock(text: str) -> timedelta:
    hours, _, minutes = text.partition(":")
    return timedelta(hours=int(hours), minutes=int(minutes))


def _day(text: str, path: Path, number: int) -> datetime:
    try:
        return datetime(int(text[:4]), int(text[4:6]), int(text[6:8]))
    except ValueError as error:
        raise DataError(f"{path}, line {number}: {error}") from error
