"""Which securities are needed to know what a currency is worth (Cash.EnsureCurrencyDataFeed)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.enums import SecurityType
from minilean.securities.currencies import Currencies
from minilean.securities.currency_conversion import ConstantCurrencyConversion, SecurityCurrencyConversion
from minilean.securities.market import Market
from minilean.securities.symbol import Symbol
from minilean.securities.symbol_properties_database import SymbolPropertiesDatabase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from minilean.securities.cash import Cash
    from minilean.securities.cash_book import CashBook
    from minilean.securities.security import Security

_FOREX, _CFD, _CRYPTO, _CRYPTO_FUTURE = (
    SecurityType.FOREX, SecurityType.CFD, SecurityType.CRYPTO, SecurityType.CRYPTO_FUTURE,
)  # fmt: skip
_CONVERTING = frozenset({_FOREX, _CFD, _CRYPTO})


def ensure_currency_data_feeds(
    cash_book: CashBook,
    securities: Callable[[], Iterable[Security]],
    market_map: Mapping[SecurityType, str],
    make_security: Callable[[Symbol], Security],
    complain: Callable[[str], None],
) -> None:
    """Gives every currency of the book its conversion.

    ``securities`` gives those of now, those just added and those already made for conversions. ``market_map`` is the
    brokerage's default markets. ``make_security`` is asked for each security that is missing: a quote feed at the
    finest resolution subscribed so far, internal, filled forward, added to the algorithm's securities.
    ``complain`` takes LEAN's log line for a currency without any pair.
    """
    for cash in cash_book.values():
        _ensure(cash, cash_book.account_currency, list(securities()), market_map, make_security, complain)


def _ensure(
    cash: Cash,
    account_currency: str,
    securities: list[Security],
    market_map: Mapping[SecurityType, str],
    make_security: Callable[[Symbol], Security],
    complain: Callable[[str], None],
) -> None:
    if cash.currency_conversion.destination_currency is not None:
        return
    if cash.symbol == account_currency:
        cash.currency_conversion = ConstantCurrencyConversion.identity(account_currency)
        return
    market = market_map.get(_CRYPTO)
    if market is not None and Currencies.is_stable_coin_without_pair(account_currency, cash.symbol, market):
        cash.currency_conversion = ConstantCurrencyConversion.identity(account_currency, cash.symbol)
        return
    potentials, is_known = _potential_symbols(cash.symbol, securities, market_map)
    if not is_known:
        markets = ",".join(f"{kind.dotnet_name}:{name}" for kind, name in market_map.items() if kind in _CONVERTING)
        complain(
            f"No tradeable pair was found for currency {cash.symbol}, conversion rate to account currency "
            f"({account_currency}) will be set to zero. Markets: [{markets}]"
        )
        cash.currency_conversion = ConstantCurrencyConversion.null(account_currency, cash.symbol)
        return
    existing = [security for security in securities if security.type in _CONVERTING]
    cash.currency_conversion = SecurityCurrencyConversion.linear_search(
        cash.symbol, account_currency, existing, potentials, make_security
    )


def _potential_symbols(
    currency: str, securities: list[Security], market_map: Mapping[SecurityType, str]
) -> tuple[list[Symbol], bool]:
    """All pairs of the markets in use: forex, then cfd, then crypto; and whether any has the currency."""
    markets = _markets_in_use(securities)
    kinds = [_FOREX, _CFD, _CRYPTO]
    if market_map.get(_CRYPTO_FUTURE) == Market.DYDX:
        kinds.insert(2, _CRYPTO_FUTURE)
    database = SymbolPropertiesDatabase.from_data_folder()
    symbols: list[Symbol] = []
    is_known = False
    for kind in kinds:
        default = [market_map[kind]] if kind in market_map else []
        for market in dict.fromkeys((*default, *markets.get(kind, ()))):
            for pair in database.get_symbol_properties_list(market, kind):
                ticker, quote = pair.key.symbol, pair.value.quote_currency
                is_known = is_known or currency in (quote, ticker[: len(ticker) - len(quote)])
                symbols.append(Symbol.create(ticker, kind, market))
    return symbols, is_known


def _markets_in_use(securities: list[Security]) -> dict[SecurityType, list[str]]:
    """Markets by kind; forex and cfd lend each other theirs."""
    markets: dict[SecurityType, list[str]] = {}
    for security in securities:
        markets.setdefault(security.type, []).append(security.symbol.id.market)
    if _CFD in markets:
        markets.setdefault(_FOREX, markets[_CFD])
    if _FOREX in markets:
        markets.setdefault(_CFD, markets[_FOREX])
    return markets
