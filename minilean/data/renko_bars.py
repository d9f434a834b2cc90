"""Bars that end on a price move or a volume instead of a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from minilean.data.bars import TradeBar
from minilean.data.base_data import NO_TIME
from minilean.enums import BarDirection, RenkoType
from minilean.errors import InvalidOperation
from minilean.interop.decimals import ZERO, Number, to_decimal, to_double
from minilean.interop.names import dotnet, exact

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal

    from minilean.securities.symbol import Symbol


@dotnet
class BaseRenkoBar(TradeBar):
    """What renko bars share (Common/Data/Market/BaseRenkoBar.cs)."""

    __slots__ = ("_brick_size", "_closed", "type")

    brick_size = exact("_brick_size")
    type: RenkoType
    _brick_size: Decimal
    _closed: bool

    @property
    def start(self) -> datetime:
        """When the bar started."""
        return self._time

    @property
    def end(self) -> datetime:
        """The older name of end_time."""
        return self._end_time

    @property
    def is_closed(self) -> bool:
        """Whether the bar is complete."""
        return self._closed

    def _place(self, symbol: Symbol | None, start: datetime, end_time: datetime, brick_size: Decimal) -> None:
        if symbol is not None:
            self.symbol = symbol
        self._time = start
        self._end_time = end_time
        self._brick_size = brick_size
        self._closed = False


@dotnet
class RenkoBar(BaseRenkoBar):
    """A bar of a fixed height (Common/Data/Market/RenkoBar.cs)."""

    __slots__ = ()

    @classmethod
    def classic(cls, symbol: Symbol, time: datetime, brick_size: Decimal, open_price: Decimal, volume: Decimal) -> Self:
        """A bar that grows with ``update`` until it is one brick high."""
        bar = cls(time, symbol, open_price, open_price, open_price, open_price, volume)
        bar._place(symbol, time, time, brick_size)
        bar.type = RenkoType.CLASSIC
        return bar

    @classmethod
    def wicked(
        cls, symbol: Symbol, span: tuple[datetime, datetime], brick_size: Decimal, prices: tuple[Decimal, ...]
    ) -> Self:
        """A complete bar with wicks; ``prices`` are open, high, low and close."""
        bar = cls(span[0], symbol, prices[0], prices[1], prices[2], prices[3])
        bar._place(symbol, span[0], span[1], brick_size)
        bar.type = RenkoType.WICKED
        return bar

    @property
    def direction(self) -> BarDirection:
        """Whether the bar closed above its open."""
        if self._open < self._close:
            return BarDirection.RISING
        return BarDirection.FALLING if self._open > self._close else BarDirection.NO_DELTA

    @property
    def spread(self) -> float:
        """The height between open and close."""
        return to_double(abs(self._close - self._open))

    def update(  # type: ignore[override]  # LEAN's overload of a classic bar
        self, time: datetime, current_value: Number, volume_since_last_update: Number
    ) -> bool:
        """Takes in a value of a classic bar; gives whether the bar is complete.

        Raises InvalidOperation for a wicked bar, which is complete from the start.
        """
        if self.type == RenkoType.WICKED:
            message = 'A "Wicked" RenkoBar cannot be updated!'
            raise InvalidOperation(message)
        if self._closed:
            return True
        if self._time == NO_TIME:
            self._time = time
        self._end_time = time
        self._move_to(to_decimal(current_value))
        self._volume += to_decimal(volume_since_last_update)
        return self._closed

    def _move_to(self, value: Decimal) -> None:
        low_close = self._open - self._brick_size
        high_close = self._open + self._brick_size
        self._close = close = min(high_close, max(low_close, value))
        self._closed = value <= low_close or value >= high_close
        self._high = max(self._high, close)
        self._low = min(self._low, close)


@dotnet
class VolumeRenkoBar(BaseRenkoBar):
    """A bar of a fixed volume (Common/Data/Market/VolumeRenkoBar.cs)."""

    __slots__ = ()

    @classmethod
    def of(
        cls, symbol: Symbol, span: tuple[datetime, datetime], brick_size: Decimal, prices: tuple[Decimal, ...]
    ) -> Self:
        """An empty bar at the prices open, high, low and close."""
        bar = cls(span[0], symbol, prices[0], prices[1], prices[2], prices[3])
        bar._place(symbol, span[0], span[1], brick_size)
        bar.type = RenkoType.CLASSIC
        return bar

    @property
    def is_closed(self) -> bool:
        """Whether the bar holds its volume."""
        return self._volume >= self._brick_size

    def _take(self, time: datetime, prices: tuple[Decimal, Decimal, Decimal], volume: Decimal) -> Decimal:
        """Takes in high, low, close and a volume; gives the volume too much, negative while there is room."""
        if self.is_closed:
            return ZERO
        self._end_time = time
        excess = self._volume + volume - self._brick_size
        self._volume = self._brick_size if excess > 0 else self._volume + volume
        high, low, self._close = prices
        self._high = max(self._high, high)
        self._low = min(self._low, low)
        return excess

    def rollover(self) -> VolumeRenkoBar:
        """The empty bar that follows: it opens where and when this one closed."""
        close = self._close
        return VolumeRenkoBar.of(
            self.symbol, (self._end_time, self._end_time), self._brick_size, (close, close, close, close)
        )


@dotnet
class RangeBar(TradeBar):
    """A bar whose high and low are at most a range apart (Common/Data/Market/RangeBar.cs).

    LEAN sets no start: ``time`` is the first moment of year one.
    """

    __slots__ = ("_range_size", "is_closed")

    range_size = exact("_range_size")
    is_closed: bool
    _range_size: Decimal

    @classmethod
    def of(cls, symbol: Symbol, end_time: datetime, range_size: Decimal, open_price: Decimal, volume: Decimal) -> Self:
        """A bar that starts at a price."""
        bar = cls(NO_TIME, symbol, open_price, open_price, open_price, open_price, volume)
        bar._end_time = end_time
        bar._range_size = range_size
        bar.is_closed = False
        return bar

    def update(  # type: ignore[override]  # LEAN's overload of a range bar
        self, time: datetime, current_value: Number, volume_since_last_update: Number
    ) -> None:
        """Takes in a value; one out of range completes the bar at its border and leaves the volume out."""
        value = to_decimal(current_value)
        self._end_time = time
        if value < self._low:
            if self._high - value > self._range_size:
                self._low = self._close = self._high - self._range_size
                self.is_closed = True
                return
            self._low = value
        elif value > self._high:
            if value - self._low > self._range_size:
                self._high = self._close = self._low + self._range_size
                self.is_closed = True
                return
            self._high = value
        self._volume += to_decimal(volume_since_last_update)
