"""ScheduledUniverse: a function selects at times of date and time rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from minilean.algorithm.run_context import RUN
from minilean.data.ticks import Tick
from minilean.data.zones import zone_clock
from minilean.enums import SecurityType
from minilean.errors import ArgumentError
from minilean.framework.clock import naive
from minilean.framework.universe.configuration import daily_configuration, symbol_selector
from minilean.framework.universe.selection_model import UniverseSelectionModel
from minilean.framework.universe.universe import Selection, Universe
from minilean.interop.names import dotnet
from minilean.securities.symbol import Symbol

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm
    from minilean.data.base_data_collection import BaseDataCollection
    from minilean.data.subscription_config import SubscriptionDataConfig
    from minilean.framework.universe.settings import UniverseSettings

_UTC = ZoneInfo("UTC")
_FORBIDDEN = "| "
_NOT_A_FUNCTION = (
    "Unable to create a scheduled universe selector from {}: it is not a function. "
    "Please provide a function that takes the firing date time and returns the selected symbols."
)
_RULES = 2


def _with_zone(arguments: tuple[Any, ...]) -> tuple[ZoneInfo | None, list[Any]]:
    """Takes an optional time zone off the front; checks that the selector is a function."""
    zone = arguments[0] if isinstance(arguments[0], ZoneInfo) or arguments[0] is None else None
    rest = list(arguments[1:] if isinstance(arguments[0], ZoneInfo) or arguments[0] is None else arguments)
    if not callable(rest[_RULES]):
        raise ArgumentError(_NOT_A_FUNCTION.format(rest[_RULES]))
    return zone, rest


@dotnet
class ScheduledUniverse(Universe):
    """``ScheduledUniverse([time_zone,] date_rule, time_rule, selector, settings)``; the selector gets the UTC time.

    Common/Data/UniverseSelection/ScheduledUniverse.cs
    """

    def __init__(self, *arguments: Any, settings: UniverseSettings | None = None) -> None:
        zone, (date_rule, time_rule, selector, *rest) = _with_zone(arguments)
        super().__init__(_configuration(zone or _UTC, date_rule, time_rule))
        self._qc_date_rule = date_rule
        self._qc_time_rule = time_rule
        self._qc_select = symbol_selector(selector)
        self.universe_settings = rest[0] if rest else settings

    def select_symbols(self, utc_time: datetime, data: BaseDataCollection) -> Selection:
        """What the function selects."""
        return self._qc_select(utc_time)

    def get_trigger_times(
        self,
        start_time_utc: datetime,
        end_time_utc: datetime,
        exchange_hours: Any = None,
    ) -> Iterator[datetime]:
        """The times of the rules from start to end, in UTC."""
        clock = zone_clock(self.configuration.exchange_time_zone)
        dates = self._qc_date_rule.get_dates(clock.from_utc(start_time_utc), clock.from_utc(end_time_utc))
        for time in self._qc_time_rule.create_utc_event_times(dates):
            utc = naive(time)
            if utc > end_time_utc:
                return
            if utc >= start_time_utc:
                yield utc


def _configuration(zone: ZoneInfo, date_rule: Any, time_rule: Any) -> SubscriptionDataConfig:
    ticker = f"{date_rule.name}_{time_rule.name}"
    for character in _FORBIDDEN:
        ticker = ticker.replace(character, "_")
    symbol = Symbol.create(ticker, SecurityType.BASE, "usa")
    # hours of its own must not move the times of the rules
    RUN.get().market_hours.set_entry_always_open("usa", symbol.value, SecurityType.BASE, zone)
    return daily_configuration(Tick, symbol, zone)


@dotnet
class ScheduledUniverseSelectionModel(UniverseSelectionModel):
    """One scheduled universe (Algorithm.Framework/Selection/ScheduledUniverseSelectionModel.cs)."""

    def __init__(self, *arguments: Any, settings: UniverseSettings | None = None) -> None:
        self._qc_zone, (self._qc_date_rule, self._qc_time_rule, self._qc_selector, *rest) = _with_zone(arguments)
        self._qc_settings = rest[0] if rest else settings

    def create_universes(self, algorithm: QCAlgorithm) -> list[Universe]:
        """The universe."""
        selector: Callable[[datetime], Any] = self._qc_selector
        settings = self._qc_settings or algorithm.universe_settings
        return [ScheduledUniverse(self._qc_zone or _UTC, self._qc_date_rule, self._qc_time_rule, selector, settings)]
