"""A QuantBook: subscriptions and history without a run, as LEAN's research has it."""

from __future__ import annotations

from datetime import datetime

from minilean.algorithm.facade import QCAlgorithm
from minilean.algorithm.run_context import RUN, RunContext
from minilean.data.map_file import MapFileProvider
from minilean.securities.market_hours_database import MarketHoursDatabase
from minilean.securities.security_definitions import SecurityDefinitions
from minilean.securities.symbol_cache import SymbolCache
from minilean.securities.symbol_properties_database import SymbolPropertiesDatabase
from research.toolbox.market import data_folder

LATEST = datetime(2100, 1, 1)


class QuantBook(QCAlgorithm):
    """What a notebook asks: `add_equity`, `history` and the like; its clock stands at the latest date there can be."""

    def __init__(self) -> None:
        folder = data_folder()
        map_files, hours = MapFileProvider(folder), MarketHoursDatabase(folder)
        properties = SymbolPropertiesDatabase(folder)
        SymbolCache.start_run(map_files, LATEST, hours, properties, SecurityDefinitions(folder))
        RUN.set(
            RunContext(
                data_folder=folder,
                now=LATEST,
                map_files=map_files,
                market_hours=hours,
                symbol_properties=properties,
            )
        )
        super().__init__()
