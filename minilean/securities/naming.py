"""What names mean in one run: tickers known by now, map files, custom types. Started anew with each run."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from minilean.data.map_file import MapFileProvider
    from minilean.securities.identifier import SecurityIdentifier
    from minilean.securities.market_hours_database import MarketHoursDatabase
    from minilean.securities.security_definitions import SecurityDefinitions
    from minilean.securities.symbol import Symbol
    from minilean.securities.symbol_properties_database import SymbolPropertiesDatabase

FAR_FUTURE = datetime(2050, 12, 31)
"""The date LEAN's files use for whatever has not ended."""


class Names:
    """The tables LEAN keeps in statics of SymbolCache and SecurityIdentifier."""

    def __init__(self) -> None:
        self.reset()

    def reset(self, map_files: MapFileProvider | None = None, today: datetime = FAR_FUTURE) -> None:
        """Forgets all; ``today`` is the day on which tickers in code mean what their writer thought."""
        self.map_files = map_files
        self.today = today
        self.symbols: dict[str, Symbol | None] = {}
        self.tickers: dict[Symbol, str] = {}
        self.identifiers: dict[str, SecurityIdentifier | None] = {}
        self.custom_types: dict[str, type] = {}
        self.market_hours: MarketHoursDatabase | None = None
        self.symbol_properties: SymbolPropertiesDatabase | None = None
        self.definitions: SecurityDefinitions | None = None


names = Names()
