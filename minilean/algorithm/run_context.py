"""What an algorithm finds around it when it is made: LEAN takes it from its global configuration."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from minilean.data.map_file import MapFileProvider
    from minilean.securities.market_hours_database import MarketHoursDatabase
    from minilean.securities.symbol_properties_database import SymbolPropertiesDatabase


@dataclass(frozen=True, slots=True, kw_only=True)
class RunContext:
    """``now`` is UTC and limits a run's dates; ``storage`` is the object store's folder, None for one of its own."""

    data_folder: Path
    now: datetime
    map_files: MapFileProvider
    market_hours: MarketHoursDatabase
    symbol_properties: SymbolPropertiesDatabase
    parameters: dict[str, str] = field(default_factory=dict)
    storage: Path | None = None


RUN: ContextVar[RunContext] = ContextVar("run")
"""The run in whose context algorithms are made."""
