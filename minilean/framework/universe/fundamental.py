"""Fundamental: what a day's coarse file says of an equity, and the universes that select from it."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn

from minilean.algorithm.run_context import RUN
from minilean.data.base_data import NO_TIME, BaseData
from minilean.data.base_data_collection import BaseDataCollection
from minilean.data.data_source import SubscriptionDataSource
from minilean.enums import FileFormat, Resolution, SecurityType, SubscriptionTransportMedium
from minilean.errors import ArgumentError, NotInMiniLean
from minilean.framework.universe.configuration import daily_configuration, symbol_selector
from minilean.framework.universe.universe import Selection, Universe
from minilean.interop.decimals import ONE, ZERO
from minilean.interop.names import dotnet, exact, to_snake
from minilean.securities.identifier import SecurityIdentifier
from minilean.securities.symbol import Symbol

if TYPE_CHECKING:
    from minilean.data.subscription_config import SubscriptionDataConfig
    from minilean.framework.universe.settings import UniverseSettings

Selector = Callable[[Any], Any] | None
_DAY = timedelta(days=1)
_SECTIONS = frozenset({
    "asset_classification", "company_profile", "company_reference", "earning_ratios", "earning_reports",
    "financial_statements", "operation_ratios", "security_reference", "valuation_ratios",
})  # fmt: skip
NO_ASYNCHRONOUS = (
    "Asynchronous universe setting is not supported for coarse & fine selections, please use the new Fundamental "
    "single pass selection"
)
_NO_SECTIONS = "the data folder has prices, volumes and factors only"


@dotnet
class CoarseFundamental(BaseData):
    """Price, volume and factors of a day, delivered a day later (Common/Data/UniverseSelection/CoarseFundamental.cs).

    ``dollar_volume`` is in dollars, ``volume`` in shares; ``has_fundamental_data`` is False, as LEAN has it.
    """

    __slots__ = ("_price_factor", "_split_factor", "dollar_volume", "has_fundamental_data", "volume")

    price_factor = exact("_price_factor")
    split_factor = exact("_split_factor")

    def __init__(self, time: datetime = NO_TIME, symbol: Symbol | None = None) -> None:
        super().__init__()
        self._time = time
        self._end_time = time + _DAY
        self.symbol = Symbol.EMPTY if symbol is None else symbol
        self._value = ZERO
        self.volume = 0
        self.dollar_volume = 0.0
        self.has_fundamental_data = False
        self._price_factor = self._split_factor = ONE

    @property
    def market(self) -> str:
        """The symbol's market."""
        return self.symbol.id.market

    @property
    def _adjusted_price(self) -> Decimal:
        return self._value * (self._price_factor * self._split_factor)

    @property
    def adjusted_price(self) -> float:
        """The price after later splits and dividends."""
        return float(self._adjusted_price)

    @property
    def price_scale_factor(self) -> float:
        """What the price is multiplied with to adjust it."""
        return float(self._price_factor * self._split_factor)


@dotnet
class Fundamental(CoarseFundamental):
    """The same; company data, which are sold elsewhere, are refused (Common/Data/Fundamental/Fundamental.cs)."""

    __slots__ = ()

    def __getattr__(self, name: str) -> NoReturn:
        snake = to_snake(name)
        if snake in _SECTIONS:
            raise NotInMiniLean(f"Fundamental.{snake}", _NO_SECTIONS)
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    @property
    def market_cap(self) -> int:
        """Zero: coarse files do not say."""
        return 0


FineFundamental = Fundamental


@dotnet
class FundamentalUniverse(BaseDataCollection):
    """All equities of a day: ``fundamental/coarse/<date>.csv`` (Common/Data/Fundamental/FundamentalUniverse.cs)."""

    __slots__ = ()

    _qc_names: ClassVar[itertools.count[int]] = itertools.count(1)

    def requires_mapping(self) -> bool:
        """Files hold all securities of a day, under the tickers they had."""
        return False

    def get_source(self, config: SubscriptionDataConfig, date: datetime, is_live_mode: bool) -> SubscriptionDataSource:
        """The file of a date."""
        folder = RUN.get().data_folder / "equity" / config.market / "fundamental" / "coarse"
        path = str(folder / f"{date:%Y%m%d}.csv")
        return SubscriptionDataSource(path, SubscriptionTransportMedium.LOCAL_FILE, FileFormat.FOLDING_COLLECTION)

    def reader(
        self,
        config: SubscriptionDataConfig,
        line: str,
        date: datetime,
        is_live_mode: bool,
    ) -> Fundamental | None:
        """A line: identifier, ticker, close, volume, dollar volume, has fundamental data, price and split factor."""
        fields = line.split(",")
        found, identifier = SecurityIdentifier.try_parse(fields[0])
        if not found or len(fields) <= _DOLLAR_VOLUME:
            return None
        row = Fundamental(date, Symbol(identifier, fields[1]))
        row._value = Decimal(fields[2])
        row.volume = int(fields[3])
        row.dollar_volume = float(fields[_DOLLAR_VOLUME])
        if len(fields) > _SPLIT_FACTOR:
            row._price_factor, row._split_factor = Decimal(fields[_SPLIT_FACTOR - 1]), Decimal(fields[_SPLIT_FACTOR])
        return row

    def default_resolution(self) -> Resolution:
        """Daily."""
        return Resolution.DAILY

    def is_sparse_data(self) -> bool:
        """Whether days without a file are no error: for custom symbols."""
        return self.symbol.security_type == SecurityType.BASE

    def universe_symbol(self, market: str = "usa") -> Symbol:
        """A symbol of its own for another universe."""
        ticker = f"FundamentalUniverse-{market}-{next(self._qc_names):010d}"
        return Symbol(SecurityIdentifier.generate_equity_at(datetime(1899, 12, 30), ticker, market), ticker)

    @staticmethod
    def usa(selector: Selector, universe_settings: UniverseSettings | None = None) -> FundamentalUniverseFactory:
        """The universe of US equities the function selects."""
        return FundamentalUniverseFactory("usa", universe_settings, selector)

    USA = usa


_DOLLAR_VOLUME, _SPLIT_FACTOR = 4, 7


@dotnet
class FundamentalUniverseFactory(Universe):
    """A function selects from the day's equities (Common/Data/UniverseSelection/FundamentalUniverseFactory.cs)."""

    def __init__(
        self, market_or_symbol: str | Symbol, universe_settings: UniverseSettings | None, selector: Selector
    ) -> None:
        symbol = market_or_symbol
        if isinstance(symbol, str):
            symbol = FundamentalUniverse().universe_symbol(symbol)
        super().__init__(self.create_configuration(symbol))
        self.universe_settings = universe_settings
        self._qc_select = symbol_selector(selector)

    @staticmethod
    def create_configuration(symbol: Symbol) -> SubscriptionDataConfig:
        """The subscription to the coarse files."""
        return daily_configuration(FundamentalUniverse, symbol)

    def select_symbols(self, utc_time: datetime, data: BaseDataCollection) -> Selection:
        """What the function selects."""
        return self._qc_select(data.data)


@dotnet
class CoarseFundamentalUniverse(FundamentalUniverseFactory):
    """The same under its older name (Common/Data/UniverseSelection/CoarseFundamentalUniverse.cs)."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        given = list(arguments)
        symbol = given.pop(0) if given and isinstance(given[0], Symbol) else named.pop("symbol", "usa")
        settings, selector = [*given, *named.values()]
        super().__init__(symbol, settings, selector)


FineFundamentalUniverse = CoarseFundamentalUniverse


@dotnet
class FundamentalFilteredUniverse(Universe):
    """A universe whose selection a second function narrows by fundamentals.

    Common/Data/UniverseSelection/FundamentalFilteredUniverse.cs
    """

    def __init__(self, universe: Universe, fundamental_selector: Selector) -> None:
        super().__init__(universe.configuration)
        self._qc_first = universe
        self.fundamental_universe = FundamentalUniverseFactory("usa", universe.universe_settings, fundamental_selector)
        self.fundamental_universe.selection_changed += self._qc_pass_on
        self.universe_settings = universe.universe_settings

    def _qc_pass_on(self, _: object, change: Any) -> None:
        self.on_selection_changed(change.current_selection)

    def select_symbols(self, utc_time: datetime, data: BaseDataCollection) -> Selection:
        """What the first universe selects."""
        return self._qc_first.select_symbols(utc_time, data)

    def perform_selection(self, utc_time: datetime, data: BaseDataCollection) -> Selection:
        """Both selections; equities without fundamental data are left out between them (UniverseSelection.cs)."""
        if self.dispose_requested:
            return super().perform_selection(utc_time, data)
        chosen = self.select_symbols(utc_time, data)
        if chosen is Universe.UNCHANGED:
            return chosen
        wanted = dict.fromkeys(chosen)
        if data.data and isinstance(data.data[0], Fundamental):
            data.data = [row for row in data.data if _first_with_data(row, wanted)]
        else:
            data.data = [Fundamental(utc_time, symbol) for symbol in wanted if symbol is not None]
        rest = BaseDataCollection(data=data.data)
        return self.fundamental_universe.perform_selection(utc_time, rest)


def _first_with_data(row: Any, wanted: dict[Any, None]) -> bool:
    if row.symbol not in wanted:
        return False
    del wanted[row.symbol]
    return bool(row.has_fundamental_data)


@dotnet
class FineFundamentalFilteredUniverse(FundamentalFilteredUniverse):
    """The same under its older name; raises ArgumentError for an asynchronous coarse universe.

    Common/Data/UniverseSelection/FineFundamentalFilteredUniverse.cs
    """

    def __init__(self, universe: Universe, fine_selector: Selector) -> None:
        if isinstance(universe, CoarseFundamentalUniverse) and universe.universe_settings.asynchronous:
            raise ArgumentError(NO_ASYNCHRONOUS)
        super().__init__(universe, fine_selector)
