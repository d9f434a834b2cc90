"""LEAN's market hours file: entries are found in its text and parsed when first asked for."""

from __future__ import annotations

import functools
import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from minilean.enums import DayOfWeek, MarketHoursState, SecurityType
from minilean.errors import ArgumentError, DataError, InvalidOperation
from minilean.interop.names import dotnet, user_method
from minilean.securities.database_key import SecurityDatabaseKey, database_symbol_key
from minilean.securities.exchange_hours import LocalMarketHours, MarketHoursSegment, SecurityExchangeHours
from minilean.securities.identifier import SecurityIdentifier
from minilean.securities.naming import names
from minilean.securities.symbol import Symbol
from minilean.securities.time_zones import TimeZones, zone

_AGAIN = "delete the file and run `minilean data ensure`"
_STATES = {state.dotnet_name.lower(): state for state in MarketHoursState}


@dotnet
class MarketHoursEntry:
    """The zone of the data files and the hours of the exchange."""

    __slots__ = ("data_time_zone", "exchange_hours")

    def __init__(self, data_time_zone: ZoneInfo, exchange_hours: SecurityExchangeHours) -> None:
        self.data_time_zone = data_time_zone
        self.exchange_hours = exchange_hours


@dotnet
class MarketHoursDatabase:
    """Hours by market, symbol and kind (Common/Securities/MarketHoursDatabase.cs)."""

    Entry = MarketHoursEntry

    def __init__(self, data_folder: Path) -> None:
        """Raises DataError when the folder has no market hours."""
        path = data_folder / "market-hours" / "market-hours-database.json"
        self._path = path
        try:
            self._text = path.read_bytes()
        except OSError as error:
            message = f"{data_folder} has no readable {path.relative_to(data_folder)}: run `minilean data ensure`"
            raise DataError(message) from error
        if not self._text.rstrip().endswith(b"}"):
            raise DataError(f"{path} has no end: {_AGAIN}")
        # keys are found whatever their letter case; only ASCII letters change, so positions stay
        self._folded = self._text.lower()
        self._entries: dict[SecurityDatabaseKey, MarketHoursEntry | None] = {}
        self._set_by_hand: set[SecurityDatabaseKey] = set()

    get_database_symbol_key = staticmethod(database_symbol_key)

    @staticmethod
    def from_data_folder() -> MarketHoursDatabase:
        """The database of the run in progress."""
        if names.market_hours is None:
            message = "no run has set its market hours yet"
            raise InvalidOperation(message)
        return names.market_hours

    def get_entry(self, market: str, symbol: Symbol | str | None, security_type: SecurityType) -> MarketHoursEntry:
        """The entry of a symbol, else of its market; raises ArgumentError when there is neither."""
        found, entry = self.try_get_entry(market, symbol, security_type)
        if not found or entry is None:
            key = SecurityDatabaseKey.of(market, symbol, security_type)
            message = f"Unable to locate exchange hours for {key}."
            raise ArgumentError(message)
        return entry

    def try_get_entry(
        self, market: str, symbol: Symbol | str | None, security_type: SecurityType
    ) -> tuple[bool, MarketHoursEntry | None]:
        """Whether there are hours for the symbol, and the entry."""
        key = SecurityDatabaseKey.of(market, symbol, security_type)
        entry = self._find(key) or self._find(key.common())
        if entry is None and security_type is SecurityType.BASE:
            is_custom, name = SecurityIdentifier.try_get_custom_data_type(
                symbol.id.symbol if isinstance(symbol, Symbol) else symbol or ""
            )
            entry = self._find(SecurityDatabaseKey.of(market, f"TYPE.{name}", security_type)) if is_custom else None
        return entry is not None, entry

    def get_entry_of(self, symbol: Symbol, data_types: Sequence[type] = ()) -> MarketHoursEntry:
        """The entry of a security; custom data without one never close, in the zone their type names."""
        if symbol.security_type is not SecurityType.BASE:
            return self.get_entry(symbol.id.market, symbol, symbol.security_type)
        _, entry = self.try_get_entry(symbol.id.market, symbol, symbol.security_type)
        if entry is not None:
            return entry
        is_custom, name = SecurityIdentifier.try_get_custom_data_type(symbol.id.symbol)
        ticker = f"TYPE.{name}" if is_custom else ""
        return self.set_entry_always_open(symbol.id.market, ticker, SecurityType.BASE, _zone_of(data_types[0]))

    def get_exchange_hours(
        self, market: str, symbol: Symbol | str | None, security_type: SecurityType
    ) -> SecurityExchangeHours:
        """The hours of a symbol; raises ArgumentError when there are none."""
        return self.get_entry(market, symbol, security_type).exchange_hours

    def get_data_time_zone(self, market: str, symbol: Symbol | str | None, security_type: SecurityType) -> ZoneInfo:
        """The zone in which the symbol's files are written."""
        return self.get_entry(market, symbol, security_type).data_time_zone

    def set_entry(
        self,
        market: str,
        symbol: str | None,
        security_type: SecurityType,
        exchange_hours: SecurityExchangeHours,
        data_time_zone: ZoneInfo | None = None,
    ) -> MarketHoursEntry:
        """Adds or replaces an entry for this run."""
        entry = MarketHoursEntry(data_time_zone or exchange_hours.time_zone, exchange_hours)
        key = SecurityDatabaseKey.of(market, symbol, security_type)
        self._entries[key] = entry
        self._set_by_hand.add(key)
        return entry

    def was_set(self, market: str, symbol: str, security_type: SecurityType) -> bool:
        """Whether the algorithm itself gave this run the hours of a security, or of all of its market."""
        key = SecurityDatabaseKey.of(market, symbol, security_type)
        return key in self._set_by_hand or key.common() in self._set_by_hand

    def set_entry_always_open(
        self, market: str, symbol: str | None, security_type: SecurityType, time_zone: ZoneInfo
    ) -> MarketHoursEntry:
        """Adds or replaces an entry that never closes."""
        return self.set_entry(market, symbol, security_type, SecurityExchangeHours.always_open(time_zone))

    def _find(self, key: SecurityDatabaseKey) -> MarketHoursEntry | None:
        if key not in self._entries:
            self._entries[key] = self._read(key)
        return self._entries[key]

    def _read(self, key: SecurityDatabaseKey) -> MarketHoursEntry | None:
        position = self._position(key)
        if position < 0:
            return None
        common = key.common()
        # LEAN reads in the file's order: a market's entry adds its holidays only to entries behind it
        market = self._find(common) if key != common and 0 <= self._position(common) < position else None
        try:
            brace = self._text.index(b"{", position)
            fields: dict[str, Any] = json.JSONDecoder().raw_decode(self._text[brace:].decode())[0]
            return _entry(fields, market)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            line = self._text.count(b"\n", 0, position) + 1
            raise DataError(
                f"{self._path}, line {line}: the hours of {key} cannot be read ({error}): {_AGAIN}"
            ) from error

    def _position(self, key: SecurityDatabaseKey) -> int:
        return self._folded.find(f'"{key}"'.lower().encode())


def _zone_of(data_type: type) -> ZoneInfo:
    """The zone a custom type names for its data, New York unless it does (BaseData.DataTimeZone)."""
    own = user_method(data_type(), "data_time_zone")
    return own() if own is not None else TimeZones.NEW_YORK


def _entry(fields: dict[str, Any], market: MarketHoursEntry | None) -> MarketHoursEntry:
    hours = {day: LocalMarketHours(day, _segments(fields.get(day.name.lower()) or ())) for day in DayOfWeek}
    common = market.exchange_hours if market is not None else None
    exchange_hours = SecurityExchangeHours(
        zone(fields["exchangeTimeZone"]),
        {_date(text) for text in fields.get("holidays") or ()} | (common.holidays if common else set()),
        hours,
        (common.early_closes if common else {}) | _times(fields.get("earlyCloses")),
        (common.late_opens if common else {}) | _times(fields.get("lateOpens")),
        {_date(text) for text in fields.get("bankHolidays") or ()} | (common.bank_holidays if common else set()),
    )
    return MarketHoursEntry(zone(fields["dataTimeZone"]), exchange_hours)


def _segments(rows: Sequence[dict[str, str]]) -> list[MarketHoursSegment]:
    return [MarketHoursSegment(_STATES[row["state"].lower()], _span(row["start"]), _span(row["end"])) for row in rows]


def _times(rows: dict[str, str] | None) -> dict[datetime, timedelta]:
    return {_date(day): _span(text) for day, text in (rows or {}).items()}


def _date(text: str) -> datetime:
    month, day, year = text.split("/")
    return datetime(int(year), int(month), int(day))


@functools.cache
def _span(text: str) -> timedelta:
    """Reads .NET's ``hh:mm:ss``, with days before a dot or a colon: ``1.00:00:00``."""
    *days, hours, minutes, seconds = text.replace(".", ":", 1 if text.count(":") == 2 else 0).split(":")
    return timedelta(int(days[0]) if days else 0, float(seconds), hours=int(hours), minutes=int(minutes))
