"""FuncUniverse: a function selects from a universe's data."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from minilean.framework.universe.configuration import symbol_selector
from minilean.framework.universe.universe import Selection, Universe
from minilean.interop.names import dotnet

if TYPE_CHECKING:
    from minilean.data.base_data_collection import BaseDataCollection
    from minilean.data.subscription_config import SubscriptionDataConfig
    from minilean.framework.universe.settings import UniverseSettings


@dotnet
class FuncUniverse(Universe):
    """A function selects from the data, without one all are (Common/Data/UniverseSelection/FuncUniverse.cs)."""

    def __init__(
        self,
        configuration: SubscriptionDataConfig,
        universe_settings: UniverseSettings,
        universe_selector: Callable[[Any], Any] | None = None,
    ) -> None:
        super().__init__(configuration)
        self.universe_settings = universe_settings
        self._qc_select = symbol_selector(universe_selector)

    def __class_getitem__(cls, data_type: object) -> type[FuncUniverse]:
        """C#'s type argument says nothing that the configuration does not."""
        return cls

    def select_symbols(self, utc_time: datetime, data: BaseDataCollection) -> Selection:
        """What the function selects."""
        return self._qc_select(data.data)
