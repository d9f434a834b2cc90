"""LEAN's price files as frames: equities adjusted and cut to market hours, currencies as quotes in New York's time."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from minilean.data.factor_file import CorporateFactorProvider, parse_factor_file
from minilean.data.inventory import is_filled
from minilean.data.price_files import dated_rows, intraday_rows, price_file
from minilean.enums import DataNormalizationMode, Resolution, SecurityType, TickType
from minilean.securities.market_hours_database import MarketHoursDatabase

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from minilean.securities.exchange_hours import SecurityExchangeHours

Floats = NDArray[np.float64]
ROOT = Path(__file__).resolve().parents[2]
NEW_YORK = "America/New_York"
FIRST, LAST = datetime(1990, 1, 1), datetime(2100, 1, 1)
DOLLARS = 1e-4  # files of equities hold hundredths of a cent
TRADE_FIELDS = ("open", "high", "low", "close", "volume")
QUOTE_FIELDS = tuple(f"{side}_{field}" for side in ("bid", "ask") for field in ("open", "high", "low", "close", "size"))
STEPS = {
    "minute": (Resolution.MINUTE, timedelta(minutes=1)),
    "hour": (Resolution.HOUR, timedelta(hours=1)),
    "daily": (Resolution.DAILY, timedelta()),
}


class NoMarketDataError(Exception):
    """No folder of market data was found, or a file is missing from it; says which."""


def data_folder() -> Path:
    """The folder that MINILEAN_SAMPLE_DATA names, else the one that lean.json does. Raises NoMarketDataError."""
    named = os.environ.get("MINILEAN_SAMPLE_DATA")
    settings: dict[str, str] = json.loads((ROOT / "lean.json").read_text(encoding="utf-8"))
    for folder in ([ROOT / named] if named else []) + [ROOT / settings["data-folder"]]:
        if is_filled(folder):
            return folder
    raise NoMarketDataError("no market data here: run `minilean data ensure` or let MINILEAN_SAMPLE_DATA name a folder")


@dataclass(frozen=True)
class MarketData:
    """A LEAN data folder. Frames are indexed by when a bar ended, daily ones by their day."""

    folder: Path

    def missing(self, *names: str) -> list[str]:
        """Which of some files, named from the folder, are not there."""
        return [name for name in names if not (self.folder / name).exists()]

    def days(self, ticker: str, *, kind: str = "equity", market: str = "usa") -> list[date]:
        """The days with minute trades or quotes of a ticker."""
        files = (self.folder / kind / market / "minute" / ticker.lower()).glob("*.zip")
        return sorted({datetime.strptime(file.name[:8], "%Y%m%d").date() for file in files})

    def raw_bars(self, ticker: str, resolution: str = "hour") -> pd.DataFrame:
        """Trades of an American equity as the file has them, in dollars, indexed by when a bar started."""
        path = self._file(SecurityType.EQUITY, "usa", resolution, ticker, TickType.TRADE)
        frame = _frame(*dated_rows(path, FIRST, LAST), TRADE_FIELDS)
        frame[list(TRADE_FIELDS[:4])] *= DOLLARS
        return frame

    def equity_bars(self, ticker: str, resolution: str = "hour") -> pd.DataFrame:
        """The same adjusted for splits and dividends, within market hours; a raw price is price / `factor`.

        Follows one ticker, not a company through its renames.
        """
        frame = self.raw_bars(ticker, resolution)
        step = STEPS[resolution][1]
        if step:
            hours = self._hours.get_exchange_hours("usa", ticker.upper(), SecurityType.EQUITY)
            frame = frame[_is_open(hours, frame.index.to_pydatetime(), step)]
        frame = frame.assign(factor=self._factors_on(ticker, frame.index))
        for field in TRADE_FIELDS[:4]:
            frame[field] *= frame["factor"]
        return frame.set_index(frame.index + step)

    def quote_bars(
        self, pair: str, resolution: str = "hour", *, kind: str = "forex", market: str = "oanda"
    ) -> pd.DataFrame:
        """Bid and ask of a currency pair or `kind` "cfd", with `mid`, `mid_open` and `half_spread`, a fraction of mid.

        Files are in UTC; the index is in New York's time, with its zone.
        """
        security_type = SecurityType.FOREX if kind == "forex" else SecurityType.CFD
        path = self._file(security_type, market, resolution, pair, TickType.QUOTE)
        frame = _frame(*dated_rows(path, FIRST, LAST, quotes=True), QUOTE_FIELDS)
        zone = self._hours.get_data_time_zone(market, pair.upper(), security_type)
        ends = frame.index + STEPS[resolution][1]
        index = ends if resolution == "daily" else ends.tz_localize(zone).tz_convert(NEW_YORK)
        return _with_middle(frame.set_index(index))

    def minute_bars(self, ticker: str, day: date, *, quotes: bool = False) -> pd.DataFrame:
        """Minute trades of an equity on one day, or its quotes, raw and in dollars."""
        tick_type = TickType.QUOTE if quotes else TickType.TRADE
        path = self._file(SecurityType.EQUITY, "usa", "minute", ticker, tick_type, day)
        frame = _frame(*intraday_rows(path, day, quotes=quotes), QUOTE_FIELDS if quotes else TRADE_FIELDS)
        prices = [field for field in frame.columns if not field.endswith(("size", "volume"))]
        frame[prices] *= DOLLARS
        frame = frame.set_index(frame.index + STEPS["minute"][1])
        return _with_middle(frame) if quotes else frame

    def factors(self, ticker: str) -> CorporateFactorProvider:
        """What splits and dividends make of earlier prices; no change where there is no file."""
        file = self.folder / "equity" / "usa" / "factor_files" / f"{ticker.lower()}.csv"
        return parse_factor_file(ticker, file.read_text(encoding="utf-8") if file.is_file() else "", file)

    def early_closes(self) -> dict[date, timedelta]:
        """The days on which the American exchanges close early by LEAN's list, and when."""
        hours = self._hours.get_exchange_hours("usa", "SPY", SecurityType.EQUITY)
        return {day.date(): close for day, close in hours.early_closes.items()}

    @cached_property
    def _hours(self) -> MarketHoursDatabase:
        return MarketHoursDatabase(self.folder)

    def _file(
        self,
        security_type: SecurityType,
        market: str,
        resolution: str,
        ticker: str,
        tick_type: TickType,
        day: date = date(2000, 1, 1),
    ) -> Path:
        path = price_file(self.folder, security_type, market, STEPS[resolution][0], ticker, tick_type, day)
        if not path.is_file():
            raise NoMarketDataError(f"the market data have no {path.relative_to(self.folder)}")
        return path

    def _factors_on(self, ticker: str, times: pd.DatetimeIndex) -> Floats:
        provider = self.factors(ticker)
        days, positions = np.unique(times.normalize(), return_inverse=True)
        mode = DataNormalizationMode.ADJUSTED
        values: Floats = np.array([provider.get_price_factor(pd.Timestamp(day).to_pydatetime(), mode) for day in days])
        on_days: Floats = values[positions]
        return on_days


def _is_open(hours: SecurityExchangeHours, starts: Iterable[datetime], step: timedelta) -> list[bool]:
    """Whether the exchange is open in each bar; days of the same hours are asked once for each time of the day."""
    known: dict[tuple[int, time], bool] = {}
    found = []
    for start in starts:
        key = (id(hours.get_market_hours(start)), start.time())
        if key not in known:
            known[key] = hours.is_open_during_bar(start, start + step, False)
        found.append(known[key])
    return found


def _frame(lines: Sequence[str], starts: list[datetime], fields: tuple[str, ...]) -> pd.DataFrame:
    values = np.array([[float(text or "nan") for text in line.split(",")[1:]] for line in lines])
    return pd.DataFrame(values, columns=list(fields), index=pd.DatetimeIndex(starts))


def _with_middle(quotes: pd.DataFrame) -> pd.DataFrame:
    bid, ask = quotes["bid_close"], quotes["ask_close"]
    middle = (bid + ask) / 2
    return quotes.assign(
        mid=middle,
        mid_open=(quotes["bid_open"] + quotes["ask_open"]) / 2,
        half_spread=(ask - bid) / 2 / middle,
    )
