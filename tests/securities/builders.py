"""Small market data folders and exchange hours for tests."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from minilean.data.map_file import MapFileProvider
from minilean.enums import DayOfWeek, MarketHoursState, SecurityType
from minilean.securities.exchange_hours import LocalMarketHours, MarketHoursSegment, SecurityExchangeHours
from minilean.securities.symbol import Symbol
from minilean.securities.symbol_cache import SymbolCache
from minilean.securities.time_zones import TimeZones

if TYPE_CHECKING:
    from collections.abc import Mapping

WEEKDAYS = tuple(DayOfWeek)[1:6]


def hours_of_day(start: float, end: float) -> timedelta | tuple[timedelta, timedelta]:
    """Two hours of a day as time spans."""
    return timedelta(hours=start), timedelta(hours=end)


def stock_hours(**changes: Any) -> SecurityExchangeHours:
    """New York's stock market: 4:00 pre-market, 9:30 to 16:00, post-market to 20:00; no holidays unless given."""
    states = (MarketHoursState.PRE_MARKET, MarketHoursState.MARKET, MarketHoursState.POST_MARKET)
    edges = (hours_of_day(4, 9.5), hours_of_day(9.5, 16), hours_of_day(16, 20))
    segments = [MarketHoursSegment(state, *edge) for state, edge in zip(states, edges, strict=True)]
    parts = {"holiday_dates": (), "early_closes": {}, "late_opens": {}} | changes
    days = {day: LocalMarketHours(day, segments) for day in WEEKDAYS}
    return SecurityExchangeHours(TimeZones.NEW_YORK, market_hours_for_each_day_of_week=days, **parts)


def with_map_files(folder: Path, files: Mapping[str, str], today: datetime = datetime(2020, 1, 1)) -> MapFileProvider:
    """Starts a run in which US equities have these map files: name to rows, rows joined by spaces."""
    path = folder / "equity" / "usa" / "map_files"
    path.mkdir(parents=True)
    for name, rows in files.items():
        (path / f"{name}.csv").write_text("\n".join(rows.split()))
    provider = MapFileProvider(folder)
    SymbolCache.start_run(provider, today)
    return provider


def an_equity(ticker: str = "SPY") -> Symbol:
    """A US equity that the run knows by its ticker."""
    symbol = Symbol.create(ticker, SecurityType.EQUITY, "usa")
    SymbolCache.set(ticker, symbol)
    return symbol


def write_market_hours(folder: Path, entries: Mapping[str, Mapping[str, Any]]) -> Path:
    """A data folder with these market hours entries; days left out are closed."""
    plain = {"dataTimeZone": "America/New_York", "exchangeTimeZone": "America/New_York"}
    path = folder / "market-hours"
    path.mkdir()
    text = json.dumps({"entries": {key: plain | dict(entry) for key, entry in entries.items()}}, indent=2)
    (path / "market-hours-database.json").write_text(text)
    return folder
