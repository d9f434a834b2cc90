"""The kinds of securities (Common/Securities/Equity, Forex, Crypto, CryptoFuture, Cfd) and what each is made of."""

from __future__ import annotations

import copy
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from minilean.data.bars import TradeBar
from minilean.enums import DataNormalizationMode, SecurityType
from minilean.errors import NotInMiniLean
from minilean.interop.decimals import Number, to_decimal, to_double
from minilean.interop.names import dotnet
from minilean.securities.default_models import set_default_models
from minilean.securities.exchange import (
    CfdExchange,
    CryptoExchange,
    CryptoFutureExchange,
    EquityExchange,
    ForexExchange,
    IndexExchange,
    SecurityExchange,
)
from minilean.securities.holding import (
    CfdHolding,
    CryptoFutureHolding,
    CryptoHolding,
    EquityHolding,
    ForexHolding,
    SecurityHolding,
)
from minilean.securities.named_exchanges import Exchange
from minilean.securities.price_variation import AdjustedPriceVariationModel, EquityPriceVariationModel
from minilean.securities.security import Security
from minilean.securities.security_cache import SecurityCache
from minilean.securities.user_models import method_of

if TYPE_CHECKING:
    from decimal import Decimal

    from minilean.securities.cash import Cash
    from minilean.securities.cash_book import CashBook
    from minilean.securities.exchange_hours import SecurityExchangeHours
    from minilean.securities.symbol import Symbol
    from minilean.securities.symbol_properties import SymbolProperties

_COIN_MARGINED_UNLESS = ("USDT", "BUSD", "USDC")


@dotnet
class Equity(Security):
    """A share."""

    DEFAULT_SETTLEMENT_DAYS: ClassVar[int] = 1
    DEFAULT_SETTLEMENT_TIME: ClassVar[timedelta] = timedelta(hours=6)
    DefaultSettlementDays: ClassVar[int] = 1
    DefaultSettlementTime: ClassVar[timedelta] = DEFAULT_SETTLEMENT_TIME

    primary_exchange: Exchange = Exchange.UNKNOWN

    @property
    def total_shortable_quantity(self) -> int | None:
        """Shares that can be borrowed now; None without limit."""
        quantity: int | None = method_of(self.shortable_provider, "shortable_quantity")(self.symbol, self.local_time)
        return quantity

    @property
    def shortable(self) -> bool:
        """Whether any share can be borrowed now."""
        quantity = self.total_shortable_quantity
        return quantity is None or quantity > 0

    def set_data_normalization_mode(self, mode: DataNormalizationMode) -> None:
        """Raw prices have a grid, adjusted ones have none."""
        super().set_data_normalization_mode(mode)
        is_adjusted = mode is DataNormalizationMode.ADJUSTED
        self.price_variation_model = AdjustedPriceVariationModel() if is_adjusted else EquityPriceVariationModel()


@dotnet
class Forex(Security):
    """A pair of currencies."""


@dotnet
class Crypto(Security):
    """A crypto currency priced in another currency."""

    @property
    def _price(self) -> Decimal:
        """The last trade's price, without trades the last quote's (Crypto.Price)."""
        trades = self.cache._data_by_type.get(TradeBar)
        if trades:
            close: Decimal = trades[-1]._close
            return close
        return self.cache._price


@dotnet
class CryptoFuture(Security):
    """A perpetual or dated future on a crypto currency."""

    def is_crypto_coin_future(self) -> bool:
        """Whether its collateral is the coin itself."""
        return self.quote_currency.symbol not in _COIN_MARGINED_UNLESS


@dotnet
class Cfd(Security):
    """A contract for difference."""

    @property
    def contract_multiplier(self) -> float:
        """Units of the underlying in one contract."""
        return to_double(self.symbol_properties._contract_multiplier)

    @contract_multiplier.setter
    def contract_multiplier(self, value: Number) -> None:
        self.symbol_properties._contract_multiplier = to_decimal(value)

    @property
    def minimum_price_variation(self) -> float:
        """The smallest step of the price."""
        return to_double(self.symbol_properties._minimum_price_variation)


@dotnet
class Index(Security):
    """An index: not tradable."""


_KINDS: dict[SecurityType, tuple[type[Security], type[SecurityExchange], type[SecurityHolding]]] = {
    SecurityType.EQUITY: (Equity, EquityExchange, EquityHolding),
    SecurityType.FOREX: (Forex, ForexExchange, ForexHolding),
    SecurityType.CRYPTO: (Crypto, CryptoExchange, CryptoHolding),
    SecurityType.CRYPTO_FUTURE: (CryptoFuture, CryptoFutureExchange, CryptoFutureHolding),
    SecurityType.CFD: (Cfd, CfdExchange, CfdHolding),
    SecurityType.INDEX: (Index, IndexExchange, SecurityHolding),
    SecurityType.BASE: (Security, SecurityExchange, SecurityHolding),
}


def create_by_type(
    symbol: Symbol,
    exchange_hours: SecurityExchangeHours,
    quote_currency: Cash,
    base_currency: Cash | None,
    symbol_properties: SymbolProperties,
    cash_book: CashBook,
    cache: SecurityCache | None = None,
) -> Security:
    """A security of the class its symbol's kind takes, with LEAN's default models.

    Raises NotInMiniLean for kinds that are not implemented.
    """
    security_type = symbol.security_type
    if security_type not in _KINDS:
        raise NotInMiniLean(f"SecurityType.{security_type.dotnet_name}")
    kind, exchange, holding = _KINDS[security_type]
    prices = cache if cache is not None else SecurityCache()
    prices.quotes_move_price = security_type is not SecurityType.EQUITY
    properties = copy.copy(symbol_properties) if security_type is SecurityType.CFD else symbol_properties
    security = kind(symbol, quote_currency, properties, exchange(exchange_hours), cash_book, prices, holding)
    security.base_currency = base_currency
    set_default_models(security)
    return security
