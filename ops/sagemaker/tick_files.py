"""Writes trades of a pair as LEAN's ticks (Common/Util/LeanData.cs), behind those that are already there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from minilean.data.archives import first_text
from minilean.data.whole_file import write_zip

if TYPE_CHECKING:
    from minilean.data.exchange_history import ExchangeTrade

_MILLISECOND = timedelta(milliseconds=1)
_NOT_SUSPICIOUS = 0


def append_ticks(data_folder: Path, market: str, symbol: str, trades: Iterable[ExchangeTrade]) -> list[Path]:
    """Adds trades that are in order of time and later than those in the files; returns the files, one a day."""
    ticker = symbol.lower()
    folder = data_folder / "crypto" / market / "tick" / ticker
    written = []
    for day, found in groupby(trades, key=lambda trade: trade.time.date()):
        file = folder / f"{day:%Y%m%d}_trade.zip"
        text = first_text(file) + "".join(map(_line, found))
        write_zip(file, f"{day:%Y%m%d}_{ticker}_tick_trade.csv", text)
        written.append(file)
    return written


def _line(trade: ExchangeTrade) -> str:
    time = trade.time
    stamp = (time - datetime(time.year, time.month, time.day)) // _MILLISECOND
    return f"{stamp},{trade.price:f},{trade.quantity:f},{_NOT_SUSPICIOUS}\n"
