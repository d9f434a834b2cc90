"""Consolidators that look at prices, not at time."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from minilean.consolidators.base import TypedEventConsolidator
from minilean.data.bars import TradeBar
from minilean.data.ticks import Tick
from minilean.errors import ArgumentError
from minilean.interop.decimals import ZERO, Number, to_decimal
from minilean.interop.names import dotnet

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal

    from minilean.data.base_data import BaseData

Selector = Callable[[Any], Number]


def _default_volume(data: Any) -> Decimal:
    if isinstance(data, TradeBar):
        return data._volume
    return data._quantity if isinstance(data, Tick) else ZERO


@dotnet
class BaseTimelessConsolidator(TypedEventConsolidator):
    """What renko and range consolidators share (BaseTimelessConsolidator.cs).

    ``selector`` takes a data point and gives the price to use, ``volume_selector`` the volume.
    """

    _qc_working: Any = None
    _qc_selector: Selector | None = None
    _qc_volume_selector: Selector | None = None

    def __init__(self, selector: Selector | None = None, volume_selector: Selector | None = None) -> None:
        for name, candidate in (("valueSelector", selector), ("volumeSelector", volume_selector)):
            if candidate is not None and not callable(candidate):
                message = f"Unable to convert parameter {name} to delegate type Func<IBaseData, decimal>"
                raise ArgumentError(message)
        self._qc_selector = selector
        self._qc_volume_selector = volume_selector

    @property
    def working_data(self) -> Any:
        """A copy of the bar being built, or None."""
        return self._qc_working.clone() if self._qc_working is not None else None

    @property
    def current_bar(self) -> Any:
        """The bar being built, or None."""
        return self._qc_working

    def update(self, data: BaseData) -> None:
        """Takes in data; a bar it completes makes room for the next one at once."""
        selector, volume_selector = self._qc_selector, self._qc_volume_selector
        value = data._value if selector is None else to_decimal(selector(data))
        volume = _default_volume(data) if volume_selector is None else to_decimal(volume_selector(data))
        if self._qc_working is not None:
            self._qc_update_bar(data._time, value, volume)
        if self._qc_working is None:
            self._qc_working = self._qc_new_bar(data, value, volume)

    def reset(self) -> None:
        """Forgets everything but the handlers."""
        self._qc_working = None
        super().reset()

    def dispose(self) -> None:
        """Drops all handlers."""
        self._qc_typed_event.clear()
        super().dispose()

    def _qc_fire(self, bar: Any) -> None:
        self._qc_typed_event(self, bar)

    def _qc_update_bar(self, time: datetime, value: Decimal, volume: Decimal) -> None:
        raise NotImplementedError

    def _qc_new_bar(self, data: BaseData, value: Decimal, volume: Decimal) -> Any:
        raise NotImplementedError
