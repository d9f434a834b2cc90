"""FilteredIdentity: the latest input that passes a filter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minilean.indicators.base import IndicatorBase
from minilean.interop.decimals import ZERO

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

    from minilean.data.base_data import BaseData


class FilteredIdentity(IndicatorBase):
    """LEAN's FilteredIdentity (Indicators/FilteredIdentity.cs): ready from the first value above zero."""

    def __init__(self, name: Any = "", filter: Callable[[BaseData], bool] | None = None) -> None:
        """Takes ``([name], filter)``; without a filter everything passes."""
        passes = name if callable(name) else filter
        super().__init__("" if callable(name) else name)
        self._filter: Callable[[BaseData], bool] | None = passes
        self._previous_value = ZERO

    @property
    def is_ready(self) -> bool:
        return self.samples > 0 and self._qc_value > 0

    def _compute_next_value(self, data: BaseData) -> Decimal:
        if self._filter is None or self._filter(data):
            self._previous_value = data._value
        return self._previous_value
