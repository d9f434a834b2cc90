"""Makes securities, once each, and the feeds their currencies need (Common/Securities/SecurityService.cs)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minilean.algorithm.last_prices import seed_prices
from minilean.algorithm.subscriptions import data_kinds, subscribe
from minilean.data.factor_file import FactorFileProvider
from minilean.data.subscription import AuxiliaryFiles
from minilean.engine.benchmarks import SecurityBenchmark
from minilean.enums import CashBookUpdateType, DataNormalizationMode, Resolution, SecurityType
from minilean.errors import ArgumentError
from minilean.interop.decimals import ZERO
from minilean.securities.currency_feeds import ensure_currency_data_feeds
from minilean.securities.currency_pairs import is_valid_security_type, try_decompose_currency_pair
from minilean.securities.kinds import Equity, create_by_type
from minilean.securities.named_exchanges import exchange_of_shares
from minilean.securities.price_variation import EquityPriceVariationModel
from minilean.securities.symbol_cache import SymbolCache
from minilean.securities.user_models import method_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from minilean.algorithm.facade import QCAlgorithm
    from minilean.data.map_file import MapFileProvider
    from minilean.data.subscription_config import SubscriptionDataConfig
    from minilean.framework.security_changes import SecurityChanges
    from minilean.securities.cash import Cash
    from minilean.securities.cash_book import CashBookUpdatedEventArgs
    from minilean.securities.symbol import Symbol


class SecurityFactory:
    """Creates each security once; asked again it adds the new subscriptions to it."""

    def __init__(self, algorithm: QCAlgorithm, map_files: MapFileProvider) -> None:
        self._algorithm = algorithm
        data_folder = algorithm._qc.data_folder
        self.map_files = map_files
        self.factor_files = FactorFileProvider(data_folder, self.map_files)
        self.files = AuxiliaryFiles(data_folder, self.factor_files.get, self.map_files.resolve)
        self._currency_feeds: list[tuple[SubscriptionDataConfig, Any]] = []
        self._has_new_currency = False
        algorithm.portfolio.cash_book._currencies_changed += self._on_cash_book_updated

    def create(
        self,
        symbol: Symbol,
        configs: Sequence[SubscriptionDataConfig],
        leverage: Decimal | None = None,
        *,
        is_known: bool = True,
    ) -> Any:
        """A security with its subscriptions; a leverage other than zero overrides the broker's.

        Code can name it by its ticker only if it ``is_known``, as what users add is, and what universes select is not.
        Only the former is given a first price here, if the user wants that.
        """
        found, existing = self._algorithm.securities.try_get_value(symbol)
        if found and existing is not None and not existing.is_delisted:
            return self._again(existing, configs, seeds=is_known)
        security = self._new(symbol, is_known=is_known)
        for config in configs:
            security.add_data(config)
        if configs and all(config.is_internal_feed for config in configs):
            security.is_tradable = False
        self._initialize(security, seeds=is_known)
        if leverage:
            security.set_leverage(leverage)
        raw = bool(configs) and configs[0].data_normalization_mode == DataNormalizationMode.RAW
        if raw and security.type == SecurityType.EQUITY:
            security.price_variation_model = EquityPriceVariationModel()
        return security

    def _again(self, security: Any, configs: Sequence[SubscriptionDataConfig], *, seeds: bool) -> Any:
        for config in configs:
            if config not in security.subscriptions:
                security.add_data(config)
        if not all(config.is_internal_feed for config in configs):
            security.make_tradable()
        if not security.is_initialized:
            self._initialize(security, seeds=seeds)
        return security

    def _new(self, symbol: Symbol, *, is_known: bool = True) -> Any:
        algorithm, kind, market = self._algorithm, symbol.security_type, symbol.id.market
        hours = algorithm.market_hours_database.get_exchange_hours(market, symbol, kind)
        book = algorithm.portfolio.cash_book
        database = algorithm.symbol_properties_database
        if kind == SecurityType.CRYPTO and not database.contains_key(market, symbol, kind):
            message = (
                f"{kind.dotnet_name} '{symbol.value}' symbol could not be found in the database for {market} market"
            )
            raise ArgumentError(message)
        default = symbol.value[3:] if kind == SecurityType.FOREX else book.account_currency
        properties = database.get_symbol_properties(market, symbol, kind, default)
        if is_known:
            SymbolCache.set(symbol.value, symbol)
        quote = self._cash(properties.quote_currency)
        security = create_by_type(symbol, hours, quote, self._base_cash(symbol), properties, book)
        if isinstance(security, Equity):
            rows = self.map_files.resolve(symbol).rows
            security.primary_exchange = exchange_of_shares(rows[-1].primary_exchange if rows else "", market)
        return security

    def _cash(self, currency: str) -> Cash:
        book = self._algorithm.portfolio.cash_book
        if not book.contains_key(currency):
            book.add(currency, ZERO, ZERO)
        cash: Cash = book[currency]
        return cash

    def _base_cash(self, symbol: Symbol) -> Cash | None:
        if symbol.security_type == SecurityType.CFD or not is_valid_security_type(symbol.security_type):
            return None
        pair = try_decompose_currency_pair(symbol)
        if pair is None:
            message = (
                f"Failed to resolve base currency for '{symbol.id.symbol}', it might be missing from the Symbol "
                f"database or market '{symbol.id.market}' could be wrong"
            )
            raise ArgumentError(message)
        return self._cash(pair[0])

    def _initialize(self, security: Any, *, seeds: bool) -> None:
        if seeds and self._algorithm.settings.seed_initial_prices:
            seed_prices(self._algorithm, [security])
        method_of(self._algorithm.security_initializer, "initialize")(security)
        security.is_initialized = True

    def create_security(self, symbol: Symbol, configs: Any = (), *_: Any, **__: Any) -> Any:
        """LEAN's name for create."""
        return self.create(symbol, list(configs))

    def create_benchmark_security(self, symbol: Symbol) -> Any:
        """A security of its own, with prices of its own, for a benchmark."""
        security = self._new(symbol, is_known=False)
        security.set_leverage(1)
        security.set_local_time_keeper(self._algorithm._qc_keeper.get_local_time_keeper(security.exchange.time_zone))
        return security

    def benchmark(self, symbol: Symbol) -> SecurityBenchmark:
        """The benchmark of a symbol's price."""
        return SecurityBenchmark(self.create_benchmark_security(symbol))

    @property
    def has_pending_currency_feeds(self) -> bool:
        """Whether conversions wait for their feeds."""
        return bool(self._currency_feeds)

    def pending_currency_feeds(self) -> list[tuple[SubscriptionDataConfig, Any]]:
        """Feeds that conversions need and that nobody has started yet."""
        feeds, self._currency_feeds = self._currency_feeds, []
        return feeds

    def _on_cash_book_updated(self, _: Any, change: CashBookUpdatedEventArgs) -> None:
        self._has_new_currency = self._has_new_currency or change.update_type == CashBookUpdateType.ADDED

    def ensure_currency_feeds(self, changes: SecurityChanges | None = None) -> bool:
        """Gives every currency of the cash book its conversion (CurrencySubscriptionDataConfigManager).

        Says whether there is a currency, or a feed of one, that was not there the last time.
        """
        algorithm = self._algorithm
        has_new_currency, self._has_new_currency = self._has_new_currency, False
        added = [] if changes is None else list(changes.added_securities)
        made: list[Any] = []

        def make(symbol: Symbol) -> Any:
            security = self._make_for_conversion(symbol)
            made.append(security)
            return security

        ensure_currency_data_feeds(
            algorithm.portfolio.cash_book,
            lambda: dict.fromkeys([*algorithm.securities.values(), *added, *made]),
            algorithm.brokerage_model.default_markets,
            make,
            algorithm._qc.trace,
        )
        return has_new_currency or bool(made)

    def _make_for_conversion(self, symbol: Symbol) -> Any:
        algorithm = self._algorithm
        sizes = [config.resolution for config in algorithm._qc.configs if not config.is_internal_feed]
        resolution = min(sizes, default=Resolution.MINUTE)
        kind = data_kinds(symbol.security_type, resolution)[:1]
        configs = subscribe(
            algorithm, symbol, resolution, fill_forward=True, extended=False,
            mode=DataNormalizationMode.ADJUSTED, kinds=kind, internal=True,
        )  # fmt: skip
        security = self.create(symbol, configs, is_known=False)
        algorithm.securities.add(security)
        self._currency_feeds += [(config, security) for config in configs]
        return security
