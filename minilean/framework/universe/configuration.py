"""Subscriptions of the data universes select from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from minilean.data.subscription_config import SubscriptionDataConfig
from minilean.enums import Resolution, SecurityType, TickType
from minilean.securities.identifier import SecurityIdentifier
from minilean.securities.symbol import Symbol

if TYPE_CHECKING:
    from collections.abc import Callable

    from minilean.framework.universe.universe import Selection
    from minilean.securities.market_hours_database import MarketHoursDatabase, MarketHoursEntry

NEW_YORK = ZoneInfo("America/New_York")


def daily_configuration(
    data_type: type[Any], symbol: Symbol, zone: ZoneInfo = NEW_YORK, *, custom: bool = False
) -> SubscriptionDataConfig:
    """An internal daily subscription without filling forward or filtering."""
    return SubscriptionDataConfig(
        type=data_type,
        symbol=symbol,
        resolution=Resolution.DAILY,
        data_time_zone=zone,
        exchange_time_zone=zone,
        tick_type=TickType.TRADE,
        fill_data_forward=False,
        extended_market_hours=False,
        is_internal_feed=True,
        is_custom_data=custom,
        is_filtered_subscription=custom,
        mapped_symbol=symbol.value,
    )


def universe_symbol(security_type: SecurityType, market: str, ticker: str) -> Symbol:
    """The symbol a universe goes by (UniverseExtensions.CreateSymbol)."""
    return Symbol.create(ticker, security_type, market)


def symbol_selector(selector: Callable[[Any], Any] | None) -> Callable[[Any], Selection]:
    """A user's selection function as one that gives symbols or UNCHANGED; tickers are looked up in the symbol cache.

    Without a function all symbols of the data are selected (Extensions.ConvertToUniverseSelectionSymbolDelegate).
    """
    from minilean.framework.universe.universe import UnchangedUniverse
    from minilean.securities.symbol_cache import SymbolCache

    def select(data: Any) -> Selection:
        if selector is None:
            return [point.symbol for point in data]
        result: Any = selector(data)
        if isinstance(result, UnchangedUniverse):
            return result
        return [item if isinstance(item, Symbol) else SymbolCache.try_get_symbol(item)[1] for item in result]

    return select


def hours_of_data(database: MarketHoursDatabase, symbol: Symbol, data_type: type[Any]) -> MarketHoursEntry:
    """The market's hours; custom data never close, in their own zone (Extensions.GetEntry)."""
    market = symbol.id.market
    found, entry = database.try_get_entry(market, symbol, symbol.security_type)
    if found and entry is not None:
        return entry
    if symbol.security_type != SecurityType.BASE:
        return database.get_entry(market, symbol, symbol.security_type)
    custom = SecurityIdentifier.try_get_custom_data_type(symbol.id.symbol)[1]
    key = None if custom is None else f"TYPE.{custom}"
    return database.set_entry_always_open(market, key, SecurityType.BASE, data_type().data_time_zone())
