"""What a LEAN data folder holds of a pair, and what is missing in between."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from minilean.data.archives import first_text
from minilean.data.exchange_history import LENGTHS
from minilean.errors import DataError

LOOK_BACK = timedelta(days=1)
"""How long a hole is asked for again before it counts as the exchange's own."""

_EPOCH = datetime(1970, 1, 1)
_DAY_FORMAT, _MINUTE_FORMAT = "%Y%m%d", "%Y%m%d %H:%M"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A stretch from `first` to before `end` (naive UTC) in which `missing` bars or trades did not come."""

    first: datetime
    end: datetime
    missing: int


def bar_starts(data_folder: Path, market: str, symbol: str, resolution: str, since: date = date.min) -> set[datetime]:
    """The starts of the trade bars from a day on, naive UTC. Raises DataError for a file that is not one of bars."""
    folder = data_folder / "crypto" / market / resolution
    if resolution == "minute":
        files = [file for file in _day_files(folder / symbol.lower()) if _day(file).date() >= since]
        return {_day(file) + timedelta(milliseconds=int(stamp)) for file in files for stamp in _stamps(file)}
    file = folder / f"{symbol.lower()}_trade.zip"
    starts = (datetime.strptime(stamp, _MINUTE_FORMAT) for stamp in _stamps(file))
    return {start for start in starts if start.date() >= since}


def holes(data_folder: Path, market: str, symbol: str, resolution: str) -> list[Gap]:
    """Everything that is missing between the oldest and the newest bar."""
    starts = bar_starts(data_folder, market, symbol, resolution)
    return gaps(starts, min(starts), max(starts), LENGTHS[resolution]) if starts else []


def next_bar(data_folder: Path, market: str, symbol: str, resolution: str, first: datetime) -> datetime:
    """Where to go on: at the first hole of the last day that was collected, else after the newest bar, else `first`."""
    starts = bar_starts(data_folder, market, symbol, resolution, _last_days(data_folder, market, symbol, resolution))
    if not starts:
        return first
    length, newest = LENGTHS[resolution], max(starts)
    holes = gaps(starts, max(first, newest - LOOK_BACK), newest, length)
    return holes[0].first if holes else max(first, newest + length)


def next_tick(data_folder: Path, market: str, symbol: str, first: datetime) -> datetime:
    """Where to go on: a millisecond after the newest trade, else `first`. Files hold all trades of a millisecond."""
    for file in reversed(_day_files(data_folder / "crypto" / market / "tick" / symbol.lower())):
        stamps = _stamps(file)
        if stamps:
            return max(first, _day(file) + timedelta(milliseconds=int(stamps[-1]) + 1))
    return first


def gaps(starts: Collection[datetime], first: datetime, end: datetime, length: timedelta) -> list[Gap]:
    """The holes among bars that begin at `first` or later and have ended by `end`."""
    found: list[Gap] = []
    start = _EPOCH - (_EPOCH - first) // length * length
    while start + length <= end:
        if start not in starts:
            if found and found[-1].end == start:
                found[-1] = Gap(first=found[-1].first, end=start + length, missing=found[-1].missing + 1)
            else:
                found.append(Gap(first=start, end=start + length, missing=1))
        start += length
    return found


def _last_days(data_folder: Path, market: str, symbol: str, resolution: str) -> date:
    """From which day on the files matter to go on: reading years of minutes would take too long."""
    files = _day_files(data_folder / "crypto" / market / resolution / symbol.lower())
    return (_day(files[-1]) - LOOK_BACK).date() if files else date.min


def _day_files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.glob("*_trade.zip") if file.name[:8].isdecimal())


def _day(file: Path) -> datetime:
    return datetime.strptime(file.name[:8], _DAY_FORMAT)


def _stamps(file: Path) -> list[str]:
    stamps = [line.partition(",")[0] for line in first_text(file).splitlines() if line]
    odd = next((stamp for stamp in stamps if not stamp.replace(" ", "").replace(":", "").isdecimal()), None)
    if odd is not None:
        raise DataError(f"{file} is not one of the collector's: a line begins with {odd!r}")
    return stamps
