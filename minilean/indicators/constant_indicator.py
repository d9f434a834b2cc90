"""ConstantIndicator: always the same value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.data.base_data import NO_TIME, BaseData
from minilean.indicators.base import IndicatorBase
from minilean.indicators.data_point import IndicatorDataPoint
from minilean.interop.decimals import Number, to_decimal

if TYPE_CHECKING:
    from decimal import Decimal


class ConstantIndicator(IndicatorBase):
    """LEAN's ConstantIndicator (Indicators/ConstantIndicator.cs)."""

    def __init__(self, name: str, value: Number) -> None:
        super().__init__(name)
        self._constant = to_decimal(value)
        self._show_constant()

    @property
    def is_ready(self) -> bool:
        return True

    def _compute_next_value(self, data: BaseData) -> Decimal:
        return self._constant

    def _show_constant(self) -> None:
        self._qc_value = self._constant
        self._qc_window.add(IndicatorDataPoint.of(None, NO_TIME, self._constant))

    def reset(self) -> None:
        super().reset()
        self._show_constant()
