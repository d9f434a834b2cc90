"""The constituents of exchange traded funds, and the universes that select from them."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar
from zoneinfo import ZoneInfo

from minilean.algorithm.run_context import RUN
from minilean.data.base_data import NO_TIME, BaseData
from minilean.data.base_data_collection import BaseDataCollection
from minilean.data.data_source import SubscriptionDataSource
from minilean.enums import FileFormat, MarketDataType, Resolution, SecurityType, SubscriptionTransportMedium
from minilean.framework.universe.configuration import daily_configuration
from minilean.framework.universe.func import FuncUniverse
from minilean.framework.universe.selection_model import UniverseSelectionModel
from minilean.interop.names import dotnet
from minilean.securities.identifier import SecurityIdentifier
from minilean.securities.symbol import Symbol
from minilean.securities.symbol_cache import SymbolCache

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm
    from minilean.data.subscription_config import SubscriptionDataConfig
    from minilean.framework.universe.settings import UniverseSettings
    from minilean.framework.universe.universe import Universe

Filter = Callable[[Any], Any] | None
_DAY = timedelta(days=1)
_FIELDS = 6


def _amount(field: str) -> Any:
    def read(self: object) -> float | None:
        """None when the file does not say."""
        value: Decimal | None = getattr(self, field)
        return None if value is None else float(value)

    return property(read)


@dotnet
class ETFConstituentUniverse(BaseDataCollection):
    """One constituent, or all of a day: ``universes/etf/<etf>/<date>.csv`` delivered a day later.

    ``weight`` is a fraction, ``shares_held`` a number of shares, ``market_value`` in dollars; each may be None
    (Common/Data/UniverseSelection/ETFConstituentUniverse.cs).
    """

    __slots__ = ("_market_value", "_shares_held", "_weight", "last_update")

    _qc_frame_members: ClassVar[tuple[str, ...]] = (
        "last_update", "weight", "shares_held", "market_value", "period", "data"
    )  # fmt: skip

    weight = _amount("_weight")
    shares_held = _amount("_shares_held")
    market_value = _amount("_market_value")

    def __init__(self, time: datetime = NO_TIME, symbol: Symbol | None = None) -> None:
        super().__init__(time, time + _DAY, Symbol.EMPTY if symbol is None else symbol)
        self.last_update: datetime | None = None
        self._weight: Decimal | None = None
        self._shares_held: Decimal | None = None
        self._market_value: Decimal | None = None

    @property
    def period(self) -> timedelta:
        """A day."""
        return self._end_time - self._time

    def get_source(self, config: SubscriptionDataConfig, date: datetime, is_live_mode: bool) -> SubscriptionDataSource:
        """The file of a date; the fund is the symbol's underlying."""
        kind = config.security_type.dotnet_name.lower()
        folder = RUN.get().data_folder / kind / config.market / "universes" / "etf"
        path = str(folder / config.symbol.underlying.value.lower() / f"{date:%Y%m%d}.csv")
        return SubscriptionDataSource(path, SubscriptionTransportMedium.LOCAL_FILE, FileFormat.FOLDING_COLLECTION)

    def reader(
        self,
        config: SubscriptionDataConfig,
        line: str,
        date: datetime,
        is_live_mode: bool,
    ) -> ETFConstituentUniverse | None:
        """A line: ticker, identifier, date of the last update, weight, shares held, market value."""
        if not line:
            return None
        fields = line.split(",")
        row = ETFConstituentUniverse(date, Symbol(SecurityIdentifier.parse(fields[1]), fields[0]))
        row.last_update = _date(fields[2])
        row._weight, row._shares_held, row._market_value = (
            Decimal(field) if field else None for field in fields[3:_FIELDS]
        )
        return row

    def requires_mapping(self) -> bool:
        """True."""
        return True

    def is_sparse_data(self) -> bool:
        """True: days without a file are no error."""
        return True

    def default_resolution(self) -> Resolution:
        """Daily."""
        return Resolution.DAILY

    def data_time_zone(self) -> ZoneInfo:
        """UTC."""
        return ZoneInfo("UTC")


ETFConstituentData = ETFConstituentUniverse


def _date(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, "%Y%m%d")
    except ValueError:
        return None


@dotnet
class ConstituentsUniverseData(BaseData):
    """One member of a list: ``universes/<resolution>/<list>/<date>.csv``.

    Common/Data/UniverseSelection/ConstituentsUniverseData.cs
    """

    __slots__ = ()

    _kind = MarketDataType.AUXILIARY
    _qc_frame_members: ClassVar[tuple[str, ...]] = ()

    def get_source(self, config: SubscriptionDataConfig, date: datetime, is_live_mode: bool) -> SubscriptionDataSource:
        """The file of a date; the list's name is what follows the symbol's last dash."""
        day = date - _DAY if is_live_mode else date
        name = config.symbol.id.symbol[config.mapped_symbol.rfind("-") + 1 :]
        kind, resolution = config.security_type.dotnet_name.lower(), config.resolution.dotnet_name.lower()
        folder = RUN.get().data_folder / kind / config.market / "universes" / resolution / name
        path = str(folder / f"{day:%Y%m%d}.csv")
        return SubscriptionDataSource(path, SubscriptionTransportMedium.LOCAL_FILE, FileFormat.CSV)

    def reader(
        self,
        config: SubscriptionDataConfig,
        line: str,
        date: datetime,
        is_live_mode: bool,
    ) -> ConstituentsUniverseData | None:
        """A line: ticker, identifier."""
        fields = line.split(",")
        if len(fields) < 2:
            return None
        row = ConstituentsUniverseData()
        row.symbol = Symbol(SecurityIdentifier.parse(fields[1]), fields[0])
        row._time = date - _DAY if is_live_mode else date
        row._end_time = row._time + _DAY
        return row

    def requires_mapping(self) -> bool:
        """False."""
        return False

    def is_sparse_data(self) -> bool:
        """True: days without a file are no error."""
        return True

    def default_resolution(self) -> Resolution:
        """Daily."""
        return Resolution.DAILY


@dotnet
class ConstituentsUniverse(FuncUniverse):
    """All members of a list, or those a function selects (Common/Data/UniverseSelection/ConstituentsUniverse.cs)."""

    def __init__(self, symbol: Symbol, universe_settings: UniverseSettings, constituents_filter: Filter = None) -> None:
        configuration = daily_configuration(ConstituentsUniverseData, symbol, custom=True)
        super().__init__(configuration, universe_settings, constituents_filter or _all_but_none)


def _all_but_none(constituents: Any) -> list[Symbol]:
    symbols = [point.symbol for point in constituents]
    return [] if symbols == [Symbol.NONE] else symbols


@dotnet
class ETFConstituentsUniverseFactory(FuncUniverse):
    """A function selects from a fund (Common/Data/UniverseSelection/ETFConstituentsUniverseFactory.cs)."""

    _qc_names: ClassVar[itertools.count[int]] = itertools.count(1)

    def __init__(self, symbol: Symbol, universe_settings: UniverseSettings, constituents_filter: Filter = None) -> None:
        ticker = f"qc-universe-etf-constituents-{next(self._qc_names):010d}"
        identifier = SecurityIdentifier.generate_constituent_identifier(ticker, symbol.security_type, symbol.id.market)
        own = Symbol(identifier, ticker, symbol)
        configuration = daily_configuration(ETFConstituentUniverse, own, custom=True)
        super().__init__(configuration, universe_settings, constituents_filter)


@dotnet
class ETFConstituentsUniverseSelectionModel(UniverseSelectionModel):
    """A fund's constituents (Algorithm.Framework/Selection/ETFConstituentsUniverseSelectionModel.cs)."""

    def __init__(
        self,
        etf_symbol: Symbol | str,
        universe_settings: Any = None,
        universe_filter_func: Filter = None,
    ) -> None:
        if callable(universe_settings):
            universe_settings, universe_filter_func = None, universe_settings
        self._qc_symbol = etf_symbol if isinstance(etf_symbol, Symbol) else _equity(etf_symbol)
        self._qc_settings: UniverseSettings | None = universe_settings
        self._qc_filter = universe_filter_func
        self._qc_universe: Universe | None = None

    def create_universes(self, algorithm: QCAlgorithm) -> list[Universe]:
        """The universe, always the same."""
        if self._qc_universe is None:
            settings = self._qc_settings or algorithm.universe_settings
            self._qc_universe = ETFConstituentsUniverseFactory(self._qc_symbol, settings, self._qc_filter)
        return [self._qc_universe]


def _equity(ticker: str) -> Symbol:
    found, symbol = SymbolCache.try_get_symbol(ticker)
    if found and symbol is not None and symbol.security_type == SecurityType.EQUITY:
        return symbol
    return Symbol.create(ticker, SecurityType.EQUITY, "usa")
