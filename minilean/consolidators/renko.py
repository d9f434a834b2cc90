"""Renko bars with wicks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minilean.consolidators.base import TypedEventConsolidator
from minilean.consolidators.typed import with_input
from minilean.data.base_data import NO_TIME, BaseData
from minilean.data.renko_bars import RenkoBar
from minilean.enums import BarDirection, RenkoType
from minilean.errors import ArgumentError
from minilean.interop.decimals import ZERO, Number, floor, round_half_even, to_decimal
from minilean.interop.names import dotnet, exact

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal


@dotnet
class RenkoConsolidator(TypedEventConsolidator):
    """Bars of one brick that remember how far prices went against them (RenkoConsolidator.cs).

    Raises ArgumentError for a brick that is not positive.
    """

    output_type = RenkoBar
    type = RenkoType.WICKED
    open_rate = exact("_qc_open_rate")
    high_rate = exact("_qc_high_rate")
    low_rate = exact("_qc_low_rate")
    close_rate = exact("_qc_close_rate")
    bar_size = exact("_qc_bar_size")
    _qc_first = True
    _qc_last: RenkoBar | None = None
    _qc_current: RenkoBar | None = None
    _qc_open_on = NO_TIME
    _qc_close_on = NO_TIME
    _qc_open_rate = ZERO
    _qc_high_rate = ZERO
    _qc_low_rate = ZERO
    _qc_close_rate = ZERO

    def __class_getitem__(cls, input_type: Any) -> Any:
        """The same class: values of any kind are taken in."""
        return with_input(cls, input_type)

    def __init__(self, bar_size: Number) -> None:
        self._qc_bar_size = to_decimal(bar_size)
        if self._qc_bar_size <= 0:
            message = "Renko consolidator BarSize must be strictly greater than zero"
            raise ArgumentError(message)

    @property
    def working_data(self) -> RenkoBar | None:
        """A copy of the last complete bar, as LEAN gives it, or None."""
        return self._qc_current.clone() if self._qc_current is not None else None

    @property
    def open_on(self) -> datetime:
        """When the bar being built started."""
        return self._qc_open_on

    @property
    def close_on(self) -> datetime:
        """When the last value came."""
        return self._qc_close_on

    def update(self, data: BaseData) -> None:
        """Takes in data; one value may complete several bars."""
        rate = data._value
        self._qc_close_on = data._time
        if self._qc_first:
            self._qc_first = False
            rate = closest_multiple(rate, self._qc_bar_size)
            self._qc_open_on = data._time
            self._qc_open_rate = self._qc_high_rate = self._qc_low_rate = self._qc_close_rate = rate
            return
        self._qc_high_rate = max(self._qc_high_rate, rate)
        self._qc_low_rate = min(self._qc_low_rate, rate)
        self._qc_close_rate = rate
        if rate > self._qc_open_rate:
            self._qc_go_up(data)
        elif rate < self._qc_open_rate:
            self._qc_go_down(data)

    def scan(self, current_local_time: datetime) -> None:
        """Time alone completes no bar."""

    def reset(self) -> None:
        """Forgets everything but the handlers."""
        for name in ("open_rate", "high_rate", "low_rate", "close_rate"):
            setattr(self, f"_qc_{name}", ZERO)
        self._qc_first = True
        self._qc_last = self._qc_current = None
        self._qc_open_on = self._qc_close_on = NO_TIME
        super().reset()

    def dispose(self) -> None:
        """Drops all handlers."""
        self._qc_typed_event.clear()
        super().dispose()

    @staticmethod
    def get_closest_multiple(price: Number, bar_size: Number) -> float:
        """The multiple of a size nearest to a price; raises ArgumentError for a size that is not positive."""
        return float(closest_multiple(to_decimal(price), to_decimal(bar_size)))

    def _qc_fire(self, bar: Any) -> None:
        self._qc_typed_event(self, bar)
        self._qc_current = bar

    def _qc_go_up(self, data: BaseData) -> None:
        last = self._qc_last
        if last is not None and last.direction != BarDirection.RISING:
            limit = last._open + self._qc_bar_size
            if self._qc_close_rate <= limit:
                return
            self._qc_rise(data, last._open, limit)
        while self._qc_close_rate > (limit := self._qc_open_rate + self._qc_bar_size):
            self._qc_rise(data, self._qc_open_rate, limit)

    def _qc_go_down(self, data: BaseData) -> None:
        last = self._qc_last
        if last is not None and last.direction != BarDirection.FALLING:
            limit = last._open - self._qc_bar_size
            if self._qc_close_rate >= limit:
                return
            self._qc_fall(data, last._open, limit)
        while self._qc_close_rate < (limit := self._qc_open_rate - self._qc_bar_size):
            self._qc_fall(data, self._qc_open_rate, limit)

    def _qc_rise(self, data: BaseData, open_price: Decimal, limit: Decimal) -> None:
        self._qc_build(data, (open_price, limit, self._qc_low_rate, limit))
        self._qc_open_rate = self._qc_low_rate = limit

    def _qc_fall(self, data: BaseData, open_price: Decimal, limit: Decimal) -> None:
        self._qc_build(data, (open_price, self._qc_high_rate, limit, limit))
        self._qc_open_rate = self._qc_high_rate = limit

    def _qc_build(self, data: BaseData, prices: tuple[Decimal, ...]) -> None:
        bar = RenkoBar.wicked(data.symbol, (self._qc_open_on, self._qc_close_on), self._qc_bar_size, prices)
        self._qc_last = bar
        self._qc_emit(bar)
        self._qc_open_on = self._qc_close_on


@dotnet
class WickedRenkoConsolidator(RenkoConsolidator):
    """The older name of RenkoConsolidator."""


def closest_multiple(price: Decimal, bar_size: Decimal) -> Decimal:
    """The multiple of a size nearest to a price, the lower one when both are as near."""
    if bar_size <= 0:
        message = "BarSize must be strictly greater than zero"
        raise ArgumentError(message)
    bricks = floor(price / bar_size)
    modulus = price - bar_size * bricks
    return bar_size * (bricks + round_half_even(modulus / bar_size, 0))
