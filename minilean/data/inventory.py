"""What a data folder holds: markets, resolutions, tickers and dates."""

from __future__ import annotations

import re
import zipfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from minilean.errors import DataError

RESOLUTIONS = ("tick", "second", "minute", "hour", "daily")
MARKET_HOURS = Path("market-hours/market-hours-database.json")
SYMBOL_PROPERTIES = Path("symbol-properties/symbol-properties-database.csv")
_TICKER = re.compile(r"(?P<ticker>.+?)(?:_(?:trade|quote|openinterest))?\.zip")
_DAY = re.compile(r"(?P<day>\d{8})_")


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """The prices of one market at one resolution; `first` and `last` are days as YYYY-MM-DD."""

    security_type: str
    market: str
    resolution: str
    tickers: tuple[str, ...]
    first: str
    last: str
    size: int


def is_filled(folder: Path) -> bool:
    """Whether an algorithm could run on the folder: exchange hours, symbol properties and some prices."""
    if not (folder / MARKET_HOURS).is_file() or not (folder / SYMBOL_PROPERTIES).is_file():
        return False
    return any(next(path.rglob("*.zip"), None) for path in _price_folders(folder))


def holdings(folder: Path) -> list[Holding]:
    """Every market and resolution with prices. Raises DataError naming a file that is not a zip of prices."""
    return [_holding(path) for path in _price_folders(folder) if next(path.rglob("*.zip"), None)]


def _price_folders(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*/*/*") if path.is_dir() and path.name in RESOLUTIONS)


def _holding(path: Path) -> Holding:
    files = sorted(path.rglob("*.zip"))
    days: dict[str, list[str]] = defaultdict(list)
    for file in files:
        by_day = _DAY.match(file.name)
        if by_day:
            days[file.parent.name].append(by_day["day"])
        else:
            match = _TICKER.fullmatch(file.name)
            days[match["ticker"] if match else file.stem].extend(_first_and_last_day(file))
    known = [day for found in days.values() for day in found]
    return Holding(
        security_type=path.parts[-3],
        market=path.parts[-2],
        resolution=path.name,
        tickers=tuple(sorted(days)),
        first=_dashed(min(known)),
        last=_dashed(max(known)),
        size=sum(file.stat().st_size for file in files),
    )


def _first_and_last_day(file: Path) -> tuple[str, str]:
    try:
        with zipfile.ZipFile(file) as archive:
            text = archive.read(archive.namelist()[0]).strip()
    except (zipfile.BadZipFile, OSError, IndexError) as error:
        raise DataError(f"{file} is not a zip of prices: {error}") from error
    first, last = text[:8], text[text.rfind(b"\n") + 1 :][:8]
    if not (first.isdigit() and last.isdigit()):
        raise DataError(f"{file} does not begin and end with a line that starts with a date")
    return first.decode(), last.decode()


def _dashed(day: str) -> str:
    return f"{day[:4]}-{day[4:6]}-{day[6:]}"
