"""An exchange's own bars and trades, fetched through ccxt (an optional package, imported only here)."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from minilean.errors import DataError, SettingsError

VENUES = {"binance": 1000, "binanceus": 1000, "bitfinex": 1000, "bybit": 1000, "coinbase": 300, "kraken": 720}
"""Exchanges that are markets of LEAN's, with the most bars one request may ask for."""

TRADE_VENUES = ("binance", "binanceus")
"""Exchanges that number their trades and give all of them since any moment, 1000 at a time."""

LENGTHS = {"minute": timedelta(minutes=1), "hour": timedelta(hours=1), "daily": timedelta(days=1)}
_TIMEFRAMES = {"minute": "1m", "hour": "1h", "daily": "1d"}
_MILLISECOND = timedelta(milliseconds=1)
_EPOCH = datetime(1970, 1, 1)
_TRADES_A_PAGE = 1000
_MINUTE, _HOUR = 60_000, 3_600_000

Progress = Callable[[float, str], None]


class Unanswered(DataError):
    """The exchange, or the way to it, failed: asking again may help."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeBar:
    """One bar as the exchange states it; `start` is naive UTC."""

    start: datetime
    open: Decimal
    high: Decimal
    low: Decimal
    close: Decimal
    volume: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeTrade:
    """One trade as the exchange states it: `number` is its own, counted without holes; `time` is naive UTC."""

    number: int
    time: datetime
    price: Decimal
    quantity: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryRequest:
    """Bars that begin at `first` or later and have ended by `end` (naive UTC); `symbol` as LEAN writes it: BTCUSDT."""

    venue: str
    symbol: str
    resolution: str
    first: datetime
    end: datetime


class Exchange:
    """One venue's public market data. `url` replaces the address of all its servers."""

    def __init__(self, venue: str, url: str | None = None) -> None:
        if venue not in VENUES:
            raise SettingsError(f"{venue} is not an exchange LEAN knows as a market; choose one of {', '.join(VENUES)}")
        try:
            kind = getattr(importlib.import_module(f"ccxt.{venue}"), venue)
        except ImportError as error:
            raise SettingsError("history of exchanges needs ccxt: install requirements/bridge.txt") from error
        self._venue = venue
        self._client = kind({"number": str, "enableRateLimit": True, "timeout": 20_000})
        self._client.options["fetchMarkets"] = {"types": ["spot"]}
        if url is not None:
            self._client.urls["api"] = _moved(self._client.urls["api"], url.rstrip("/"))

    def bars(self, request: HistoryRequest, progress: Progress) -> Iterator[ExchangeBar]:
        """The bars of a request, in order.

        Raises SettingsError for a pair the venue does not trade, Unanswered when it cannot be reached or refuses.
        """
        try:
            yield from self._pages(request, progress)
        finally:
            self._client.session.close()

    def trades(self, symbol: str, first: datetime, end: datetime) -> Iterator[ExchangeTrade]:
        """The trades from `first` to before `end` (naive UTC), in order and none twice; raises as `bars` does.

        Fills of one order at one price are one trade: the exchange adds them up.
        """
        if self._venue not in TRADE_VENUES:
            raise SettingsError(f"trades are had from {' and '.join(TRADE_VENUES)}, not from {self._venue}")
        try:
            pair = self._pair(symbol)
            page = self._first_trades(pair, _milliseconds(first), _milliseconds(end))
            while page:
                yield from (trade for trade in page if trade.time < end)
                last = page[-1]
                page = self._trade_page(pair, None, {"fromId": last.number + 1}) if last.time < end else []
        finally:
            self._client.session.close()

    def _first_trades(self, pair: str, since: int, end: int) -> list[ExchangeTrade]:
        """The first trades at or after a moment, both in milliseconds since 1970.

        A full answer may be the end of its window and not the beginning, so windows shrink until one is not full.
        """
        window = _MINUTE
        while since < end:
            found = self._trade_page(pair, since, {"until": since + window - 1})
            if len(found) >= _TRADES_A_PAGE and window > 1:
                window //= 2
            elif found:
                return found
            else:
                since, window = since + window, min(2 * window, _HOUR)
        return []

    def _trade_page(self, pair: str, since: int | None, chosen: dict[str, int]) -> list[ExchangeTrade]:
        rows: list[dict[str, Any]] = self._ask(self._client.fetch_trades, pair, since, _TRADES_A_PAGE, chosen)
        return sorted(map(_trade, rows), key=lambda trade: trade.number)

    def _pages(self, request: HistoryRequest, progress: Progress) -> Iterator[ExchangeBar]:
        pair = self._pair(request.symbol)
        length = LENGTHS[request.resolution]
        since = request.first
        while since + length <= request.end:
            progress((since - request.first) / (request.end - request.first), f"{since:%Y-%m-%d %H:%M}")
            rows = self._page(pair, request.resolution, since)
            bars = [bar for bar in map(_bar, rows) if since <= bar.start and bar.start + length <= request.end]
            yield from bars
            since = bars[-1].start + length if bars else since + length * VENUES[self._venue]

    def _pair(self, symbol: str) -> str:
        wanted = symbol.replace("/", "").upper()
        markets: dict[str, dict[str, Any]] = self._ask(self._client.load_markets)
        for name, market in markets.items():
            if market["spot"] and f"{market['base']}{market['quote']}" == wanted:
                return name
        raise SettingsError(f"{self._venue} has no spot pair {wanted}")

    def _page(self, pair: str, resolution: str, since: datetime) -> list[list[Any]]:
        most = VENUES[self._venue]
        rows: list[list[Any]] = self._ask(
            self._client.fetch_ohlcv, pair, _TIMEFRAMES[resolution], _milliseconds(since), most
        )
        return rows

    def _ask(self, question: Callable[..., Any], *arguments: object) -> Any:
        import ccxt

        try:
            return question(*arguments)
        except ccxt.BaseError as error:
            told = " ".join(str(error).split())
            raise Unanswered(f"{self._venue} could not be asked ({type(error).__name__}): {told:.300}") from error


def _bar(row: list[Any]) -> ExchangeBar:
    start, *numbers = row
    opened, high, low, close, volume = (Decimal(str(number)) for number in numbers)
    return ExchangeBar(
        start=datetime.fromtimestamp(start / 1000, UTC).replace(tzinfo=None),
        open=opened,
        high=high,
        low=low,
        close=close,
        volume=volume,
    )


def _trade(row: dict[str, Any]) -> ExchangeTrade:
    return ExchangeTrade(
        number=int(row["id"]),
        time=_EPOCH + row["timestamp"] * _MILLISECOND,
        price=Decimal(str(row["price"])),
        quantity=Decimal(str(row["amount"])),
    )


def _milliseconds(moment: datetime) -> int:
    return (moment - _EPOCH) // _MILLISECOND


def _moved(address: Any, url: str) -> Any:
    """The same addresses at another server."""
    if isinstance(address, dict):
        return {name: _moved(inner, url) for name, inner in address.items()}
    return url + urlsplit(address).path if isinstance(address, str) else address
