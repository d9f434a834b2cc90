"""The table from tickers to symbols and back that a run fills as securities are added."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from minilean.errors import InvalidOperation
from minilean.interop.names import dotnet
from minilean.securities.market import Market
from minilean.securities.naming import FAR_FUTURE, names
from minilean.securities.symbol import Symbol, find_symbol

if TYPE_CHECKING:
    from minilean.data.map_file import MapFileProvider
    from minilean.securities.market_hours_database import MarketHoursDatabase
    from minilean.securities.security_definitions import SecurityDefinitions
    from minilean.securities.symbol_properties_database import SymbolPropertiesDatabase


@dotnet
class SymbolCache:
    """Static, as in LEAN (Common/SymbolCache.cs); tickers are found whatever their letter case."""

    @staticmethod
    def start_run(
        map_files: MapFileProvider | None,
        today: datetime = FAR_FUTURE,
        market_hours: MarketHoursDatabase | None = None,
        symbol_properties: SymbolPropertiesDatabase | None = None,
        definitions: SecurityDefinitions | None = None,
    ) -> None:
        """Forgets the run before; equities are resolved with these map files as of today.

        The two databases are those that ``from_data_folder()`` gives to users; symbols know their ``definitions``.
        """
        names.reset(map_files, today)
        names.market_hours = market_hours
        names.symbol_properties = symbol_properties
        names.definitions = definitions
        Market._reset()

    @staticmethod
    def set(ticker: str, symbol: Symbol) -> None:
        """Makes the ticker mean the symbol, and the symbol print as the ticker."""
        names.symbols[ticker.upper()] = symbol
        # deleted first, so that the key is this symbol with its present value
        names.tickers.pop(symbol, None)
        names.tickers[symbol] = ticker
        related = ticker.upper().partition(".")[0]
        if related in names.symbols and names.symbols[related] is None:
            del names.symbols[related]

    @staticmethod
    def get_symbol(ticker: str) -> Symbol:
        """The symbol of the ticker; raises InvalidOperation when none or several are found."""
        found = find_symbol(ticker)
        if found is None:
            message = f"We were unable to locate the ticker '{ticker}'."
            raise InvalidOperation(message)
        return found

    @staticmethod
    def try_get_symbol(ticker: str, symbol: object = None) -> tuple[bool, Symbol | None]:  # noqa: ARG004
        """Whether exactly one symbol answers to the ticker, and the symbol; what C# writes it to may be given."""
        try:
            found = find_symbol(ticker)
        except InvalidOperation:
            found = None
        return found is not None, found

    @staticmethod
    def get_ticker(symbol: Symbol) -> str:
        """The ticker under which the symbol was added, or its identifier's text."""
        return str(symbol)

    @staticmethod
    def try_get_ticker(symbol: Symbol, ticker: object = None) -> tuple[bool, str | None]:  # noqa: ARG004
        """Whether the symbol was added, and its ticker."""
        found = names.tickers.get(symbol)
        return found is not None, found

    @staticmethod
    def try_remove(symbol: Symbol | str) -> bool:
        """Forgets a symbol or a ticker; says whether it was known."""
        if isinstance(symbol, str):
            found = names.symbols.pop(symbol.upper(), None)
            return found is not None and names.tickers.pop(found, None) is not None
        ticker = names.tickers.pop(symbol, None)
        return ticker is not None and names.symbols.pop(ticker.upper(), None) is not None

    @staticmethod
    def clear() -> None:
        """Forgets all tickers."""
        names.symbols.clear()
        names.tickers.clear()
