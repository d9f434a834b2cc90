"""Which securities are needed to know what a currency is worth (Cash.EnsureCurrencyDataFeed)."""

from __future__ import annotations

from dataclasses import dataclass
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
    pairs = _potential_pairs(securities, market_map)
    if not any(cash.symbol in (pair.base, pair.quote) for pair in pairs):
        markets = ",".join(f"{kind.dotnet_name}:{name}" for kind, name in market_map.items() if kind in _CONVERTING)
        complain(
            f"No tradeable pair was found for currency {cash.symbol}, conversion rate to account currency "
            f"({account_currency}) will be set to zero. Markets: [{markets}]"
        )
        cash.currency_conversion = ConstantCurrencyConversion.null(account_currency, cash.symbol)
        return
    existing = [security for security in securities if security.type in _CONVERTING]
    wanted = (cash.symbol, account_currency)
    potentials = (Symbol.create(pair.ticker, pair.kind, pair.market) for pair in pairs if pair.may_convert(wanted))
    cash.currency_conversion = SecurityCurrencyConversion.linear_search(
        cash.symbol, account_currency, existing, potentials, make_security
    )


@dataclass(frozen=True, slots=True)
class _Pair:
    """A pair of a market's symbol properties."""

    ticker: str
    quote: str
    kind: SecurityType
    market: str

    @property
    def base(self) -> str:
        return self.ticker[: len(self.ticker) - len(self.quote)]

    def may_convert(self, wanted: tuple[str, str]) -> bool:
        """Whether a conversion between the wanted currencies could pass here, itself or by a coin's stand-in."""
        return any(
            currency in wanted or Currencies.has_stand_in(currency, self.market) for currency in (self.base, self.quote)
        )


def _potential_pairs(securities: list[Security], market_map: Mapping[SecurityType, str]) -> list[_Pair]:
    """All pairs of the markets in use: forex, then cfd, then crypto."""
    markets = _markets_in_use(securities)
    kinds = [_FOREX, _CFD, _CRYPTO]
    if market_map.get(_CRYPTO_FUTURE) == Market.DYDX:
        kinds.insert(2, _CRYPTO_FUTURE)
    database = SymbolPropertiesDatabase.from_data_folder()
    pairs: list[_Pair] = []
    for kind in kinds:
        default = [market_map[kind]] if kind in market_map else []
        for market in dict.fromkeys((*default, *markets.get(kind, ()))):
            pairs.extend(_Pair(ticker, quote, kind, market) for ticker, quote in database.pairs(market, kind))
    return pairs


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
