"""A security: prices, holdings, exchange and the models that trade it (Common/Securities/Security.cs)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from minilean.data.zones import zone_clock
from minilean.enums import DataNormalizationMode, MarketDataType, Resolution, SecurityType
from minilean.errors import ArgumentError, InvalidOperation
from minilean.interop.decimals import Number, to_decimal, to_double
from minilean.interop.names import dotnet, to_snake
from minilean.securities.holding import SecurityHolding, leverage_of
from minilean.securities.security_cache import SecurityCache
from minilean.securities.security_data import DynamicSecurityData
from minilean.securities.typed_access import Typed
from minilean.securities.user_models import method_of
from minilean.securities.volatility import VolatilityModel

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal

    from minilean.data.bars import QuoteBar, TradeBar
    from minilean.data.base_data import BaseData
    from minilean.data.corporate import Split
    from minilean.data.subscription_config import SubscriptionDataConfig
    from minilean.securities.cash import Cash
    from minilean.securities.cash_book import CashBook
    from minilean.securities.exchange import SecurityExchange
    from minilean.securities.symbol import Symbol
    from minilean.securities.symbol_properties import SymbolProperties
    from minilean.securities.time_keeper import LocalTimeKeeper

_AUXILIARY, _TRADE_BAR = MarketDataType.AUXILIARY, MarketDataType.TRADE_BAR
_OWN = frozenset({
    "base_currency", "buying_power_model", "cache", "data", "data_filter", "data_normalization_mode", "exchange",
    "fee_model", "fill_model", "holdings", "is_delisted", "is_extended_market_hours", "is_fill_data_forward",
    "is_initialized", "is_tradable", "margin_interest_rate_model", "margin_model", "portfolio_model",
    "price_variation_model", "primary_exchange", "quote_currency", "resolution", "session", "settlement_model",
    "shortable_provider", "slippage_model", "symbol", "symbol_properties", "type", "volatility_model",
    "contract_multiplier",
})  # fmt: skip
"""The attributes that are the security's; all others are the user's and live in ``cache.properties``."""


def _shown(name: str) -> Any:
    return property(lambda security: to_double(getattr(security, name)))


def _cached(name: str) -> Any:
    return property(lambda security: getattr(security.cache, name))


def _cached_or_price(name: str) -> Any:
    return property(lambda security: getattr(security.cache, name) or security._price)


@dotnet
class Security:
    """What the user added; ``_price`` and its like are exact, the public names floats.

    Names a user sets on it are kept and found again, as attribute, by index or with ``get``.
    """

    _open = _cached_or_price("_open")
    _high = _cached_or_price("_high")
    _low = _cached_or_price("_low")
    _close = _cached_or_price("_close")
    _bid_price = _cached_or_price("_bid_price")
    _ask_price = _cached_or_price("_ask_price")
    _volume = _cached("_volume")
    _bid_size = _cached("_bid_size")
    _ask_size = _cached("_ask_size")
    price, open, high, low = _shown("_price"), _shown("_open"), _shown("_high"), _shown("_low")
    close, volume = _shown("_close"), _shown("_volume")
    bid_price, ask_price = _shown("_bid_price"), _shown("_ask_price")
    bid_size, ask_size = _shown("_bid_size"), _shown("_ask_size")
    leverage = _shown("_leverage")

    NULL_LEVERAGE = 0

    base_currency: Cash | None
    resolution: Resolution
    data_normalization_mode: DataNormalizationMode

    def __init__(
        self,
        symbol: Symbol,
        quote_currency: Cash,
        symbol_properties: SymbolProperties,
        exchange: SecurityExchange,
        currency_converter: CashBook,
        cache: SecurityCache | None = None,
        holding: type[SecurityHolding] = SecurityHolding,
    ) -> None:
        """The models are set by whoever makes the security (security_service.py)."""
        if symbol_properties.quote_currency != quote_currency.symbol:
            raise ArgumentError("symbolProperties.QuoteCurrency must match the quoteCurrency.Symbol")
        self.symbol = symbol
        self.type: SecurityType = symbol.security_type
        self.quote_currency = quote_currency
        self.base_currency = None
        self.symbol_properties = symbol_properties
        self.exchange = exchange
        self.cache = cache if cache is not None else SecurityCache()
        self.holdings = holding(self, currency_converter)
        self.data = DynamicSecurityData(self)
        self.is_tradable = self.type is not SecurityType.INDEX
        self.is_delisted = self.is_initialized = False
        self.volatility_model: Any = VolatilityModel.NULL
        self.buying_power_model: Any = None
        self._subscriptions: list[SubscriptionDataConfig] = []
        self._time_keeper: LocalTimeKeeper | None = None
        self._describe_subscriptions()

    # ---- names: both spellings, and the user's own ----

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        properties = self.cache._properties
        if properties is not None and name in properties:
            return properties[name]
        snake = to_snake(name)
        if snake == name:
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        return getattr(self, snake)

    def __setattr__(self, name: str, value: Any) -> None:
        if name.startswith("_") or name in _OWN:
            object.__setattr__(self, name, value)
        elif to_snake(name) in _OWN:
            object.__setattr__(self, to_snake(name), value)
        else:
            self.cache.properties[name] = value

    def __getitem__(self, key: str) -> Any:
        return self.cache.properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.cache.properties[key] = value

    def add(self, key: str, value: Any) -> None:
        """Keeps a value of the user's with the security."""
        self.cache.properties[key] = value

    def set(self, key: str, value: Any) -> None:
        """The same as add."""
        self.cache.properties[key] = value

    @property
    def get(self) -> Typed:
        """``get(key)`` or ``get[Type](key)``: a value of the user's."""
        return Typed(self.cache.properties.__getitem__, type_is_argument=False)

    def try_get(self, key: str, value: object = None) -> tuple[bool, Any]:
        """Whether the user kept a value under the key, and the value."""
        return key in self.cache.properties, self.cache.properties.get(key)

    def remove(self, key: str) -> bool:
        """Forgets a value of the user's; says whether there was one."""
        return self.cache.properties.pop(key, None) is not None

    def clear(self) -> None:
        """Forgets all values of the user's."""
        self.cache.properties.clear()

    # ---- state ----

    @property
    def _price(self) -> Decimal:
        known = self.cache._known_price
        return self.cache._price if known is None else known

    @property
    def margin_model(self) -> Any:
        """The buying power model."""
        return self.buying_power_model

    @margin_model.setter
    def margin_model(self, model: Any) -> None:
        self.buying_power_model = model

    @property
    def session(self) -> Any:
        """Today's bar and those of the days before, once its size is set."""
        if self.cache.session is None:
            from minilean.consolidators.session import session_of

            self.cache.session = session_of(self)
            if self._time_keeper is not None:
                self._time_keeper.listen(self.cache.session.scan)
        return self.cache.session

    @property
    def _leverage(self) -> Decimal:
        return leverage_of(self)

    @property
    def hold_stock(self) -> bool:
        """Whether at least one lot is held."""
        return self.holdings._invested

    @property
    def invested(self) -> bool:
        """Whether at least one lot is held."""
        return self.holdings._invested

    @property
    def has_data(self) -> bool:
        """Whether data came that set the price."""
        return self.cache._last_data is not None

    def get_last_data(self) -> Any:
        """The last data that set the price, None before the first."""
        return self.cache._last_data

    @property
    def open_interest(self) -> int:
        """Open contracts."""
        return self.cache.open_interest

    @property
    def fundamentals(self) -> Any:
        """Raises NotInMiniLean: company data are not part of the data folder."""
        from minilean.errors import NotInMiniLean

        raise NotInMiniLean("Security.fundamentals")

    @property
    def local_time(self) -> datetime:
        """The exchange's wall clock now."""
        keeper = self._time_keeper
        if keeper is None:
            raise InvalidOperation(
                "Security.SetLocalTimeKeeper(LocalTimeKeeper) must be called in order to use the LocalTime property."
            )
        return keeper.local_time

    def _local_time_as_utc(self) -> datetime:
        """Now in UTC, by way of the exchange's wall clock as LEAN goes."""
        return zone_clock(self.exchange.time_zone).to_utc(self.local_time)

    def set_local_time_keeper(self, local_time_keeper: LocalTimeKeeper) -> None:
        """Gives the security and its exchange their clock."""
        session = self.cache.session
        if session is not None:
            if self._time_keeper is not None:
                self._time_keeper.forget(session.scan)
            local_time_keeper.listen(session.scan)
        self._time_keeper = local_time_keeper
        self.exchange.set_local_date_time_frontier_provider(local_time_keeper)

    # ---- data ----

    def set_market_price(self, data: BaseData | None) -> None:
        """Takes in one data point."""
        if data is not None:
            self.cache.add_data(data)
            self._after_data(data)

    def update(
        self,
        data: Sequence[BaseData],
        data_type: type,
        contains_fill_forward_data: bool | None = None,
        is_internal_config: bool = False,
    ) -> None:
        """Takes in all data of one subscription in a time slice."""
        self.cache.add_data_list(data, data_type, contains_fill_forward_data, is_internal_config)
        self._after_data(data[-1])

    def _take_bar(self, bar: TradeBar | QuoteBar, packet: Sequence[BaseData], config: SubscriptionDataConfig) -> None:
        """Takes in the one bar of a packet: the plain case of update, at every step of a run."""
        cache = self.cache
        if bar.is_fill_forward or cache.session is not None or self.volatility_model is not VolatilityModel.NULL:
            self.update(packet, config.type, bar.is_fill_forward, config.is_internal_feed)
            return
        cache._data_by_type[config.type] = packet
        if bar._kind is _TRADE_BAR:
            cache._take_trade_bar(bar)
        else:
            cache._take_quote_bar(bar)  # type: ignore[arg-type]  # the kind says so
        self.holdings._stated_price = None

    def _after_data(self, data: BaseData) -> None:
        if data._kind is _AUXILIARY:
            return
        self.holdings._stated_price = None
        if self.volatility_model is not VolatilityModel.NULL and data._value:
            method_of(self.volatility_model, "update")(self, data)

    def _apply_split(self, split: Split) -> None:
        self.cache._apply_split(split)
        if self.cache._last_data is not None:
            self._after_data(self.cache._last_data)

    # ---- subscriptions ----

    @property
    def subscriptions(self) -> list[SubscriptionDataConfig]:
        """What the security is subscribed to."""
        return list(self._subscriptions)

    @property
    def subscription_data_config(self) -> SubscriptionDataConfig | None:
        """The first subscription."""
        return self._subscriptions[0] if self._subscriptions else None

    def add_data(self, subscription: SubscriptionDataConfig | Sequence[SubscriptionDataConfig]) -> None:
        """Adds subscriptions; raises ArgumentError for another symbol's."""
        added = subscription if isinstance(subscription, Sequence) else [subscription]
        for config in added:
            if config.symbol != self.symbol:
                raise ArgumentError("Symbols must match.")
            if config not in self._subscriptions:
                self._subscriptions.append(config)
        self._describe_subscriptions()

    def _describe_subscriptions(self) -> None:
        configs = self._subscriptions
        self.resolution = min((config.resolution for config in configs), default=Resolution.DAILY)
        self.is_fill_data_forward = any(config.fill_data_forward for config in configs)
        self.is_extended_market_hours = any(config.extended_market_hours for config in configs)
        self.refresh_data_normalization_mode_property()

    def refresh_data_normalization_mode_property(self) -> None:
        """The mode is that of the first subscription."""
        first = self.subscription_data_config
        self.data_normalization_mode = first.data_normalization_mode if first else DataNormalizationMode.ADJUSTED

    def set_data_normalization_mode(self, mode: DataNormalizationMode) -> None:
        """Sets how the prices of all subscriptions take splits and dividends in."""
        for config in self._subscriptions:
            config.data_normalization_mode = mode
        self._describe_subscriptions()

    def is_custom_data(self) -> bool:
        """Whether a subscription is custom data."""
        return any(config.is_custom_data for config in self._subscriptions)

    # ---- models ----

    def set_leverage(self, leverage: Number) -> None:
        """Sets the leverage of the buying power model."""
        method_of(self.buying_power_model, "set_leverage")(self, to_decimal(leverage))

    def set_fee_model(self, fee_model: Any) -> None:
        """Replaces the fee model, by LEAN's or the user's."""
        self.fee_model = fee_model

    def set_fill_model(self, fill_model: Any) -> None:
        """Replaces the fill model."""
        self.fill_model = fill_model

    def set_settlement_model(self, settlement_model: Any) -> None:
        """Replaces the settlement model."""
        self.settlement_model = settlement_model

    def set_slippage_model(self, slippage_model: Any) -> None:
        """Replaces the slippage model."""
        self.slippage_model = slippage_model

    def set_volatility_model(self, volatility_model: Any) -> None:
        """Replaces the volatility model."""
        self.volatility_model = volatility_model

    def set_buying_power_model(self, buying_power_model: Any) -> None:
        """Replaces the buying power model."""
        self.buying_power_model = buying_power_model

    def set_margin_model(self, margin_model: Any) -> None:
        """Replaces the buying power model."""
        self.buying_power_model = margin_model

    def set_margin_interest_rate_model(self, margin_interest_rate_model: Any) -> None:
        """Replaces the margin interest rate model."""
        self.margin_interest_rate_model = margin_interest_rate_model

    def set_shortable_provider(self, shortable_provider: Any) -> None:
        """Replaces the shortable provider."""
        self.shortable_provider = shortable_provider

    def set_data_filter(self, data_filter: Any) -> None:
        """Replaces the data filter."""
        self.data_filter = data_filter

    def make_tradable(self) -> None:
        """Allows trading, except of indices."""
        self.is_tradable = self.type is not SecurityType.INDEX

    def reset(self) -> None:
        """The security was removed: no subscriptions, no trading."""
        self.is_initialized = self.is_tradable = False
        self._subscriptions.clear()
        self._describe_subscriptions()

    def __str__(self) -> str:
        return str(self.symbol)
