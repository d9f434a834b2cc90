"""Universes whose securities are named: by the user one by one, as a list, or by a function of the time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from minilean.data.zones import zone_clock
from minilean.framework.universe.configuration import universe_symbol
from minilean.framework.universe.universe import Selection, Universe
from minilean.interop.dates import without_tick
from minilean.interop.events import Event
from minilean.interop.names import dotnet

if TYPE_CHECKING:
    from minilean.data.base_data_collection import BaseDataCollection
    from minilean.data.subscription_config import SubscriptionDataConfig
    from minilean.enums import SecurityType
    from minilean.framework.universe.settings import UniverseSettings
    from minilean.securities.exchange_hours import SecurityExchangeHours
    from minilean.securities.security import Security
    from minilean.securities.symbol import Symbol

NEVER_AGAIN = timedelta.max
"""An interval that never passes: such a universe selects at its start and when it is changed."""
Selector = Callable[[datetime], Iterable[Any]]


@dotnet
class UserDefinedUniverse(Universe):
    """Symbols and subscriptions added one by one, or tickers by a function of the exchange's time.

    It triggers itself: at its start, every interval while the exchange is open, and on ``collection_changed``
    (Common/Data/UniverseSelection/UserDefinedUniverse.cs).
    """

    def __init__(
        self,
        configuration: SubscriptionDataConfig,
        universe_settings: UniverseSettings,
        interval: timedelta = NEVER_AGAIN,
        symbols_or_selector: Iterable[Symbol] | Selector = (),
    ) -> None:
        super().__init__(configuration)
        self.universe_settings = universe_settings
        self.interval = interval
        self.collection_changed = Event()
        self._qc_configs: dict[SubscriptionDataConfig, None] = {}
        self._qc_leaving: dict[SubscriptionDataConfig, None] = {}
        self._qc_selector = symbols_or_selector if callable(symbols_or_selector) else None
        self._qc_symbols: dict[Symbol, None] = (
            {} if callable(symbols_or_selector) else dict.fromkeys(symbols_or_selector)
        )

    @staticmethod
    def create_symbol(security_type: SecurityType, market: str) -> Symbol:
        """The symbol of the universe of all securities of a kind and market that the user adds."""
        ticker = f"qc-universe-userdefined-{market.lower()}-{security_type.dotnet_name}"
        return universe_symbol(security_type, market, ticker)

    def add(self, item: Symbol | SubscriptionDataConfig) -> bool:
        """Adds a symbol or a subscription; says whether it is new."""
        known: dict[Any, None] = self._qc_symbols if hasattr(item, "id") else self._qc_configs
        if item in known:
            return False
        known[item] = None
        self.collection_changed(self, item)
        return True

    def remove(self, symbol: Symbol) -> bool:
        """Removes a symbol with its subscriptions; says whether there were any."""
        key = getattr(symbol, "symbol", symbol)
        if not self._qc_remove(key):
            return False
        self.collection_changed(self, key)
        return True

    def _qc_remove(self, symbol: Symbol) -> bool:
        leaving = [config for config in self._qc_configs if config.symbol == symbol]
        known = symbol in self._qc_symbols
        self._qc_symbols.pop(symbol, None)
        for config in leaving:
            del self._qc_configs[config]
            self._qc_leaving[config] = None
        return known or bool(leaving)

    def select_symbols(self, utc_time: datetime, data: BaseDataCollection) -> Selection:
        """The symbols added, or those of the function."""
        if self._qc_selector is None:
            return list(dict.fromkeys([*(config.symbol for config in self._qc_configs), *self._qc_symbols]))
        local = zone_clock(self.configuration.exchange_time_zone).from_utc(without_tick(utc_time))
        tickers = self._qc_selector(local)
        if tickers is Universe.UNCHANGED:
            return Universe.UNCHANGED
        return [universe_symbol(self.security_type, self.market, ticker) for ticker in tickers]

    def configs_of(
        self, symbol: Symbol, create: Callable[[], list[SubscriptionDataConfig]]
    ) -> list[SubscriptionDataConfig]:
        """The subscriptions of a member that joins or leaves; made and kept when there are none."""
        configs = [config for config in self._qc_configs if config.symbol == symbol]
        if configs:
            return configs
        leaving = [config for config in self._qc_leaving if config.symbol == symbol]
        if leaving:
            for config in leaving:
                del self._qc_leaving[config]
            return leaving
        configs = create()
        self._qc_configs.update(dict.fromkeys(configs))
        return configs

    def get_trigger_times(
        self, start_time_utc: datetime, end_time_utc: datetime, exchange_hours: SecurityExchangeHours
    ) -> Iterator[datetime]:
        """The start, and every interval after it that overlaps open hours, in the exchange's time."""
        clock = zone_clock(exchange_hours.time_zone)
        moment, end = clock.from_utc(start_time_utc), clock.from_utc(end_time_utc)
        yield moment
        while self.interval <= end - moment:
            moment += self.interval
            after = moment + self.interval if self.interval <= datetime.max - moment else datetime.max
            if exchange_hours.is_open(moment, after, self.configuration.extended_market_hours):
                yield moment

    def remove_member(self, utc_time: datetime, security: Security) -> bool:
        """Lets a security go, with its subscriptions."""
        if not super().remove_member(utc_time, security):
            return False
        self._qc_remove(security.symbol)
        return True


@dotnet
class ManualUniverse(UserDefinedUniverse):
    """A list of symbols; subscriptions the user has made are shared (Algorithm/Selection/ManualUniverse.cs)."""

    def __init__(
        self, configuration: SubscriptionDataConfig, universe_settings: UniverseSettings, symbols: Iterable[Symbol]
    ) -> None:
        super().__init__(configuration, universe_settings, NEVER_AGAIN, symbols)


@dotnet
class CustomUniverse(UserDefinedUniverse):
    """Tickers by a function of the time; existing subscriptions are shared (Algorithm/Selection/CustomUniverse.cs)."""
