"""The base of everything a subscription delivers."""

from __future__ import annotations

import copy
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Self

from minilean.enums import MarketDataType
from minilean.interop.decimals import ZERO, Number, to_decimal
from minilean.interop.names import dotnet

if TYPE_CHECKING:
    from minilean.securities.symbol import Symbol

NO_TIME = datetime(1, 1, 1)
"""DateTime.MinValue: a time nobody set."""


@dotnet
class BaseData:
    """A value of a symbol at a time (Common/Data/BaseData.cs).

    ``time`` and ``end_time`` are in the exchange's zone; ``_value`` is exact, ``value`` and ``price`` are floats.
    """

    __slots__ = ("_end_time", "_time", "_value", "is_fill_forward", "symbol")

    data_type: MarketDataType = MarketDataType.BASE

    symbol: Symbol
    _time: datetime
    _end_time: datetime
    _value: Decimal
    is_fill_forward: bool

    def __init__(self) -> None:
        self.symbol = None  # type: ignore[assignment]  # LEAN gives Symbol.Empty until the reader sets one
        self._time = NO_TIME
        self._end_time = NO_TIME
        self._value = ZERO
        self.is_fill_forward = False

    @property
    def time(self) -> datetime:
        """The start of the period, or the moment itself."""
        return self._time

    @time.setter
    def time(self, value: datetime) -> None:
        self._time = value

    @property
    def end_time(self) -> datetime:
        """The moment the data are complete and delivered."""
        return self._end_time

    @end_time.setter
    def end_time(self, value: datetime) -> None:
        self._end_time = value

    @property
    def value(self) -> float:
        """What an indicator takes: a bar's close, a tick's price."""
        return float(self._value)

    @value.setter
    def value(self, number: Number) -> None:
        self._value = to_decimal(number)

    @property
    def price(self) -> float:
        """The same as value."""
        return float(self._value)

    def clone(self, fill_forward: bool = False) -> Self:  # noqa: FBT001, FBT002 - LEAN's signature
        """A copy, marked as filled forward when asked."""
        twin = copy.copy(self)
        twin.is_fill_forward = fill_forward or self.is_fill_forward
        return twin

    def _filled_forward(self, time: datetime, end_time: datetime) -> Self:
        """A copy of this point for a later period without data of its own."""
        twin = copy.copy(self)
        twin.is_fill_forward = True
        twin._time = time
        twin._end_time = end_time
        return twin

    def __str__(self) -> str:
        return f"{self.symbol}: {self.value}"

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - only ever raises for unknown names
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")


def period_of(data: BaseData) -> timedelta:
    """The span the data cover; zero for a moment."""
    return data._end_time - data._time
