"""Trade bars made of trade bars, of ticks, of plain values."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from minilean.consolidators.period_count import PeriodCountConsolidatorBase
from minilean.data.bars import TradeBar
from minilean.data.base_data import BaseData
from minilean.data.ticks import Tick
from minilean.enums import TickType
from minilean.interop.decimals import ZERO
from minilean.interop.names import dotnet

_MINUTE = timedelta(minutes=1)


@dotnet
class TradeBarConsolidatorBase(PeriodCountConsolidatorBase):
    """Consolidators that give trade bars (TradeBarConsolidatorBase.cs)."""

    output_type = TradeBar

    @property
    def working_bar(self) -> TradeBar | None:
        """A copy of the bar being built, or None."""
        bar: TradeBar | None = self.working_data
        return bar


@dotnet
class TradeBarConsolidator(TradeBarConsolidatorBase):
    """Trade bars into longer trade bars (TradeBarConsolidator.cs)."""

    input_type = TradeBar

    def _qc_aggregate(self, working: TradeBar | None, data: TradeBar) -> TradeBar:
        if working is None:
            start = self._qc_bar_start(data)
            period = self._qc_period if self._qc_max_count is None else None
            return TradeBar(
                start,
                data.symbol,
                data._open,
                data._high,
                data._low,
                data._close,
                data._volume,
                data._end_time - data._time if period is None else period,
            )
        working._close = data._close
        working._volume += data._volume
        low = data._low
        working._low = min(working._low, low)
        high = data._high
        working._high = max(working._high, high)
        return working


@dotnet
class BaseDataConsolidator(TradeBarConsolidatorBase):
    """Any data's value into trade bars without volume (BaseDataConsolidator.cs)."""

    input_type = BaseData

    def _qc_aggregate(self, working: TradeBar | None, data: BaseData) -> TradeBar:
        value = data._value
        if working is None:
            return TradeBar(self._qc_round(data._time), data.symbol, value, value, value, value, ZERO, _MINUTE)
        return _take_price(working, value)


@dotnet
class TickConsolidator(TradeBarConsolidatorBase):
    """Trade ticks into trade bars (TickConsolidator.cs)."""

    input_type = Tick
    _qc_filters = True

    def _qc_accepts(self, data: Tick) -> bool:
        return data.tick_type == TickType.TRADE

    def _qc_aggregate(self, working: TradeBar | None, data: Tick) -> TradeBar:
        value = data._value
        if working is None:
            start = self._qc_bar_start(data)
            return TradeBar(start, data.symbol, value, value, value, value, data._quantity, self._qc_period)
        working._volume += data._quantity
        return _take_price(working, value)


def _take_price(working: TradeBar, value: Any) -> TradeBar:
    working._close = value
    working._low = min(working._low, value)
    working._high = max(working._high, value)
    return working
