"""ManualUniverseSelectionModel: a fixed list of symbols."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from minilean.data.bars import TradeBar
from minilean.data.subscription_config import SubscriptionDataConfig
from minilean.data.ticks import Tick
from minilean.enums import Resolution, SecurityType, TickType
from minilean.framework.universe.configuration import NEW_YORK
from minilean.framework.universe.selection_model import UniverseSelectionModel
from minilean.framework.universe.user_defined import ManualUniverse
from minilean.interop.names import dotnet
from minilean.securities.symbol import Symbol
from minilean.securities.symbol_cache import SymbolCache

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm
    from minilean.framework.universe.settings import UniverseSettings
    from minilean.framework.universe.universe import Universe


@dotnet
class ManualUniverseSelectionModel(UniverseSelectionModel):
    """One universe per kind of security and market (Algorithm/Selection/ManualUniverseSelectionModel.cs)."""

    def __init__(self, *symbols: Any, universe_settings: UniverseSettings | None = None) -> None:
        """``ManualUniverseSelectionModel(symbols, universe_settings)``, or the symbols one by one."""
        given = list(symbols)
        if given and not isinstance(given[0], (Symbol, str)) and isinstance(given[0], Iterable):
            universe_settings = given[1] if len(given) > 1 else universe_settings
            given = list(given[0])
        self._qc_symbols = [_symbol(item) for item in given if not _symbol(item).is_canonical()]
        self._qc_settings = universe_settings
        for symbol in self._qc_symbols:
            SymbolCache.set(symbol.value, symbol)

    def create_universes(self, algorithm: QCAlgorithm) -> list[Universe]:
        """The universes."""
        settings = self._qc_settings or algorithm.universe_settings
        groups: dict[tuple[str, SecurityType], list[Symbol]] = {}
        for symbol in self._qc_symbols:
            groups.setdefault((symbol.id.market, symbol.security_type), []).append(symbol)
        return [
            ManualUniverse(_configuration(algorithm, kind, market, symbols, settings.resolution), settings, symbols)
            for (market, kind), symbols in groups.items()
        ]


def _symbol(item: Any) -> Symbol:
    return SymbolCache.get_symbol(item) if isinstance(item, str) else getattr(item, "symbol", item)


def _configuration(
    algorithm: QCAlgorithm, kind: SecurityType, market: str, symbols: list[Symbol], resolution: Resolution
) -> SubscriptionDataConfig:
    checksum = zlib.crc32("|".join(str(symbol.id) for symbol in symbols).encode())
    symbol = Symbol.create(f"manual-universe-selection-model-{kind.dotnet_name}-{market}-{checksum}", kind, market)
    data_zone = exchange_zone = NEW_YORK
    if kind != SecurityType.BASE:
        entry = algorithm.market_hours_database.get_entry(market, None, kind)
        data_zone, exchange_zone = entry.data_time_zone, entry.exchange_hours.time_zone
    return SubscriptionDataConfig(
        type=Tick if resolution == Resolution.TICK else TradeBar,
        symbol=symbol,
        resolution=resolution,
        data_time_zone=data_zone,
        exchange_time_zone=exchange_zone,
        tick_type=TickType.TRADE,
        fill_data_forward=False,
        is_internal_feed=True,
        mapped_symbol=symbol.value,
    )
