"""Adding and removing securities (Algorithm/QCAlgorithm.Universe.cs and QCAlgorithm.cs)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from minilean.algorithm.subscriptions import subscribe
from minilean.data.price_files import has_prices
from minilean.enums import DataNormalizationMode, Resolution, SecurityType, TickType
from minilean.errors import ArgumentError, DataError
from minilean.framework.universe.settings import UniverseSettings
from minilean.framework.universe.universe import Universe
from minilean.framework.universe.user_defined import UserDefinedUniverse
from minilean.interop.decimals import ZERO, Number, to_decimal
from minilean.interop.overloads import overloaded
from minilean.securities.identifier import SecurityIdentifier
from minilean.securities.symbol import Symbol, as_symbol
from minilean.securities.symbol_cache import SymbolCache
from minilean.securities.symbol_properties import SymbolProperties
from minilean.securities.time_zones import TimeZones

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm
    from minilean.data.subscription_config import SubscriptionDataConfig

_PRICED = (
    SecurityType.EQUITY, SecurityType.FOREX, SecurityType.CFD, SecurityType.CRYPTO, SecurityType.CRYPTO_FUTURE,
)  # fmt: skip
_UNIVERSE_ARGUMENTS = (
    "py_object", "universe", "date_rule", "t", "security_type", "name", "resolution", "market", "universe_settings",
    "py_selector", "selector", "pyfine",
)  # fmt: skip
"""The arguments of AddUniverse's overloads; their types tell the overloads apart."""


@dataclass(frozen=True, slots=True)
class UserChange:
    """A security the user added (with its subscriptions) or removed; universes take it in at the end of the step."""

    universe: UserDefinedUniverse
    security: Any
    configs: tuple[SubscriptionDataConfig, ...] | None


def add_equity(
    self: QCAlgorithm,
    ticker: str,
    resolution: Resolution | None = None,
    market: str | None = None,
    fill_forward: bool = True,
    leverage: Number = ZERO,
    extended_market_hours: bool = False,
    data_normalization_mode: DataNormalizationMode | None = None,
) -> Any:
    """Subscribes to an equity."""
    return add_security(
        self,
        SecurityType.EQUITY,
        ticker,
        resolution,
        market,
        fill_forward,
        leverage,
        extended_market_hours,
        None,
        data_normalization_mode,
    )


def add_forex(
    self: QCAlgorithm,
    ticker: str,
    resolution: Resolution | None = None,
    market: str | None = None,
    fill_forward: bool = True,
    leverage: Number = ZERO,
) -> Any:
    """Subscribes to a currency pair."""
    return add_security(self, SecurityType.FOREX, ticker, resolution, market, fill_forward, leverage)


def add_cfd(
    self: QCAlgorithm,
    ticker: str,
    resolution: Resolution | None = None,
    market: str | None = None,
    fill_forward: bool = True,
    leverage: Number = ZERO,
) -> Any:
    """Subscribes to a contract for difference."""
    return add_security(self, SecurityType.CFD, ticker, resolution, market, fill_forward, leverage)


def add_crypto(
    self: QCAlgorithm,
    ticker: str,
    resolution: Resolution | None = None,
    market: str | None = None,
    fill_forward: bool = True,
    leverage: Number = ZERO,
) -> Any:
    """Subscribes to a crypto pair."""
    return add_security(self, SecurityType.CRYPTO, ticker, resolution, market, fill_forward, leverage)


def add_crypto_future(
    self: QCAlgorithm,
    ticker: str,
    resolution: Resolution | None = None,
    market: str | None = None,
    fill_forward: bool = True,
    leverage: Number = ZERO,
) -> Any:
    """Subscribes to a perpetual future."""
    return add_security(self, SecurityType.CRYPTO_FUTURE, ticker, resolution, market, fill_forward, leverage)


@overloaded("symbol resolution fill_forward leverage extended_market_hours", "security_type ticker resolution market")
def add_security(self: QCAlgorithm, *arguments: Any, **named: Any) -> Any:
    """Subscribes to a security.

    Arguments are ``symbol, resolution=None, fill_forward=True, leverage=0, extended_market_hours=False,
    data_mapping_mode=None, data_normalization_mode=None, contract_depth_offset=0``; or ``security_type, ticker`` in
    place of the symbol, with ``market=None`` behind the resolution.
    """
    add = _add_by_symbol if isinstance(arguments[0], Symbol) else _add_by_ticker
    return add(self, *arguments, **named)


def _add_by_ticker(
    self: QCAlgorithm,
    security_type: SecurityType,
    ticker: str,
    resolution: Resolution | None = None,
    market: str | None = None,
    *arguments: Any,
    **named: Any,
) -> Any:
    return _add_by_symbol(self, _symbol_of(self, ticker, security_type, market), resolution, *arguments, **named)


def _add_by_symbol(
    self: QCAlgorithm,
    symbol: Symbol,
    resolution: Resolution | None = None,
    fill_forward: bool = True,
    leverage: Number = ZERO,
    extended_market_hours: bool = False,
    data_mapping_mode: Any = None,  # noqa: ARG001 - of futures only
    data_normalization_mode: DataNormalizationMode | None = None,
    contract_depth_offset: int = 0,  # noqa: ARG001 - of futures only
) -> Any:
    settings = self.universe_settings
    configs = subscribe(
        self,
        symbol,
        settings.resolution if resolution is None else resolution,
        fill_forward=fill_forward,
        extended=extended_market_hours,
        mode=settings.data_normalization_mode if data_normalization_mode is None else data_normalization_mode,
    )
    security = self._qc.feed.securities.create(symbol, configs, to_decimal(leverage))
    return _add_to_user_universe(self, security, configs)


def _symbol_of(self: QCAlgorithm, ticker: str, security_type: SecurityType, market: str | None) -> Symbol:
    if isinstance(ticker, Symbol):
        return ticker
    market = market_of(self, market, ticker, security_type)
    found, symbol = SymbolCache.try_get_symbol(ticker)
    if found and symbol is not None and symbol.id.market == market and symbol.security_type == security_type:
        return symbol
    return Symbol.create(ticker, security_type, market)


def market_of(self: QCAlgorithm, market: str | None, ticker: str, security_type: SecurityType) -> str:
    """The market given, or the one the brokerage trades the kind of security on."""
    if market:
        return market.lower()
    known = self.symbol_properties_database.try_get_market(ticker, security_type)
    default = self.brokerage_model.default_markets.get(security_type)
    if default is None:
        if known[0]:
            return str(known[1])
        message = f"No default market set for security type: {security_type.dotnet_name}"
        raise ArgumentError(message)
    return str(default)


def _refuse_unknown(self: QCAlgorithm, symbol: Symbol) -> None:
    """Refuses a ticker of which neither the data folder nor the algorithm says anything: LEAN would trade nothing."""
    if symbol.security_type not in _PRICED or has_prices(self._qc.data_folder, symbol):
        return
    if self.market_hours_database.was_set(symbol.id.market, symbol.id.symbol, symbol.security_type):
        return
    securities = self._qc.feed.securities
    if symbol.security_type == SecurityType.EQUITY and securities.map_files.resolve(symbol).rows:
        return
    kind = symbol.security_type.dotnet_name.lower()
    raise DataError(
        f"{symbol.value or 'an empty ticker'} is unknown: {self._qc.data_folder} has neither prices nor a map file of "
        f"it ({kind}, market {symbol.id.market}): check the ticker, or bring its data (`minilean data` shows what "
        "there is)"
    )


def _add_to_user_universe(self: QCAlgorithm, security: Any, configs: list[SubscriptionDataConfig]) -> Any:
    _refuse_unknown(self, security.symbol)
    found, existing = self.securities.try_get_value(security.symbol)
    if found and existing is not None:
        if _is_internal(existing) and not configs[0].is_internal_feed:
            self.securities.remove(security.symbol)
            self.securities.add(security)
        elif existing is not security:
            security = existing
    else:
        self.securities.add(security)
    universe = _user_universe(self, security, configs[0])
    self._qc.pending_changes.append(UserChange(universe, security, tuple(configs)))
    return security


def _is_internal(security: Any) -> bool:
    return bool(security.subscriptions) and all(config.is_internal_feed for config in security.subscriptions)


def _user_universe(self: QCAlgorithm, security: Any, config: SubscriptionDataConfig) -> UserDefinedUniverse:
    """The universe of all securities of a kind and market that the user adds one by one."""
    symbol = UserDefinedUniverse.create_symbol(security.type, security.symbol.id.market)
    known = self.universe_manager.get(symbol)
    if isinstance(known, UserDefinedUniverse):
        return known
    own = replace(
        config, symbol=symbol, is_internal_feed=True, fill_data_forward=False, data_time_zone=TimeZones.UTC,
        exchange_time_zone=TimeZones.UTC, consolidators=[], mapped_symbol=symbol.value,
    )  # fmt: skip
    self.market_hours_database.set_entry_always_open(
        symbol.id.market, symbol.value, symbol.security_type, TimeZones.UTC
    )
    settings = UniverseSettings(
        config.resolution, security._leverage, config.fill_data_forward, config.extended_market_hours, timedelta()
    )
    universe = UserDefinedUniverse(own, settings)
    add_universe(self, universe)
    return universe


def add_universe(self: QCAlgorithm, *arguments: Any, **named: Any) -> Any:
    """Adds a universe: an object, a function of fundamentals, or the overloads of LEAN's AddUniverse."""
    given = [*arguments, *(named[name] for name in _UNIVERSE_ARGUMENTS if name in named)]
    universe = given[0]
    if not isinstance(universe, Universe) or len(given) > 1:
        from minilean.framework.universe.from_arguments import universe_from_arguments

        universe = universe_from_arguments(self, *given)
    if universe.universe_settings is None:
        universe.universe_settings = self.universe_settings
    self._qc.pending_universes = True
    self.universe_manager.add(universe.symbol, universe)
    return universe


_DATA_ARGUMENTS = ("resolution", "time_zone", "fill_forward", "leverage")
_DATA_ARGUMENTS_WITH_PROPERTIES = ("properties", "exchange_hours", "resolution", "fill_forward", "leverage")


def add_data(self: QCAlgorithm, type: Any, ticker: Any, *arguments: Any, **named: Any) -> Any:
    """Subscribes to custom data of a user's PythonData class.

    Further arguments are ``resolution=None, time_zone=New York, fill_forward=False, leverage=1``, or
    ``properties, exchange_hours, resolution=None, fill_forward=False, leverage=1``.
    """
    has_properties = bool(arguments) and isinstance(arguments[0], SymbolProperties)
    order = _DATA_ARGUMENTS_WITH_PROPERTIES if has_properties else _DATA_ARGUMENTS
    given = dict(zip(order, arguments, strict=False)) | named
    unknown = given.keys() - {*_DATA_ARGUMENTS, *_DATA_ARGUMENTS_WITH_PROPERTIES}
    if unknown:
        raise TypeError(f"add_data() got an unexpected keyword argument {min(unknown)!r}")
    instance = type()
    symbol = _custom_symbol(type, instance, ticker)
    zone, properties, hours = (given.get(name) for name in ("time_zone", "properties", "exchange_hours"))
    self._qc.feed.register_custom(symbol, zone, properties, hours)
    chosen = given.get("resolution")
    if chosen is None:
        chosen = instance.default_resolution()
    configs = subscribe(
        self,
        symbol,
        Resolution.DAILY if chosen is None else chosen,
        fill_forward=bool(given.get("fill_forward", False)),
        extended=True,
        mode=DataNormalizationMode.ADJUSTED,
        kinds=[(type, TickType.TRADE)],
        custom=True,
    )
    security = self._qc.feed.securities.create(symbol, configs, to_decimal(given.get("leverage", 1)))
    return _add_to_user_universe(self, security, configs)


def _custom_symbol(kind: Any, instance: Any, ticker: Any) -> Symbol:
    """The symbol of custom data: of its own, or over the security its data belong to."""
    if isinstance(ticker, Symbol):
        return Symbol.create_base(kind, ticker, ticker.id.market)
    if instance.requires_mapping():
        return Symbol.create_base(kind, SymbolCache.get_symbol(str(ticker)), "usa")
    return Symbol(SecurityIdentifier.generate_base(kind, str(ticker), "usa"), str(ticker))


def remove_security(self: QCAlgorithm, symbol: Any, tag: str | None = None) -> bool:
    """Cancels a security's orders, closes its position and unsubscribes at the end of the step."""
    key = as_symbol(symbol)
    found, security = self.securities.try_get_value(key)
    if not found or security is None:
        return False
    tag = "Removed" if tag is None else tag
    if not self._qc.warming_up:
        self.transactions.cancel_open_orders(key, tag)
    if security.invested:
        self.liquidate(key, tag=tag)
    security.reset()
    changes = self._qc.pending_changes
    changes[:] = [change for change in changes if change.security.symbol != key]
    for universe in self.universe_manager.values():
        if isinstance(universe, UserDefinedUniverse) and universe.contains_member(key):
            changes.append(UserChange(universe, security, None))
    return True


def on_end_of_time_step(self: QCAlgorithm) -> None:
    """Hands the changes of this step to the universes and so to the feed."""
    state = self._qc
    if not state.pending_changes and not state.pending_universes:
        return
    changes, state.pending_changes = state.pending_changes, []
    state.pending_universes = False
    for change in changes:
        universe = change.universe
        if change.configs is None:
            if universe.remove(change.security.symbol):
                self.universe_manager.update(universe.symbol, universe, "replace")
        elif any([universe.add(config) for config in change.configs]):  # noqa: C419 - every one is added
            self.universe_manager.update(universe.symbol, universe, "add")
    self.universe_manager.process_changes()
