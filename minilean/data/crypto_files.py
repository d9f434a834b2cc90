"""Writes trade bars of a crypto pair where LEAN looks for them, beside the bars that are already there."""

from __future__ import annotations

import zipfile
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from minilean.data.whole_file import write_zip
from minilean.errors import DataError

if TYPE_CHECKING:
    from minilean.data.exchange_history import ExchangeBar

_MILLISECOND = timedelta(milliseconds=1)


def write_crypto_bars(
    data_folder: Path, market: str, symbol: str, resolution: str, bars: Iterable[ExchangeBar]
) -> list[Path]:
    """Adds bars to the files of a pair, the new ones winning over old ones of the same time; returns the files.

    Raises DataError for a file in the way that is not a zip of prices.
    """
    ticker = symbol.lower()
    folder = data_folder / "crypto" / market / resolution
    rows: dict[tuple[Path, str], dict[str, str]] = defaultdict(dict)
    for bar in bars:
        if resolution == "minute":
            day = f"{bar.start:%Y%m%d}"
            file, entry = folder / ticker / f"{day}_trade.zip", f"{day}_{ticker}_minute_trade.csv"
            stamp = str((bar.start - datetime(bar.start.year, bar.start.month, bar.start.day)) // _MILLISECOND)
        else:
            file, entry, stamp = folder / f"{ticker}_trade.zip", f"{ticker}.csv", f"{bar.start:%Y%m%d %H:%M}"
        rows[file, entry][stamp] = ",".join([stamp, *map(_plain, (bar.open, bar.high, bar.low, bar.close, bar.volume))])
    for (file, entry), found in rows.items():
        _write(file, entry, {**_existing(file), **found})
    return [file for file, _ in rows]


def _plain(number: Decimal) -> str:
    """The number without an exponent or trailing zeros."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _existing(file: Path) -> dict[str, str]:
    if not file.exists():
        return {}
    try:
        with zipfile.ZipFile(file) as archive:
            lines = archive.read(archive.namelist()[0]).decode().splitlines()
    except (zipfile.BadZipFile, OSError, IndexError, UnicodeDecodeError) as error:
        raise DataError(f"{file} is in the way and is not a zip of prices: {error}") from error
    return {line.partition(",")[0]: line for line in lines if line}


def _write(file: Path, entry: str, rows: dict[str, str]) -> None:
    ordered = sorted(rows, key=lambda stamp: (len(stamp), stamp))
    write_zip(file, entry, "".join(rows[stamp] + "\n" for stamp in ordered))
