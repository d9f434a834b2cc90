"""CustomUniverseSelectionModel: tickers by a function of the date."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from minilean.data.bars import TradeBar
from minilean.data.subscription_config import SubscriptionDataConfig
from minilean.data.ticks import Tick
from minilean.enums import Resolution, SecurityType, TickType
from minilean.errors import ArgumentError
from minilean.framework.universe.selection_model import UniverseSelectionModel
from minilean.framework.universe.universe import Universe
from minilean.framework.universe.user_defined import CustomUniverse
from minilean.interop.names import dotnet
from minilean.securities.symbol import Symbol

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm
    from minilean.framework.universe.settings import UniverseSettings

Selector = Callable[[datetime], Iterable[str]]
_DAY = timedelta(days=1)


@dotnet
class CustomUniverseSelectionModel(UniverseSelectionModel):
    """Override ``select`` or give a function (Algorithm/Selection/CustomUniverseSelectionModel.cs)."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        """``(name, selector)``, or ``(security_type, name, market, selector, universe_settings, interval)``."""
        names: tuple[str, ...] = ("name", "selector")
        if arguments and isinstance(arguments[0], SecurityType):
            names = ("security_type", "name", "market", "selector", "universe_settings", "interval")
        given = dict(zip(names, arguments, strict=False)) | named
        kind = given.get("security_type", SecurityType.EQUITY)
        market = given.get("market", "usa")
        self._qc_selector: Selector | None = given.get("selector")
        self._qc_settings: UniverseSettings | None = given.get("universe_settings")
        self._qc_interval: timedelta = given.get("interval", _DAY)
        self._qc_symbol = Symbol.create(f"{given['name']}-{kind.dotnet_name}-{market}", kind, market)

    def create_universes(self, algorithm: QCAlgorithm) -> list[Universe]:
        """The universe."""
        settings = self._qc_settings or algorithm.universe_settings
        symbol = self._qc_symbol
        entry = algorithm.market_hours_database.get_entry(symbol.id.market, None, symbol.security_type)
        configuration = SubscriptionDataConfig(
            type=Tick if settings.resolution == Resolution.TICK else TradeBar,
            symbol=symbol,
            resolution=settings.resolution,
            data_time_zone=entry.data_time_zone,
            exchange_time_zone=entry.exchange_hours.time_zone,
            tick_type=TickType.TRADE,
            fill_data_forward=settings.fill_forward,
            extended_market_hours=settings.extended_market_hours,
            is_internal_feed=True,
            mapped_symbol=symbol.value,
        )
        return [CustomUniverse(configuration, settings, self._qc_interval, lambda date: self.select(algorithm, date))]

    def select(self, algorithm: QCAlgorithm, date: datetime) -> Iterable[str]:
        """The tickers at a time of the exchange."""
        if self._qc_selector is None:
            message = f"{type(self).__name__} must implement select(algorithm, date) or be given a selector"
            raise ArgumentError(message)
        return self._qc_selector(date)

    def __str__(self) -> str:
        return str(self._qc_symbol.value)


@dotnet
class InceptionDateUniverseSelectionModel(CustomUniverseSelectionModel):
    """Tickers join at their dates and stay (Algorithm.Framework/Selection/InceptionDateUniverseSelectionModel.cs)."""

    def __init__(self, name: str, tickers_by_date: Mapping[str, datetime]) -> None:
        super().__init__(name)
        self._qc_waiting = deque(tickers_by_date.items())
        self._qc_tickers: list[str] = []

    def select(self, algorithm: QCAlgorithm, date: datetime) -> Iterable[str]:
        """All tickers whose date has come; UNCHANGED when none was added."""
        known = len(self._qc_tickers)
        while self._qc_waiting and self._qc_waiting[0][1] <= date:
            self._qc_tickers.append(self._qc_waiting.popleft()[0])
        if len(self._qc_tickers) == known:
            return Universe.UNCHANGED
        return self._qc_tickers
