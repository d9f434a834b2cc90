"""The names of .NET's System namespaces that Python algorithms use."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, ClassVar

from minilean.errors import ArgumentError, InvalidOperation, KeyNotFound
from minilean.interop.containers import DotNetDictionary, DotNetList
from minilean.interop.names import dotnet

String = str
Double = Single = float
Int16 = Int32 = Int64 = Byte = UInt16 = UInt32 = UInt64 = int
Boolean = bool
Object = object
List = DotNetList
Dictionary = DotNetDictionary
HashSet = set
DateTime = datetime
ArgumentException = ArgumentOutOfRangeException = ArgumentNullException = ArgumentError
InvalidOperationException = InvalidOperation
KeyNotFoundException = KeyNotFound
NotImplementedException = NotImplementedError
NotSupportedException = NotImplementedError
DivideByZeroException = ZeroDivisionError
TimeoutException = TimeoutError
FormatException = ValueError
IndexOutOfRangeException = IndexError
OverflowException = OverflowError


class _Delegate:
    """C#'s Func and Action: ``Func[datetime, float](function)`` is the function."""

    def __class_getitem__(cls, types: object) -> type[_Delegate]:
        return cls

    def __new__(cls, function: Callable[..., Any]) -> Any:
        return function


class Func(_Delegate):
    """A function with a result."""


class Action(_Delegate):
    """A function without a result."""


@dotnet
class TimeSpan:
    """Makes timedeltas with .NET's names; ``TimeSpan(days, hours, minutes, seconds)`` too."""

    ZERO: ClassVar[timedelta] = timedelta()
    Zero: ClassVar[timedelta] = timedelta()
    zero: ClassVar[timedelta] = timedelta()
    MAX_VALUE: ClassVar[timedelta] = timedelta.max
    MaxValue: ClassVar[timedelta] = timedelta.max
    MinValue: ClassVar[timedelta] = timedelta.min

    def __new__(cls, *parts: int) -> timedelta:  # type: ignore[misc]  # .NET's spans are timedeltas here
        """One part is ticks of 100 ns; three are hours, minutes, seconds; four or five begin with days."""
        if len(parts) == 1:
            return timedelta(microseconds=parts[0] // 10)
        days, rest = (0, parts) if len(parts) == len(("hours", "minutes", "seconds")) else (parts[0], parts[1:])
        hours, minutes, seconds, *milliseconds = rest
        return timedelta(days, seconds, 0, milliseconds[0] if milliseconds else 0, minutes, hours)

    @staticmethod
    def from_days(days: float) -> timedelta:
        """So many days."""
        return timedelta(days=days)

    @staticmethod
    def from_hours(hours: float) -> timedelta:
        """So many hours."""
        return timedelta(hours=hours)

    @staticmethod
    def from_minutes(minutes: float) -> timedelta:
        """So many minutes."""
        return timedelta(minutes=minutes)

    @staticmethod
    def from_seconds(seconds: float) -> timedelta:
        """So many seconds."""
        return timedelta(seconds=seconds)

    @staticmethod
    def from_milliseconds(milliseconds: float) -> timedelta:
        """So many thousandths of a second."""
        return timedelta(milliseconds=milliseconds)

    @staticmethod
    def from_ticks(ticks: int) -> timedelta:
        """So many units of 100 nanoseconds."""
        return timedelta(microseconds=ticks // 10)


class _MathNames(type):
    """Finds ``Math.Sin`` and ``Math.sin`` in Python's math."""

    def __getattr__(cls, name: str) -> Any:
        return getattr(math, name.lower())


class Math(metaclass=_MathNames):
    """System.Math with Python's functions."""

    PI = math.pi
    E = math.e
    Abs = abs = staticmethod(abs)
    Max = max = staticmethod(max)
    Min = min = staticmethod(min)
    Round = round = staticmethod(round)
    Ceiling = ceiling = staticmethod(math.ceil)

    @staticmethod
    def sign(number: float) -> int:
        """-1, 0 or 1."""
        return (number > 0) - (number < 0)

    Sign = sign
