"""IntradayVwap: the mean price of a day so far, weighted by volume."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.data.bars import TradeBar
from minilean.data.ticks import Tick
from minilean.enums import TickType
from minilean.indicators.base import IndicatorBase
from minilean.indicators.division import safe_division
from minilean.interop.decimals import ZERO

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from minilean.data.base_data import BaseData


class IntradayVwap(IndicatorBase):
    """LEAN's VWAP of a day (Indicators/IntradayVwap.cs): quotes and bars filled forward are not taken."""

    def __init__(self, name: str = "VWAP") -> None:
        super().__init__(name)
        self._last_date: date | None = None
        self._volume = self._turnover = ZERO

    @property
    def is_ready(self) -> bool:
        return self._volume > 0

    def _compute_next_value(self, data: BaseData) -> Decimal | None:
        traded = _volume_and_price(data)
        if traded is None:
            return None
        today = data.end_time.date()
        if self._last_date != today:
            self._volume = self._turnover = ZERO
            self._last_date = today
        volume, price = traded
        self._volume += volume
        self._turnover += price * volume
        return safe_division(self._turnover, self._volume, data._value)

    def reset(self) -> None:
        self._last_date = None
        self._volume = self._turnover = ZERO
        super().reset()


def _volume_and_price(data: BaseData) -> tuple[Decimal, Decimal] | None:
    if isinstance(data, Tick) and data.tick_type == TickType.TRADE:
        return data._quantity, data._value
    if isinstance(data, TradeBar) and not data.is_fill_forward:
        return data._volume, (data._high + data._low + data._close) / 3
    return None
