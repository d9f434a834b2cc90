"""Makes securities and the feeds their currencies need (Common/Securities/SecurityService.cs)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from minilean.data.factor_file import FactorFileProvider
from minilean.data.map_file import MapFileProvider
from minilean.data.subscription import AuxiliaryFiles
from minilean.data.subscription_config import SubscriptionDataConfig
from minilean.engine.benchmarks import SecurityBenchmark
from minilean.enums import DataNormalizationMode, SecurityType
from minilean.errors import ArgumentError
from minilean.interop.decimals import ZERO
from minilean.securities.currency_pairs import is_valid_security_type, try_decompose_currency_pair
from minilean.securities.kinds import create_by_type
from minilean.securities.price_variation import EquityPriceVariationModel
from minilean.securities.security_cache import SecurityCache
from minilean.securities.symbol_cache import SymbolCache

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm
    from minilean.securities.cash import Cash
    from minilean.securities.symbol import Symbol


class SecurityFactory:
    """Creates each security once; asked again it adds the new subscriptions to it."""

    def __init__(self, algorithm: QCAlgorithm) -> None:
        self._algorithm = algorithm
        data_folder = algorithm._qc.data_folder
        self.map_files = MapFileProvider(data_folder)
        self.factor_files = FactorFileProvider(data_folder, self.map_files)
        self.files = AuxiliaryFiles(
            data_folder, lambda _, symbol: self.factor_files.get(symbol), lambda _, symbol: self.map_files.resolve(symbol)
        )
        self._currency_feeds: list[tuple[SubscriptionDataConfig, Any]] = []

    def create(self, symbol: Symbol, configs: list[SubscriptionDataConfig], leverage: Decimal = ZERO) -> Any:  # noqa: ANN401
        """A security with its subscriptions; a leverage other than zero overrides the broker's."""
        found, existing = self._algorithm.securities.try_get_value(symbol)
        internal = all(config.is_internal_feed for config in configs) if configs else False
        if found and existing is not None and not existing.is_delisted:
            for config in configs:
                if config not in existing.subscriptions:
                    existing.add_data(config)
            if not internal and not existing.is_tradable:
                existing.is_tradable = True
                self._algorithm.security_initializer.initialize(existing)
            return existing
        security = self._new(symbol)
        security.is_tradable = security.is_tradable and not internal
        for config in configs:
            security.add_data(config)
        self._algorithm.security_initializer.initialize(security)
        if leverage:
            security.set_leverage(leverage)
        raw = bool(configs) and configs[0].data_normalization_mode == DataNormalizationMode.RAW
        if raw and security.type == SecurityType.EQUITY:
            security.price_variation_model = EquityPriceVariationModel()
        return security

    def create_security(self, symbol: Symbol, configs: Any = (), *_: Any, **__: Any) -> Any:  # noqa: ANN401
        """LEAN's name for create."""
        return self.create(symbol, list(configs))

    def create_benchmark_security(self, symbol: Symbol) -> Any:  # noqa: ANN401
        """A security of its own, with prices of its own, for a benchmark."""
        security = self._new(symbol)
        security.set_local_time_keeper(self._algorithm._qc_keeper.get_local_time_keeper(security.exchange.time_zone))
        return security

    def benchmark(self, symbol: Symbol) -> SecurityBenchmark:
        """The benchmark of a symbol's price."""
        return SecurityBenchmark(self.create_benchmark_security(symbol))

    def _new(self, symbol: Symbol) -> Any:  # noqa: ANN401
        algorithm = self._algorithm
        hours = algorithm.market_hours_database.get_exchange_hours(symbol.id.market, symbol, symbol.security_type)
        kind = symbol.security_type
        book = algorithm.portfolio.cash_book
        default = symbol.value[3:] if kind == SecurityType.FOREX else book.account_currency
        database = algorithm.symbol_properties_database
        if kind == SecurityType.CRYPTO and not database.contains_key(symbol.id.market, symbol, kind):
            message = (
                f"Symbol can't be found in the Symbol Properties Database: {symbol.value}: check the ticker and the "
                f"market '{symbol.id.market}'"
            )
            raise ArgumentError(message)
        properties = database.get_symbol_properties(symbol.id.market, symbol, kind, default)
        SymbolCache.set(symbol.value, symbol)
        quote = self._cash(properties.quote_currency)
        base = self._base_cash(symbol) if kind != SecurityType.CFD else None
        return create_by_type(symbol, hours, quote, base, properties, book, SecurityCache())

    def _cash(self, currency: str) -> Cash:
        book = self._algorithm.portfolio.cash_book
        found, cash = book.try_get_value(currency)
        if not found or cash is None:
            book.add(currency, ZERO, ZERO)
            cash = book[currency]
        return cash

    def _base_cash(self, symbol: Symbol) -> Cash | None:
        pair = try_decompose_currency_pair(symbol)
        if pair is not None:
            return self._cash(pair[0])
        if is_valid_security_type(symbol.security_type):
            message = (
                f"Failed to resolve base currency for '{symbol.id.symbol}', it might be missing from the Symbol database "
                f"or market '{symbol.id.market}' could be wrong"
            )
            raise ArgumentError(message)
        return None

    def pending_currency_feeds(self) -> list[tuple[SubscriptionDataConfig, Any]]:
        """Feeds that conversions need and that nobody has started yet."""
        feeds, self._currency_feeds = self._currency_feeds, []
        return feeds

    def want_currency_feed(self, config: SubscriptionDataConfig, security: Any) -> None:  # noqa: ANN401
        """Remembers a feed to start with the next step."""
        self._currency_feeds.append((config, security))
