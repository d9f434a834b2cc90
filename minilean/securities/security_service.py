"""Making securities with their cash and models (Common/Securities/SecurityService.cs)."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from minilean.enums import DataNormalizationMode, SecurityType
from minilean.errors import ArgumentError, NotInMiniLean
from minilean.interop.decimals import ONE, ZERO, Number, to_decimal
from minilean.orders.fee.constant import ConstantFeeModel
from minilean.orders.fee.interactive_brokers import InteractiveBrokersFeeModel
from minilean.orders.slippage.slippage_model import NullSlippageModel
from minilean.securities.buying_power.cash import CashBuyingPowerModel
from minilean.securities.buying_power.crypto_future import CryptoFutureMarginModel
from minilean.securities.buying_power.security_margin import SecurityMarginModel
from minilean.securities.cash import Cash
from minilean.securities.currency_pairs import is_valid_security_type, try_decompose_currency_pair
from minilean.securities.data_filter import CfdDataFilter, EquityDataFilter, ForexDataFilter, SecurityDataFilter
from minilean.securities.identifier import DEFAULT_DATE
from minilean.securities.margin_interest import BinanceFutureMarginInterestRateModel, MarginInterestRateModel
from minilean.securities.portfolio_model import SecurityPortfolioModel
from minilean.securities.price_variation import (
    AdjustedPriceVariationModel,
    EquityPriceVariationModel,
    SecurityPriceVariationModel,
)
from minilean.securities.security_types import IMPLEMENTED, CryptoFuture, security_of_type
from minilean.securities.settlement import ImmediateSettlementModel
from minilean.securities.shortable import NullShortableProvider
from minilean.securities.symbol_cache import SymbolCache

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minilean.data.subscription_config import SubscriptionDataConfig
    from minilean.securities.cash_book import CashBook
    from minilean.securities.market_hours_database import MarketHoursDatabase
    from minilean.securities.security import Security
    from minilean.securities.symbol import Symbol
    from minilean.securities.symbol_properties import SymbolProperties
    from minilean.securities.symbol_properties_database import SymbolPropertiesDatabase

_EQUITY, _FOREX, _CRYPTO = SecurityType.EQUITY, SecurityType.FOREX, SecurityType.CRYPTO
_CRYPTO_FUTURE, _CFD, _BASE = SecurityType.CRYPTO_FUTURE, SecurityType.CFD, SecurityType.BASE
_LEVERAGES = {_EQUITY: 2, _FOREX: 50, _CFD: 50}
_FILTERS = {
    _EQUITY: EquityDataFilter, _FOREX: ForexDataFilter, _CRYPTO: ForexDataFilter, _CFD: CfdDataFilter,
}  # fmt: skip


class SecurityService:
    """Makes securities and adds the currencies they need to the cash book."""

    def __init__(
        self,
        cash_book: CashBook,
        market_hours_database: MarketHoursDatabase,
        symbol_properties_database: SymbolPropertiesDatabase,
    ) -> None:
        self._cash_book = cash_book
        self._market_hours = market_hours_database
        self._symbol_properties = symbol_properties_database

    def create_security(
        self,
        symbol: Symbol,
        subscriptions: Sequence[SubscriptionDataConfig] = (),
        leverage: Number = ZERO,
        add_to_symbol_cache: bool = True,
        data_type: type | None = None,
        initializer: Any = None,
    ) -> Security:
        """A new security with LEAN's default models, then the initializer's, then the leverage.

        ``data_type`` is the type of custom data. ``initializer`` is called with the security. Raises NotInMiniLean for
        kinds that are not implemented, ArgumentError for pairs without entry in the symbol properties.
        """
        kind = symbol.security_type
        if kind not in IMPLEMENTED:
            raise NotInMiniLean(f"SecurityType.{kind.dotnet_name}")
        hours = self._market_hours.get_entry_of(symbol, () if data_type is None else (data_type,)).exchange_hours
        properties = self._properties_of(symbol)
        if add_to_symbol_cache:
            SymbolCache.set(symbol.value, symbol)
        quote = self._currency(properties.quote_currency)
        security = security_of_type(symbol, hours, quote, self._base_currency(symbol), properties, self._cash_book)
        _set_default_models(security)
        security.add_data(list(subscriptions))
        if subscriptions and all(config.is_internal_feed for config in subscriptions):
            security.is_tradable = False
        if initializer is not None:
            initializer(security)
            security.is_initialized = True
        if to_decimal(leverage):
            security.set_leverage(leverage)
        if kind is _EQUITY and _is_raw(subscriptions):
            security.price_variation_model = EquityPriceVariationModel()
        return security

    def create_benchmark_security(self, symbol: Symbol, data_type: type | None = None) -> Security:
        """A security of its own with default models."""
        return self.create_security(symbol, leverage=ONE, add_to_symbol_cache=False, data_type=data_type)

    def _properties_of(self, symbol: Symbol) -> SymbolProperties:
        kind, market, database = symbol.security_type, symbol.id.market, self._symbol_properties
        default = symbol.value[3:] if kind is _FOREX else self._cash_book.account_currency
        if kind is _CRYPTO and not database.contains_key(market, symbol, kind):
            raise ArgumentError(
                f"{kind.dotnet_name} '{symbol.value}' symbol could not be found in the database for {market} market"
            )
        properties = database.get_symbol_properties(market, symbol, kind, default)
        return copy.copy(properties) if kind is _CFD else properties

    def _base_currency(self, symbol: Symbol) -> Cash | None:
        kind = symbol.security_type
        if kind is _CFD or not is_valid_security_type(kind):
            return None
        pair = try_decompose_currency_pair(symbol)
        if pair is None:
            raise ArgumentError(
                f"Failed to resolve base currency for '{symbol.id.symbol}', it might be missing from the Symbol "
                f"database or market '{symbol.id.market}' could be wrong"
            )
        return self._currency(pair[0])

    def _currency(self, symbol: str) -> Cash:
        existing = self._cash_book.get(symbol)
        if existing is not None:
            return existing
        added = self._cash_book.add(symbol, ZERO, ZERO)
        return added if added is not None else Cash(symbol, ZERO, ZERO)


def _is_raw(subscriptions: Sequence[SubscriptionDataConfig]) -> bool:
    return bool(subscriptions) and subscriptions[0].data_normalization_mode is DataNormalizationMode.RAW


def _set_default_models(security: Security) -> None:
    """The models a security has before any brokerage's are set."""
    from minilean.orders.fill.equity import EquityFillModel
    from minilean.orders.fill.fill_model import ImmediateFillModel

    kind = security.type
    security.portfolio_model = SecurityPortfolioModel()
    security.settlement_model = ImmediateSettlementModel()
    security.slippage_model = NullSlippageModel.INSTANCE
    security.shortable_provider = NullShortableProvider.INSTANCE
    security.data_filter = _FILTERS.get(kind, SecurityDataFilter)()
    security.price_variation_model = AdjustedPriceVariationModel() if kind is _EQUITY else SecurityPriceVariationModel()
    security.fill_model = EquityFillModel() if kind is _EQUITY else ImmediateFillModel()
    security.fee_model = _fee_model(security)
    security.margin_interest_rate_model = MarginInterestRateModel.NULL
    if kind is _CRYPTO:
        security.buying_power_model = CashBuyingPowerModel()
    elif kind is _CRYPTO_FUTURE:
        security.buying_power_model = CryptoFutureMarginModel()
        if security.symbol.id.date == DEFAULT_DATE:
            security.margin_interest_rate_model = BinanceFutureMarginInterestRateModel()
    else:
        security.buying_power_model = SecurityMarginModel(_LEVERAGES.get(kind, 1))


def _fee_model(security: Security) -> Any:
    if security.type is _CFD:
        return ConstantFeeModel(ZERO)
    if security.type is _CRYPTO:
        from minilean.orders.fee.coinbase import GDAXFeeModel

        return GDAXFeeModel()
    if isinstance(security, CryptoFuture):
        from minilean.orders.fee.binance_coin_futures import BinanceCoinFuturesFeeModel
        from minilean.orders.fee.binance_futures import BinanceFuturesFeeModel

        return BinanceCoinFuturesFeeModel() if security.is_crypto_coin_future() else BinanceFuturesFeeModel()
    return InteractiveBrokersFeeModel()
