"""What date rules and time rules share: the securities they may name and the zone they count in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from minilean.enums import SecurityType
from minilean.securities.market import Market
from minilean.securities.symbol import Symbol, as_symbol, find_symbol
from minilean.securities.symbol_cache import SymbolCache

if TYPE_CHECKING:
    from datetime import datetime

    from minilean.securities.exchange_hours import SecurityExchangeHours
    from minilean.securities.market_hours_database import MarketHoursDatabase


class BaseScheduleRules:
    """The base of DateRules and TimeRules (Common/Scheduling/BaseScheduleRules.cs)."""

    def __init__(
        self,
        algorithm: Any,
        securities: Any,
        time_zone: ZoneInfo,
        market_hours_database: MarketHoursDatabase,
    ) -> None:
        self._algorithm = algorithm
        self._securities = securities
        self._market_hours_database = market_hours_database
        self._warned = False
        self.time_zone = time_zone

    def set_default_time_zone(self, time_zone: ZoneInfo) -> None:
        """Changes the zone of rules that name none."""
        self.time_zone = time_zone

    SetDefaultTimeZone = set_default_time_zone

    def _utc_now(self) -> datetime:
        now: datetime = self._securities.utc_time
        return now.replace(tzinfo=None)

    def _hours_of(self, symbol: Symbol) -> SecurityExchangeHours:
        """The hours of a security the algorithm holds, else those of the database."""
        security = self._securities.get(symbol)
        if security is None:
            return self._market_hours_database.get_exchange_hours(symbol.id.market, symbol, symbol.security_type)
        hours: SecurityExchangeHours = security.exchange.hours
        return hours

    def _hours_of_all(self) -> list[SecurityExchangeHours]:
        """The hours of all securities that are not always open; those of US equities are always among them."""
        hours = {self._market_hours_database.get_exchange_hours(Market.USA, "SPY", SecurityType.EQUITY): None}
        for symbol, security in self._securities.items():
            is_us_equity = symbol.security_type is SecurityType.EQUITY and symbol.id.market == Market.USA
            if not is_us_equity and not security.exchange.hours.is_market_always_open:
                hours[security.exchange.hours] = None
        return list(hours)

    def _symbol_of(self, name: Any) -> Symbol:
        """The symbol of a rule; a ticker nobody added becomes a US equity, with a warning once."""
        if not isinstance(name, str):
            return as_symbol(name)
        found = find_symbol(name)
        if found is not None:
            return found
        if not self._warned:
            self._warned = True
            self._algorithm.debug(
                f"Warning: no existing symbol found for ticker {name}, it will be created with Equity type."
            )
        created = Symbol.create(name, SecurityType.EQUITY, Market.USA)
        SymbolCache.set(name, created)
        return created
