"""Bars of a fixed volume."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.consolidators.base import TypedEventConsolidator
from minilean.data.bars import TradeBar
from minilean.data.renko_bars import VolumeRenkoBar
from minilean.data.ticks import Tick
from minilean.enums import TickType
from minilean.errors import ArgumentError
from minilean.interop.decimals import Number, to_decimal
from minilean.interop.names import dotnet

if TYPE_CHECKING:
    from decimal import Decimal

    from minilean.data.base_data import BaseData


@dotnet
class VolumeRenkoConsolidator(TypedEventConsolidator):
    """A bar for every so many units traded; takes trade bars and trade ticks (VolumeRenkoConsolidator.cs)."""

    output_type = VolumeRenkoBar
    _qc_working: VolumeRenkoBar | None = None

    def __init__(self, bar_size: Number) -> None:
        self._qc_bar_size = to_decimal(bar_size)

    @property
    def working_data(self) -> VolumeRenkoBar | None:
        """The bar being built itself, or None."""
        return self._qc_working

    def update(self, data: BaseData) -> None:
        """Takes in a trade bar or a trade tick; raises ArgumentError for anything else."""
        close = data._value
        if type(data) is TradeBar:
            volume = data._volume
            prices = (data._open, data._high, data._low, close)
        elif type(data) is Tick:
            if data.tick_type != TickType.TRADE:
                return
            volume = data._quantity
            prices = (close, close, close, close)
        else:
            message = f"{type(self).__name__} must be used with TradeBar or Tick data."
            raise ArgumentError(message)
        self._qc_take(data, prices, self._qc_adjusted(volume, close))

    def _qc_take(self, data: BaseData, prices: tuple[Decimal, ...], volume: Decimal) -> None:
        _, high, low, close = prices
        bar = self._qc_working
        if bar is None:
            bar = VolumeRenkoBar.of(data.symbol, (data._time, data._end_time), self._qc_bar_size, prices)
            self._qc_working = bar
        left_over = bar._take(data._end_time, (high, low, close), volume)
        while left_over >= 0:
            self._qc_emit(bar)
            bar = self._qc_working = bar.rollover()
            left_over = bar._take(data._end_time, (high, low, close), left_over)

    def _qc_emit(self, bar: VolumeRenkoBar) -> None:
        super()._qc_emit(bar)
        self._qc_typed_event(self, bar)

    def reset(self) -> None:
        """Forgets everything but the handlers."""
        super().reset()
        self._qc_working = None

    def _qc_adjusted(self, volume: Decimal, price: Decimal) -> Decimal:
        return volume


@dotnet
class DollarVolumeRenkoConsolidator(VolumeRenkoConsolidator):
    """A bar for every so much money traded (DollarVolumeRenkoConsolidator.cs)."""

    def _qc_adjusted(self, volume: Decimal, price: Decimal) -> Decimal:
        return volume * price
