"""How an entry of LEAN's market hours and symbol properties is addressed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from minilean.enums import SecurityType

if TYPE_CHECKING:
    from minilean.securities.symbol import Symbol

WILDCARD = "[*]"


@dataclass(frozen=True, slots=True)
class SecurityDatabaseKey:
    """Market, symbol and kind; letter case does not matter (Common/Securities/SecurityDatabaseKey.cs)."""

    market: str
    symbol: str
    security_type: SecurityType

    @classmethod
    def of(cls, market: str | None, symbol: Symbol | str | None, security_type: SecurityType) -> SecurityDatabaseKey:
        """The key under which a symbol is looked up; nothing stands for the wildcard."""
        ticker = symbol if isinstance(symbol, str) else database_symbol_key(symbol)
        return cls((market or WILDCARD).lower(), (ticker or WILDCARD).upper(), security_type)

    def common(self) -> SecurityDatabaseKey:
        """The market's entry for all symbols of the kind."""
        return SecurityDatabaseKey(self.market, WILDCARD, self.security_type)

    def __str__(self) -> str:
        return f"{self.security_type.dotnet_name}-{self.market}-{self.symbol}"


def database_symbol_key(symbol: Symbol | None) -> str:
    """The ticker under which the databases know a symbol (BaseSecurityDatabase.GetDatabaseSymbolKey)."""
    if symbol is None:
        return ""
    if symbol.security_type is SecurityType.OPTION:
        return symbol.underlying.value if symbol.has_underlying else ""
    if symbol.security_type in (SecurityType.INDEX_OPTION, SecurityType.FUTURE_OPTION):
        return symbol.id.symbol if symbol.has_underlying else ""
    if symbol.security_type in (SecurityType.BASE, SecurityType.FUTURE):
        return symbol.id.symbol
    return symbol.value
