"""Quote bars made of quote bars and of ticks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.consolidators.period_count import PeriodCountConsolidatorBase
from minilean.data.bars import Bar, QuoteBar
from minilean.data.ticks import Tick
from minilean.enums import TickType
from minilean.interop.decimals import ZERO
from minilean.interop.names import dotnet

if TYPE_CHECKING:
    from datetime import timedelta

    from minilean.data.base_data import BaseData


class _QuoteBars(PeriodCountConsolidatorBase):
    """A new bar opens where the last one closed."""

    output_type = QuoteBar

    def _qc_new_bar(self, data: BaseData, counted_period: timedelta | None) -> QuoteBar:
        start = self._qc_bar_start(data)  # a calendar's period is known only after this
        period = counted_period if self._qc_max_count is not None else self._qc_period
        bar = QuoteBar(start, data.symbol, None, ZERO, None, ZERO, period)
        previous = self._qc_consolidated
        if previous is not None:
            bid = previous.bid._close if previous.bid is not None else ZERO
            ask = previous.ask._close if previous.ask is not None else ZERO
            bar.update(ZERO, bid, ask, ZERO, previous._last_bid_size, previous._last_ask_size)
        return bar


@dotnet
class QuoteBarConsolidator(_QuoteBars):
    """Quote bars into longer quote bars (QuoteBarConsolidator.cs)."""

    input_type = QuoteBar

    def _qc_aggregate(self, working: QuoteBar | None, data: QuoteBar) -> QuoteBar:
        if working is None:
            working = self._qc_new_bar(data, data.period)
        bid, ask = data.bid, data.ask
        if bid is not None:
            working._last_bid_size = data._last_bid_size
            working.bid = _extended(working.bid, bid)
        if ask is not None:
            working._last_ask_size = data._last_ask_size
            working.ask = _extended(working.ask, ask)
        working._value = data._value
        return working


@dotnet
class TickQuoteBarConsolidator(_QuoteBars):
    """Quote ticks into quote bars (TickQuoteBarConsolidator.cs)."""

    input_type = Tick
    _qc_filters = True

    def _qc_accepts(self, data: Tick) -> bool:
        return data.tick_type == TickType.QUOTE

    def _qc_aggregate(self, working: QuoteBar | None, data: Tick) -> QuoteBar:
        if working is None:
            working = self._qc_new_bar(data, self._qc_period)
        working.update(ZERO, data._bid_price, data._ask_price, ZERO, data._bid_size, data._ask_size)
        if self._qc_period is None:
            working.end_time = self._qc_round(data._end_time)
        return working


def _extended(side: Bar | None, data: Bar) -> Bar:
    if side is None:
        return Bar(data._open, data._high, data._low, data._close)
    side._close = data._close
    side._high = max(side._high, data._high)
    side._low = min(side._low, data._low)
    return side
