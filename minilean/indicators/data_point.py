"""IndicatorDataPoint: a value at a time, what indicators take and give."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from minilean.data.base_data import NO_TIME, BaseData
from minilean.errors import ArgumentError
from minilean.indicators.rolling_window import RollingWindow
from minilean.interop.decimals import ZERO, Number, text, to_decimal, to_double
from minilean.interop.names import dotnet

if TYPE_CHECKING:
    from minilean.securities.symbol import Symbol

RawPoint = tuple["Symbol | None", datetime, Decimal]
"""A point nobody has asked for yet: symbol, time, value."""


@dotnet
class IndicatorDataPoint(BaseData):
    """A value at a time (Common/Indicators/IndicatorDataPoint.cs).

    ``IndicatorDataPoint()``, ``IndicatorDataPoint(time, value)`` or ``IndicatorDataPoint(symbol, time, value)``.
    """

    __slots__ = ()

    def __init__(self, *arguments: Any, **named: Any) -> None:
        names = ("symbol", "time", "value")[-len(arguments) :] if len(arguments) > 1 else ("time", "value")
        given = {**dict(zip(names, arguments, strict=False)), **named}
        self.symbol = given.get("symbol")  # type: ignore[assignment]  # LEAN gives Symbol.Empty
        self._time = self._end_time = given.get("time", NO_TIME)
        self._value = to_decimal(number_of(given.get("value", ZERO)))
        self.is_fill_forward = False

    @classmethod
    def of(cls, symbol: Symbol | None, time: datetime, value: Decimal) -> IndicatorDataPoint:
        """The point of exact parts, without conversions."""
        point = cls.__new__(cls)
        point.symbol = symbol  # type: ignore[assignment]
        point._time = point._end_time = time
        point._value = value
        point.is_fill_forward = False
        return point

    @property
    def time(self) -> datetime:
        """The moment of the value; a point has no length."""
        return self._time

    @time.setter
    def time(self, value: datetime) -> None:
        self._time = self._end_time = value

    end_time = time

    @property
    def value(self) -> float:
        """The value as the double that .NET makes of it."""
        return to_double(self._value)

    @value.setter
    def value(self, number: Number) -> None:
        self._value = to_decimal(number_of(number))

    @property
    def price(self) -> float:
        """The same as value."""
        return to_double(self._value)

    def compare_to(self, other: IndicatorDataPoint | None) -> int:
        """-1, 0 or 1 as this value is below, at or above the other's; anything is above nothing."""
        if other is None:
            return 1
        if not isinstance(other, IndicatorDataPoint):
            raise ArgumentError("Object must be of type IndicatorDataPoint")
        return (self._value > other._value) - (self._value < other._value)

    def equals(self, other: object) -> bool:
        return self == other

    def to_string(self) -> str:
        return str(self)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, IndicatorDataPoint) and other._time == self._time and other._value == self._value

    def __hash__(self) -> int:
        return hash((self._time, self._value))

    def __lt__(self, other: IndicatorDataPoint) -> bool:
        return self.compare_to(other) < 0

    def __le__(self, other: IndicatorDataPoint) -> bool:
        return self.compare_to(other) <= 0

    def __gt__(self, other: IndicatorDataPoint) -> bool:
        return self.compare_to(other) > 0

    def __ge__(self, other: IndicatorDataPoint) -> bool:
        return self.compare_to(other) >= 0

    def __float__(self) -> float:
        return float(self._value)

    def __str__(self) -> str:
        return f"{self._time:%Y-%m-%dT%H:%M:%S} - {text(self._value)}"


def number_of(value: Any) -> Number:
    """The number in what a user hands over: points and indicators convert to their value, as C# does implicitly."""
    if isinstance(value, int | float | Decimal):
        return value
    if isinstance(value, BaseData):
        return value._value
    current = getattr(value, "current", None)
    if isinstance(current, IndicatorDataPoint):
        return current._value
    return float(value)


class PointWindow(RollingWindow[IndicatorDataPoint]):
    """An indicator's past values, made into points only when somebody looks."""

    __slots__ = ()

    def _exact_values(self) -> list[Decimal]:
        """The values, newest first."""
        return [item[2] if type(item) is tuple else item._value for item in self._items]

    def _public(self, item: Any) -> IndicatorDataPoint:
        return IndicatorDataPoint.of(*item) if type(item) is tuple else item

    def __getitem__(self, i: int) -> IndicatorDataPoint:
        items = self._items
        if 0 <= i < len(items):
            item = items[i]
            if type(item) is tuple:
                item = items[i] = IndicatorDataPoint.of(*item)
            return item  # type: ignore[no-any-return]
        return super().__getitem__(i)
