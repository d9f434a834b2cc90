"""The points of charts: a value, a value with a marker's text, a candle."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from minilean.data.bars import Bar, TradeBar
from minilean.interop.dates import without_tick
from minilean.interop.decimals import ZERO, Number, smart_rounding, to_decimal
from minilean.interop.names import dotnet

if TYPE_CHECKING:
    from decimal import Decimal

_EPOCH = datetime(1970, 1, 1)
_DAY_SECONDS = 86_400
_SECOND = timedelta(seconds=1)
_MICROSECOND = timedelta(microseconds=1)


def unix_seconds(time: datetime) -> float:
    """Seconds since 1970 of a UTC time; a tick is too small to count in a double of today."""
    span = without_tick(time) - _EPOCH
    return span.days * 86_400 + span.seconds + span.microseconds / 1_000_000


def from_unix_seconds(seconds: float) -> datetime:
    """The UTC time so many seconds after 1970 began."""
    return _EPOCH + timedelta(seconds=seconds)


def _utc(time: datetime | float) -> datetime:
    if not isinstance(time, datetime):
        return from_unix_seconds(time)
    return time.replace(tzinfo=None) if time.tzinfo is not None else time


def _rounded(value: Number | None) -> Decimal | None:
    return None if value is None else smart_rounding(to_decimal(value))


def _shown(field: str) -> Any:
    def read(point: object) -> float | None:
        value = getattr(point, field)
        return None if value is None else float(value)

    def write(point: object, value: Number | None) -> None:
        setattr(point, field, _rounded(value))

    return property(read, write)


@dotnet
class ChartPoint:
    """A value at a UTC time (Common/ChartPoint.cs); values are rounded to what a chart can show."""

    __slots__ = ("_y", "time")

    time: datetime
    _y: Decimal | None
    y = _shown("_y")

    def __init__(self, time: datetime | float | ChartPoint = _EPOCH, value: Number | None = None) -> None:
        """Takes a UTC time or seconds since 1970 and a value, or another point."""
        if isinstance(time, ChartPoint):
            self.time, self._y = time.time, time._y
        else:
            self.time, self._y = _utc(time), _rounded(value)

    @classmethod
    def of(cls, time: datetime, value: Decimal) -> ChartPoint:
        """The point of an exact value at a naive UTC time."""
        point = cls.__new__(cls)
        point.time = time
        point._y = smart_rounding(value)
        return point

    @property
    def x(self) -> int:
        """Seconds since 1970."""
        span = self.time - _EPOCH
        return round(unix_seconds(self.time)) if span.microseconds else span.days * _DAY_SECONDS + span.seconds

    @property
    def _value(self) -> Decimal:
        return self._y if self._y is not None else ZERO

    def clone(self) -> ChartPoint:
        """A copy."""
        return ChartPoint(self)

    def __str__(self) -> str:
        return f"{self.time:%Y-%m-%d %H:%M:%S} - {self._y if self._y is not None else ''}"


@dotnet
class ScatterChartPoint(ChartPoint):
    """A marker with a text of its own (Common/ScatterChartPoint.cs)."""

    __slots__ = ("tooltip",)

    def __init__(
        self, time: datetime | float = _EPOCH, value: Number | None = None, tooltip: str | None = None
    ) -> None:
        super().__init__(time, value)
        self.tooltip = tooltip

    def clone(self) -> ScatterChartPoint:
        """A copy."""
        return ScatterChartPoint(self.time, self._y, self.tooltip)


@dotnet
class Candlestick:
    """Open, high, low and close at a UTC time (Common/Candlestick.cs), rounded to what a chart can show."""

    __slots__ = ("_close", "_high", "_low", "_open", "time")

    time: datetime
    _open: Decimal | None
    _high: Decimal | None
    _low: Decimal | None
    _close: Decimal | None
    open = _shown("_open")
    high = _shown("_high")
    low = _shown("_low")
    close = _shown("_close")

    def __init__(
        self,
        time: datetime | float | Candlestick | TradeBar = _EPOCH,
        open: Number | Bar | None = None,
        high: Number | None = None,
        low: Number | None = None,
        close: Number | None = None,
    ) -> None:
        """Takes a time and four values, a time and a bar, a trade bar, or another candle."""
        bar: Any = time if isinstance(time, (Candlestick, TradeBar)) else open
        values: tuple[Any, ...] = (open, high, low, close)
        if isinstance(bar, (Candlestick, Bar, TradeBar)):
            values = (bar._open, bar._high, bar._low, bar._close)
        if isinstance(time, Candlestick):
            self.time = time.time
        else:
            self.time = time.end_time if isinstance(time, TradeBar) else _utc(time)
        self._open, self._high, self._low, self._close = map(_rounded, values)

    @classmethod
    def of(cls, time: datetime, opened: Decimal, high: Decimal, low: Decimal, close: Decimal) -> Candlestick:
        """The candle of exact values at a naive UTC time."""
        candle = cls.__new__(cls)
        candle.time = time
        candle._open = smart_rounding(opened)
        candle._high = candle._open if high is opened else smart_rounding(high)
        candle._low = candle._open if low is opened else smart_rounding(low)
        candle._close = candle._open if close is opened else smart_rounding(close)
        return candle

    @property
    def long_time(self) -> int:
        """Whole seconds since 1970."""
        span = self.time - _EPOCH
        return int(unix_seconds(self.time)) if span.microseconds else span.days * _DAY_SECONDS + span.seconds

    @property
    def _value(self) -> Decimal:
        return self._close if self._close is not None else ZERO

    def _update(self, value: Decimal | None) -> None:
        """Widens the candle to include a value and closes it there."""
        if value is None:
            return
        value = smart_rounding(value)
        if self._open is None:
            self._open = self._high = self._low = value
        elif self._high is not None and value > self._high:
            self._high = value
        elif self._low is not None and value < self._low:
            self._low = value
        self._close = value

    def clone(self) -> Candlestick:
        """A copy."""
        return Candlestick(self)

    def __str__(self) -> str:
        values = " ".join(
            f"{name}: {'' if value is None else value}"
            for name, value in (("O", self._open), ("H", self._high), ("L", self._low), ("C", self._close))
        )
        return f"{self.time:%Y-%m-%d %H:%M:%S} - ({values})"


Point = ChartPoint | Candlestick
"""What a series holds."""
