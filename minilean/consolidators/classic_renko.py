"""Renko bars without wicks."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from minilean.consolidators.timeless import BaseTimelessConsolidator, Selector
from minilean.consolidators.typed import with_input
from minilean.data.renko_bars import RenkoBar
from minilean.enums import RenkoType
from minilean.errors import ArgumentError
from minilean.interop.decimals import Number, ceiling, to_decimal
from minilean.interop.names import dotnet

if TYPE_CHECKING:
    from datetime import datetime

    from minilean.data.base_data import BaseData

_SMALLEST = Decimal("1e-28")


@dotnet
class ClassicRenkoConsolidator(BaseTimelessConsolidator):
    """Bars of one brick, growing from the last close (ClassicRenkoConsolidator.cs).

    ``even_bars`` moves the first open up to a multiple of the brick. Raises ArgumentError for a size
    that is not positive.
    """

    output_type = RenkoBar
    type = RenkoType.CLASSIC
    _qc_last_close: Decimal | None = None

    def __class_getitem__(cls, input_type: Any) -> Any:
        """The same class: values of any kind are taken in."""
        return with_input(cls, input_type)

    def __init__(
        self,
        bar_size: Number,
        selector: Selector | bool | RenkoType | None = None,
        volume_selector: Selector | None = None,
        even_bars: bool = True,
    ) -> None:
        if isinstance(selector, RenkoType):
            if selector != RenkoType.CLASSIC:
                message = "Please use the new RenkoConsolidator type if RenkoType is not Classic"
                raise ArgumentError(message)
            selector = None
        elif isinstance(selector, bool):
            even_bars = selector
            selector = None
        super().__init__(selector, volume_selector)
        self._qc_bar_size = to_decimal(bar_size)
        self._qc_even_bars = even_bars
        if self._qc_bar_size < _SMALLEST:
            message = "RenkoConsolidator bar size must be positve and greater than 1e-28"
            raise ArgumentError(message)

    def reset(self) -> None:
        """Forgets everything but the handlers."""
        super().reset()
        self._qc_last_close = None

    def _qc_update_bar(self, time: datetime, value: Decimal, volume: Decimal) -> None:
        bar: RenkoBar = self._qc_working
        if bar.update(time, value, volume):
            self._qc_last_close = bar._close
            self._qc_emit(bar)
            self._qc_working = None

    def _qc_new_bar(self, data: BaseData, value: Decimal, volume: Decimal) -> RenkoBar:
        open_price = self._qc_last_close
        if open_price is None:
            size = self._qc_bar_size
            open_price = ceiling(value / size) * size if self._qc_even_bars else value
        return RenkoBar.classic(data.symbol, data._time, self._qc_bar_size, open_price, volume)
