"""FunctionalIndicator: an indicator made of functions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minilean.indicators.base import IndicatorBase
from minilean.indicators.data_point import IndicatorDataPoint, number_of
from minilean.interop.decimals import to_decimal

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

    from minilean.data.base_data import BaseData


class FunctionalIndicator(IndicatorBase):
    """LEAN's FunctionalIndicator (Indicators/FunctionalIndicator.cs): a function of the data gives the value."""

    def __init__(
        self,
        name: str,
        compute_next_value: Callable[[Any], Any],
        is_ready: Callable[[IndicatorBase], bool],
        reset: Callable[[], None] | None = None,
    ) -> None:
        super().__init__(name)
        self._compute = compute_next_value
        self._is_ready = is_ready
        self._reset = reset

    @property
    def is_ready(self) -> bool:
        return self._is_ready(self)

    def _compute_next_value(self, data: BaseData) -> Decimal:
        return to_decimal(number_of(self._compute(data)))

    def _qc_feed_parts(self, *parts: Any) -> None:
        self._qc_feed_data(IndicatorDataPoint(*parts))

    def reset(self) -> None:
        if self._reset is not None:
            self._reset()
        super().reset()
