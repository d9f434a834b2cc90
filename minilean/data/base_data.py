"""The base of everything a subscription delivers."""

from __future__ import annotations

import contextlib
import copy
import functools
from datetime import datetime, timedelta
from decimal import Decimal
from operator import attrgetter
from types import MemberDescriptorType
from typing import TYPE_CHECKING, Any, Self

from minilean.enums import MarketDataType
from minilean.errors import NotInMiniLean
from minilean.interop.decimals import ZERO, Number, to_decimal, to_double
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

    _kind: MarketDataType = MarketDataType.BASE

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

    def _keep_kind(self, kind: MarketDataType) -> None:
        """Users' classes may be of another kind than their base; LEAN's own are what they are."""
        if hasattr(self, "__dict__"):
            self.__dict__["_kind"] = kind
        elif kind != self._kind:
            raise NotInMiniLean(f"the data type {kind!r} of a {type(self).__name__}")

    data_type = property(attrgetter("_kind"), _keep_kind)

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
        return to_double(self._value)

    @value.setter
    def value(self, number: Number) -> None:
        self._value = to_decimal(number)

    @property
    def price(self) -> float:
        """The same as value."""
        return to_double(self._value)

    def __copy__(self) -> Self:
        """All that is stored, and nothing that is computed."""
        kind: Any = type(self)
        twin: Self = kind.__new__(kind)
        for name in stored_names(kind):
            with contextlib.suppress(AttributeError):
                setattr(twin, name, object.__getattribute__(self, name))
        if hasattr(self, "__dict__"):
            twin.__dict__.update(self.__dict__)
        return twin

    def clone(self, fill_forward: bool = False) -> Self:
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

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")


@functools.cache
def stored_names(kind: Any) -> tuple[str, ...]:
    """The slots of a class that hold something: one a derived class replaces by a property does not."""
    slots = {name for base in kind.__mro__ for name in vars(base).get("__slots__", ())}
    return tuple(sorted(name for name in slots if isinstance(getattr(kind, name, None), MemberDescriptorType)))


def period_of(data: BaseData) -> timedelta:
    """The span the data cover; zero for a moment."""
    return data._end_time - data._time
