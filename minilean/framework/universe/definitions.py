"""UniverseDefinitions: what ``algorithm.universe`` is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minilean.enums import SecurityType
from minilean.errors import ArgumentError
from minilean.framework.universe.etf_constituents import ETFConstituentsUniverseFactory
from minilean.framework.universe.fundamental import FundamentalUniverse, FundamentalUniverseFactory
from minilean.framework.universe.universe import UnchangedUniverse, Universe
from minilean.interop.names import dotnet
from minilean.securities.symbol import Symbol

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm
    from minilean.framework.universe.settings import UniverseSettings


@dotnet
class DollarVolumeUniverseDefinitions:
    """Universes by dollar volume (Algorithm/DollarVolumeUniverseDefinitions.cs)."""

    def __init__(self, algorithm: QCAlgorithm) -> None:
        self._algorithm = algorithm

    def top(self, count: int, universe_settings: UniverseSettings | None = None) -> Universe:
        """The same as ``algorithm.universe.top``."""
        return UniverseDefinitions(self._algorithm).top(count, universe_settings)


@dotnet
class UniverseDefinitions:
    """Ready-made universes (Algorithm/UniverseDefinitions.cs)."""

    def __init__(self, algorithm: QCAlgorithm) -> None:
        self._algorithm = algorithm
        self.dollar_volume = self.DollarVolume = DollarVolumeUniverseDefinitions(algorithm)

    @property
    def unchanged(self) -> UnchangedUniverse:
        """What a selection returns to keep what it has."""
        return Universe.UNCHANGED

    UNCHANGED = unchanged

    def etf(self, symbol: Symbol | str, *arguments: Any, **named: Any) -> Universe:
        """The constituents of a fund: ``etf(ticker, [market], [universe_settings], [filter])``."""
        return self._constituents(SecurityType.EQUITY, symbol, arguments, named)

    ETF = etf

    def index(self, symbol: Symbol | str, *arguments: Any, **named: Any) -> Universe:
        """The constituents of an index: ``index(ticker, [market], [universe_settings], [filter])``."""
        return self._constituents(SecurityType.INDEX, symbol, arguments, named)

    def _constituents(
        self, kind: SecurityType, symbol: Symbol | str, arguments: tuple[Any, ...], named: dict[str, Any]
    ) -> Universe:
        market: str | None = named.get("market")
        settings = named.get("universe_settings")
        chosen = named.get("universe_filter_func")
        for argument in arguments:
            if isinstance(argument, str):
                market = argument
            elif callable(argument):
                chosen = argument
            elif argument is not None:
                settings = argument
        if not isinstance(symbol, Symbol):
            symbol = Symbol.create(symbol, kind, market or self._market(kind))
        return ETFConstituentsUniverseFactory(symbol, settings or self._algorithm.universe_settings, chosen)

    def _market(self, kind: SecurityType) -> str:
        market = self._algorithm.brokerage_model.default_markets.get(kind)
        if market is None:
            message = f"No default market set for security type: {kind.dotnet_name}"
            raise ArgumentError(message)
        return str(market)

    @property
    def qc_500(self) -> Universe:
        """The constituents of SPY."""
        return self.etf(Symbol.create("SPY", SecurityType.EQUITY, "usa"))

    QC500 = qc500 = qc_500

    def top(self, count: int, universe_settings: UniverseSettings | None = None) -> FundamentalUniverseFactory:
        """The US equities of the largest dollar volume."""

        def largest(rows: Any) -> list[Symbol]:
            return [row.symbol for row in sorted(rows, key=lambda row: row.dollar_volume, reverse=True)[:count]]

        return FundamentalUniverse.usa(largest, universe_settings or self._algorithm.universe_settings)
