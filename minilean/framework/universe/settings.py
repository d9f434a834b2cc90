"""UniverseSettings: how the securities of a universe are subscribed."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from minilean.enums import DataMappingMode, DataNormalizationMode, Resolution, TickType
from minilean.interop.decimals import Number, to_decimal
from minilean.interop.names import dotnet, exact
from minilean.interop.overrides import PascalSettings

_DAY = timedelta(days=1)


@dotnet
class Schedule:
    """The dates a universe selects on (Common/Data/UniverseSelection/Schedule.cs)."""

    def __init__(self) -> None:
        self._date_rule: Any = None

    @property
    def initialized(self) -> bool:
        """Whether dates were set."""
        return self._date_rule is not None

    def on(self, date_rule: Any) -> None:
        """Sets the dates by a rule."""
        self._date_rule = date_rule

    def get(self, start_time: datetime, end_time: datetime) -> Iterable[datetime]:
        """The dates from start to end."""
        return self._date_rule.get_dates(start_time, end_time) if self._date_rule is not None else ()

    def clone(self) -> Schedule:
        """A copy."""
        return copy.copy(self)


@dotnet
class UniverseSettings(PascalSettings):
    """How selected securities are subscribed (Common/Data/UniverseSelection/UniverseSettings.cs)."""

    leverage = exact("_leverage")

    def __init__(
        self,
        resolution: Resolution | UniverseSettings = Resolution.MINUTE,
        leverage: Number = Decimal(0),
        fill_forward: bool = True,
        extended_market_hours: bool = False,
        minimum_time_in_universe: timedelta = _DAY,
        data_normalization_mode: DataNormalizationMode = DataNormalizationMode.ADJUSTED,
        data_mapping_mode: DataMappingMode = DataMappingMode.OPEN_INTEREST,
        contract_depth_offset: int = 0,
        asynchronous: bool | None = None,
        selection_date_rule: Any = None,
    ) -> None:
        if isinstance(resolution, UniverseSettings):
            self.__dict__.update(vars(resolution), schedule=resolution.schedule.clone())
            return
        self.resolution = resolution
        self._leverage = to_decimal(leverage)
        self.fill_forward = fill_forward
        self.extended_market_hours = extended_market_hours
        self.minimum_time_in_universe = minimum_time_in_universe
        self.data_normalization_mode = data_normalization_mode
        self.data_mapping_mode = data_mapping_mode
        self.contract_depth_offset = contract_depth_offset
        self.subscription_data_types: list[tuple[type[Any], TickType]] | None = None
        self.asynchronous = asynchronous
        self.schedule: Schedule = Schedule()
        if selection_date_rule is not None:
            self.schedule.on(selection_date_rule)
