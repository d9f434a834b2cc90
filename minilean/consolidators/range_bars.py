"""Bars of a fixed range of prices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.consolidators.timeless import BaseTimelessConsolidator, Selector
from minilean.data.renko_bars import RangeBar
from minilean.interop.decimals import ZERO, ceiling
from minilean.interop.names import dotnet

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal

    from minilean.data.base_data import BaseData


@dotnet
class RangeConsolidator(BaseTimelessConsolidator):
    """Bars of so many minimum price variations; a gap gives several (RangeConsolidator.cs)."""

    output_type = RangeBar
    _qc_variation = ZERO
    _qc_range_size = ZERO
    _qc_first = True

    def __init__(
        self,
        range: int,
        selector: Selector | None = None,
        volume_selector: Selector | None = None,
    ) -> None:
        super().__init__(selector, volume_selector)
        self._qc_range = range

    @property
    def range(self) -> int:
        """The number of minimum price variations."""
        return self._qc_range

    @property
    def range_size(self) -> float:
        """The range in money; zero before the first value."""
        return float(self._qc_range_size)

    def reset(self) -> None:
        """Forgets everything but the handlers."""
        super().reset()
        self._qc_first = True
        self._qc_variation = self._qc_range_size = ZERO

    def _qc_update_bar(self, time: datetime, value: Decimal, volume: Decimal) -> None:
        bar: RangeBar = self._qc_working
        rising = value > bar._high
        bar.update(time, value, volume)
        size = self._qc_range_size
        while bar.is_closed:
            self._qc_emit(bar)
            open_price = bar._high + self._qc_variation if rising else bar._low - self._qc_variation
            bar = RangeBar.of(bar.symbol, bar._end_time, size, open_price, ZERO)
            self._qc_working = bar
            bar.update(time, value, ZERO if abs(bar._low - value) > size else volume)

    def _qc_new_bar(self, data: BaseData, value: Decimal, volume: Decimal) -> RangeBar:
        if self._qc_first:
            self._qc_first = False
            self._qc_variation = _minimum_price_variation(data)
            size = self._qc_range_size = self._qc_variation * self._qc_range
            value = ceiling(value / size) * size
        return RangeBar.of(data.symbol, data._time, self._qc_range_size, value, volume)


@dotnet
class ClassicRangeConsolidator(RangeConsolidator):
    """Bars of a range; a gap gives one bar only (ClassicRangeConsolidator.cs)."""

    def _qc_update_bar(self, time: datetime, value: Decimal, volume: Decimal) -> None:
        bar: RangeBar = self._qc_working
        bar.update(time, value, volume)
        if bar.is_closed:
            self._qc_emit(bar)
            self._qc_working = None


def _minimum_price_variation(data: BaseData) -> Decimal:
    from minilean.securities.symbol_properties_database import SymbolPropertiesDatabase

    symbol = data.symbol
    database = SymbolPropertiesDatabase.from_data_folder()
    properties = database.get_symbol_properties(symbol.id.market, symbol, symbol.security_type, "USD")
    variation: Decimal = properties._minimum_price_variation
    return variation
