"""Writes a whole synthetic market in LEAN's format: random prices, and the tables LEAN needs around them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from minilean.data.holidays import early_closes, holidays, sessions
from minilean.data.inventory import MARKET_HOURS, SYMBOL_PROPERTIES, is_filled
from minilean.data.provenance import is_synthetic
from minilean.data.random_prices import Bars, random_bars
from minilean.data.whole_file import write_zip
from minilean.errors import DataError, SettingsError

OPEN, CLOSE, EARLY_CLOSE = time(9, 30), time(16), time(13)
FAR_FUTURE = "20501231"
_BAR_LENGTHS = {"hour": timedelta(hours=1), "minute": timedelta(minutes=1)}
_HALF_SPREAD = 50  # in ten-thousandths of a dollar
_QUOTE_SIZE = 500

Progress = Callable[[float, str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Market:
    """What to make: equities of a New York-like exchange from the first to the last day.

    `resolution` is hour or minute; longer bars are made from it.
    """

    tickers: tuple[str, ...]
    first: date
    last: date
    resolution: str
    seed: int


def generate(folder: Path, market: Market, progress: Progress, mark: Callable[[], None] | None = None) -> int:
    """Writes the market and returns the number of files.

    ``mark`` is called before the first of them: no interruption or full disk leaves random prices without their mark.
    Raises SettingsError for a market without a session, DataError where real prices would be mixed with random ones.
    """
    days = sessions(market.first, market.last)
    if not days:
        raise SettingsError(f"there is no trading day from {market.first} to {market.last}")
    if is_filled(folder) and not is_synthetic(folder):
        raise DataError(f"{folder} holds prices that are not synthetic: generate into another folder (--data-folder)")
    if mark is not None:
        mark()
    files = dict(_tables(market))
    for path, text in files.items():
        _write(folder / path, text)
    written = len(files)
    for number, ticker in enumerate(market.tickers):
        for archive, entry, rows in _archives(market, ticker.lower(), days):
            progress(number / len(market.tickers), f"{ticker} {archive.parent.name}")
            write_zip(folder / archive, entry, "\n".join(rows) + "\n")
            written += 1
    return written


def _bar_starts(day: date, resolution: str) -> list[datetime]:
    """Where the bars of a session begin; hour bars begin on the hour, the first of them before the open."""
    close = datetime.combine(day, EARLY_CLOSE if day in early_closes(day.year) else CLOSE)
    start = datetime.combine(day, OPEN)
    if resolution == "hour":
        start = start.replace(minute=0)
    length = _BAR_LENGTHS[resolution]
    return [start + length * number for number in range((close - start) // length)]


def _archives(market: Market, ticker: str, days: list[date]) -> Iterator[tuple[Path, str, Iterable[str]]]:
    """Each zip with its one entry's name and lines."""
    starts = [_bar_starts(day, market.resolution) for day in days]
    bars = random_bars(ticker, market.seed, [len(session) for session in starts])
    times = [start for session in starts for start in session]
    if market.resolution == "minute":
        yield from _minute_archives(ticker, starts, bars)
        hours = [row for row, start in enumerate(times) if start.minute == 0 or start.time() == OPEN]
        bars, times = bars.grouped(hours), [times[row].replace(minute=0) for row in hours]
    folder = Path("equity/usa")
    yield folder / "hour" / f"{ticker}.zip", f"{ticker}.csv", _lines([f"{start:%Y%m%d %H:%M}" for start in times], bars)
    first_rows = [row for row, start in enumerate(times) if row == 0 or start.date() != times[row - 1].date()]
    dates = [f"{times[row]:%Y%m%d} 00:00" for row in first_rows]
    yield folder / "daily" / f"{ticker}.zip", f"{ticker}.csv", _lines(dates, bars.grouped(first_rows))


def _minute_archives(ticker: str, starts: list[list[datetime]], bars: Bars) -> Iterator[tuple[Path, str, list[str]]]:
    folder = Path("equity/usa/minute") / ticker
    row = 0
    for session in starts:
        day, end = f"{session[0]:%Y%m%d}", row + len(session)
        midnight = datetime.combine(session[0], time())
        stamps = [str((start - midnight) // timedelta(milliseconds=1)) for start in session]
        piece = Bars(
            opens=bars.opens[row:end],
            highs=bars.highs[row:end],
            lows=bars.lows[row:end],
            closes=bars.closes[row:end],
            volumes=bars.volumes[row:end],
        )
        yield folder / f"{day}_trade.zip", f"{day}_{ticker}_minute_trade.csv", _lines(stamps, piece)
        yield folder / f"{day}_quote.zip", f"{day}_{ticker}_minute_quote.csv", _quote_lines(stamps, piece)
        row = end


def _lines(stamps: list[str], bars: Bars) -> list[str]:
    columns = (bars.opens, bars.highs, bars.lows, bars.closes, bars.volumes)
    rows = zip(stamps, *(column.tolist() for column in columns), strict=True)
    return [",".join(map(str, row)) for row in rows]


def _quote_lines(stamps: list[str], bars: Bars) -> list[str]:
    columns = (bars.opens, bars.highs, bars.lows, bars.closes)
    sides = [[(column + shift).tolist() for column in columns] for shift in (-_HALF_SPREAD, _HALF_SPREAD)]
    rows = zip(stamps, zip(*sides[0], strict=True), zip(*sides[1], strict=True), strict=True)
    return [",".join(map(str, (stamp, *bid, _QUOTE_SIZE, *ask, _QUOTE_SIZE))) for stamp, bid, ask in rows]


def _tables(market: Market) -> Iterator[tuple[Path, str]]:
    """Exchange hours, symbol properties, interest rate, and each ticker's map and factors."""
    first = f"{market.first:%Y%m%d}"
    years = range(market.first.year, market.last.year + 1)
    yield MARKET_HOURS, json.dumps({"entries": {"Equity-usa-[*]": _exchange(years)}}, indent=2)
    header = "market,symbol,type,description,quote_currency,contract_multiplier,minimum_price_variation,lot_size"
    extra = "market_ticker,minimum_order_size,price_magnifier,strike_multiplier"
    yield SYMBOL_PROPERTIES, f"{header},{extra}\nusa,[*],equity,,USD,1,0.01,1\n"
    rates = Path("alternative/interest-rate/usa/interest-rate.csv")
    yield rates, f"DATE,PCREDIT8\n{market.first.isoformat()},2.00\n"
    for ticker in market.tickers:
        name = ticker.lower()
        yield Path(f"equity/usa/map_files/{name}.csv"), f"{first},{name},P\n{FAR_FUTURE},{name},P\n"
        yield Path(f"equity/usa/factor_files/{name}.csv"), f"{first},1,1,1\n{FAR_FUTURE},1,1,0\n"


def _exchange(years: range) -> dict[str, object]:
    open_all_day = [{"start": f"{OPEN}", "end": f"{CLOSE}", "state": "market"}]
    week = ("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday")
    closed = sorted(day for year in years for day in holidays(year))
    early = sorted(day for year in years for day in early_closes(year))
    return {
        "dataTimeZone": "America/New_York",
        "exchangeTimeZone": "America/New_York",
        **{day: [] if day in {"sunday", "saturday"} else open_all_day for day in week},
        "holidays": [f"{day.month}/{day.day}/{day.year}" for day in closed],
        "earlyCloses": {f"{day.month}/{day.day}/{day.year}": f"{EARLY_CLOSE}" for day in early},
    }


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
