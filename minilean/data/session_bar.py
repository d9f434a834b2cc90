"""The bar of a trading day while it grows."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from minilean.data.bars import Bar, QuoteBar, TradeBar
from minilean.data.ticks import Tick
from minilean.enums import TickType
from minilean.interop.dates import midnight_of
from minilean.interop.decimals import ZERO
from minilean.interop.names import dotnet, exact

if TYPE_CHECKING:
    from minilean.data.base_data import BaseData
    from minilean.securities.symbol import Symbol

_DAY = timedelta(days=1)
_HIGHEST = Decimal(79228162514264337593543950335)
NOT_STARTED = datetime.max


def _from_quotes(field: str) -> Any:
    def read(self: SessionBar) -> Decimal:
        """The price made of the day's trades or quotes so far; zero before the first."""
        price: Decimal = getattr(self._day, field) if self._day is not None else ZERO
        return price

    return property(read)


@dotnet
class SessionBar(TradeBar):
    """Prices of trades, or the middle of quotes, and the volume of a day's regular hours (SessionBar.cs)."""

    __slots__ = ("_day", "_open_interest", "_quotes_end", "_source", "_started", "_volume_end")

    open_interest = exact("_open_interest")
    _open = _from_quotes("_open")
    _high = _from_quotes("_high")
    _low = _from_quotes("_low")
    _close = _from_quotes("_close")

    def __init__(self, source: TickType, symbol: Symbol, time: datetime = NOT_STARTED) -> None:
        self.symbol = symbol
        self.is_fill_forward = False
        self._columns = None
        self._row = 0
        self._volume = self._open_interest = ZERO
        self._source = source
        self._started = False
        self._day: QuoteBar | None = None
        self._volume_end = datetime.min
        self._quotes_end = datetime.min
        self._start_on(time)

    def _start_on(self, time: datetime) -> None:
        self._time = time
        self._end_time = NOT_STARTED if time == NOT_STARTED else time + _DAY

    def __copy__(self) -> SessionBar:
        twin = SessionBar(self._source, self.symbol, self._time)
        for name in ("_volume", "_open_interest", "_started", "_volume_end", "_quotes_end"):
            setattr(twin, name, getattr(self, name))
        twin._day = self._day.clone() if self._day is not None else None
        return twin

    def _take(self, data: BaseData, previous: SessionBar | None) -> None:
        """Takes in data of regular hours; a day of quotes opens where the previous one closed."""
        day = self._day or self._new_day(data, previous)
        if data._time < self._quotes_end:
            return
        if isinstance(data, TradeBar):
            self._add_volume(data, data._volume)
            if self._source == TickType.TRADE:
                self._add_trade(day, data._open, data._high, data._low, data._close)
                self._quotes_end = data._end_time
        elif isinstance(data, QuoteBar):
            if self._source == TickType.QUOTE:
                day.bid, day.ask = _extended(day.bid, data.bid), _extended(day.ask, data.ask)
                self._quotes_end = data._end_time
        elif isinstance(data, Tick):
            self._take_tick(day, data)

    def _new_day(self, data: BaseData, previous: SessionBar | None) -> QuoteBar:
        midnight = midnight_of(data._time)
        self._quotes_end = midnight
        self._day = day = QuoteBar(midnight, data.symbol, None, ZERO, None, ZERO, _DAY)
        if self._source == TickType.TRADE:
            day.bid = Bar(ZERO, ZERO, _HIGHEST, ZERO)
        elif previous is not None and previous._day is not None:
            day.bid, day.ask = _opened(previous._day.bid), _opened(previous._day.ask)
        return day

    def _take_tick(self, day: QuoteBar, tick: Tick) -> None:
        self._add_volume(tick, tick._quantity)
        if tick.tick_type != self._source:
            return
        if tick.tick_type == TickType.TRADE:
            self._add_trade(day, tick._value, tick._value, tick._value, tick._value)
        else:
            day.bid, day.ask = _touched(day.bid, tick._bid_price), _touched(day.ask, tick._ask_price)
        self._quotes_end = tick._end_time

    def _add_volume(self, data: BaseData, volume: Decimal) -> None:
        if self._volume_end <= data._time:
            self._volume_end = data._end_time
            self._volume += volume

    def _add_trade(self, day: QuoteBar, open_price: Decimal, high: Decimal, low: Decimal, close: Decimal) -> None:
        side = day.bid or Bar()
        if not self._started:
            self._started = True
            side._open = open_price
        side._close = close
        side._low = min(side._low, low)
        side._high = max(side._high, high)

    def __str__(self) -> str:
        return (
            f"O: {self.open} H: {self.high} L: {self.low} C: {self.close} V: {self.volume} OI: {self._open_interest:f}"
        )


def _extended(side: Bar | None, data: Bar | None) -> Bar | None:
    if data is None:
        return side
    if side is None:
        return data.clone()
    side._close = data._close
    side._high = max(side._high, data._high)
    side._low = min(side._low, data._low)
    return side


def _touched(side: Bar | None, price: Decimal) -> Bar | None:
    if side is not None:
        side.update(price)
        return side
    return Bar(price, price, price, price) if price else None


def _opened(side: Bar | None) -> Bar | None:
    return _touched(None, side._close) if side is not None else None
