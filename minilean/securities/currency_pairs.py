"""The two currencies of a pair's symbol (Common/Util/CurrencyPairUtil.cs)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.enums import SecurityType
from minilean.errors import ArgumentError, InvalidOperation
from minilean.interop.enumerations import DotNetEnum
from minilean.interop.names import dotnet
from minilean.securities.currencies import Currencies
from minilean.securities.symbol_properties_database import SymbolPropertiesDatabase

if TYPE_CHECKING:
    from minilean.securities.symbol import Symbol

_FOREX, _CFD = SecurityType.FOREX, SecurityType.CFD
_PAIRED = frozenset({_FOREX, _CFD, SecurityType.CRYPTO, SecurityType.CRYPTO_FUTURE})
_STABLE_POSITIONS = ((1, 3), (1, 2), (0, 3), (0, 2))


class Match(DotNetEnum):
    """How two pairs of currencies relate."""

    NO_MATCH = 0
    EXACT_MATCH = 1
    INVERSE_MATCH = 2


def is_valid_security_type(security_type: SecurityType | None) -> bool:
    """Whether securities of the type name two currencies."""
    return security_type in _PAIRED


def is_forex_decomposable(currency_pair: str) -> bool:
    """Whether a text has the six letters of a forex pair."""
    return len(currency_pair) == 6


def decompose_currency_pair(symbol: Symbol, default_quote_currency: str = "USD") -> tuple[str, str]:
    """Base and quote currency; raises ArgumentError for other kinds, InvalidOperation for tickers that do not fit."""
    security_type = symbol.security_type
    if security_type not in _PAIRED:
        raise ArgumentError(f"Unsupported security type: {security_type.dotnet_name}")
    ticker = symbol.value
    if security_type is _FOREX:
        if not is_forex_decomposable(ticker):
            raise ArgumentError(f"Currency pairs must be exactly 6 characters: {ticker}")
        return ticker[:3], ticker[3:]
    quote = _quote_currency(symbol, default_quote_currency)
    if not ticker.endswith(quote):
        word = "Symbol" if security_type is _CFD else "symbol"
        raise InvalidOperation(f"{word} doesn't end with {quote}")
    return ticker.removesuffix(quote), quote


def try_decompose_currency_pair(symbol: Symbol | None) -> tuple[str, str] | None:
    """Base and quote currency, None when the symbol names no pair."""
    if symbol is None or symbol.security_type not in _PAIRED or not is_decomposable(symbol):
        return None
    return decompose_currency_pair(symbol)


def is_decomposable(symbol: Symbol | None) -> bool:
    """Whether the symbol's ticker ends with its quote currency."""
    if symbol is None or symbol.security_type not in _PAIRED:
        return False
    if symbol.security_type is _FOREX:
        return is_forex_decomposable(symbol.value)
    return symbol.value.endswith(_quote_currency(symbol, "USD"))


def currency_pair_dual(symbol: Symbol, known: str) -> str | None:
    """The other currency of the pair, None when the known one is not in it."""
    base, quote = decompose_currency_pair(symbol)
    if base == known:
        return quote
    return base if quote == known else None


def compare_pair(symbol: Symbol, base: str, quote: str) -> Match:
    """Whether the symbol's pair is base and quote, or the inverse; stablecoins without a pair stand for each other."""
    pair = try_decompose_currency_pair(symbol)
    if pair is None:
        return Match.NO_MATCH
    currencies = [*pair, base, quote]
    market = symbol.id.market
    for mine, theirs in _STABLE_POSITIONS:
        one, other = currencies[mine], currencies[theirs]
        if Currencies.is_stable_coin_without_pair(one + other, market) or Currencies.is_stable_coin_without_pair(
            other + one, market
        ):
            currencies[mine] = other
    found = (currencies[0], currencies[1])
    if found == (base, quote):
        return Match.EXACT_MATCH
    return Match.INVERSE_MATCH if found == (quote, base) else Match.NO_MATCH


def _quote_currency(symbol: Symbol, default: str) -> str:
    database = SymbolPropertiesDatabase.from_data_folder()
    quote: str = database.get_symbol_properties(symbol.id.market, symbol, symbol.security_type, default).quote_currency
    return quote


@dotnet
class CurrencyPairUtil:
    """The same under LEAN's class."""

    is_forex_decomposable = staticmethod(is_forex_decomposable)
    is_decomposable = staticmethod(is_decomposable)
    currency_pair_dual = staticmethod(currency_pair_dual)
    compare_pair = staticmethod(compare_pair)
    decompose_currency_pair = staticmethod(decompose_currency_pair)
