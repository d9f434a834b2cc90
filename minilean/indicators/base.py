"""What all indicators share: feeding forward in time, the current value and its past, comparisons."""

from __future__ import annotations

import logging
from collections import deque
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, Self

from minilean.data.base_data import NO_TIME, BaseData
from minilean.errors import ArgumentError
from minilean.indicators.data_point import IndicatorDataPoint, PointWindow, number_of
from minilean.interop.decimals import ZERO, to_decimal
from minilean.interop.events import Event
from minilean.interop.names import to_snake

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from minilean.securities.symbol import Symbol

WINDOW_SIZE = 2
"""How many values an indicator remembers unless its window is made larger."""

_log = logging.getLogger(__name__)


class Bar(Protocol):
    """What a bar indicator reads: the exact prices of a trade bar or of a quote bar's middle."""

    symbol: Symbol
    _open: Decimal
    _high: Decimal
    _low: Decimal
    _close: Decimal
    _value: Decimal

    @property
    def time(self) -> datetime:
        """The start of the bar."""

    @property
    def end_time(self) -> datetime:
        """The end of the bar."""


class VolumeBar(Bar, Protocol):
    """What a trade bar indicator reads."""

    _volume: Decimal


class Consolidators(list[Any]):
    """The consolidators that feed an indicator, each once, in the order they came."""

    def add(self, consolidator: Any) -> None:
        if consolidator not in self:
            self.append(consolidator)


class Downstream:
    """A listener that wants the parts of a new value instead of a data point."""

    __slots__ = ("take",)

    def __init__(self, take: Callable[[Symbol | None, datetime, Decimal], None]) -> None:
        self.take = take

    def __call__(self, sender: Any, point: IndicatorDataPoint) -> None:
        self.take(point.symbol, point._time, point._value)


class IndicatorBase:
    """Takes data, gives values (Indicators/IndicatorBase.cs).

    A subclass answers ``is_ready`` and computes in ``_compute_next_value``, which gives None where LEAN's result has a
    status other than success: then ``current`` stays and nobody is told. ``_qc_value`` is the exact current value.
    """

    takes: ClassVar[str] = "data"
    """What an update is computed from: ``value``, ``bar``, ``trade bar`` or any ``data``."""

    name: str
    samples: int
    consolidators: Consolidators
    _qc_value: Decimal
    _qc_parts: tuple[IndicatorBase, ...]
    _qc_updated: Event
    _qc_window: PointWindow
    _qc_complained: bool
    _qc_symbol: Symbol | None
    _qc_seen: datetime
    _qc_last_input: BaseData | None
    _qc_others: dict[Symbol | None, tuple[datetime, BaseData | None]]

    def __new__(cls, *_: Any, **__: Any) -> Self:
        self = super().__new__(cls)
        self.name = ""
        self.samples = 0
        self.consolidators = Consolidators()
        self._qc_updated = Event()
        self._qc_window = PointWindow(WINDOW_SIZE)
        self._qc_complained = False
        self._qc_parts = ()
        self._qc_forget(ZERO)
        return self

    def __init__(self, name: str = "") -> None:
        self.name = name

    @property
    def is_ready(self) -> bool:
        """Whether enough data came for the value to mean something."""
        raise NotImplementedError

    @property
    def window(self) -> PointWindow:
        """The latest values, newest first; set ``window.size`` to remember more than two."""
        return self._qc_window

    @property
    def current(self) -> IndicatorDataPoint:
        """The latest value; zero at the beginning of time before the first."""
        items = self._qc_window._items
        if items and type(items[0]) is tuple:
            items[0] = IndicatorDataPoint.of(*items[0])
        return items[0] if items else self._qc_window[0]

    @property
    def previous(self) -> IndicatorDataPoint:
        """The value before the latest."""
        window = self._qc_window
        return window[1] if len(window) > 1 else IndicatorDataPoint.of(None, NO_TIME, ZERO)

    @property
    def updated(self) -> Event:
        """Handlers ``(indicator, point)`` called after every new value."""
        return self._qc_updated

    @updated.setter
    def updated(self, event: Event) -> None:
        self._qc_updated = event

    def update(self, *arguments: Any, **named: Any) -> bool:
        """Takes data and tells whether the indicator is ready.

        Value indicators also take ``(time, value)`` and ``(symbol, time, value)``. Data older than the latest of the
        same symbol are not taken.
        """
        given = (*arguments, *named.values())
        if len(given) == 1:
            if not isinstance(given[0], BaseData):
                raise ArgumentError(f"{type(self).__name__}.update takes data, not {type(given[0]).__name__}")
            self._qc_feed_data(given[0])
        else:
            self._qc_feed_parts(*given)
        return self.is_ready

    def reset(self) -> None:
        """Forgets everything but name, handlers and consolidators; ``_qc_parts`` are reset, too."""
        for part in self._qc_parts:
            part.reset()
        self.samples = 0
        self._qc_window.reset()
        self._qc_forget(ZERO)

    def _compute_next_value(self, data: Any) -> Decimal | None:
        raise NotImplementedError

    def _qc_forget(self, value: Decimal) -> None:
        self._qc_symbol = None
        self._qc_seen = NO_TIME
        self._qc_last_input = None
        self._qc_others = {}
        self._qc_value = value
        self._qc_window.add((None, NO_TIME, value))  # type: ignore[arg-type]  # made a point when asked for

    def _qc_feed_data(self, data: Any) -> None:
        symbol = data.symbol
        time = data.end_time
        if (symbol is not self._qc_symbol or time < self._qc_seen) and self._qc_is_past(symbol, time):
            return
        if data is self._qc_last_input:
            return
        self._qc_last_input = data
        self._qc_seen = time
        self.samples += 1
        value = self._compute_next_value(data)
        if value is not None:
            self._qc_take_value(symbol, time, value)

    def _qc_feed_parts(self, *_: Any) -> None:
        raise ArgumentError(
            f"{type(self).__name__} does not support the `Update(DateTime, decimal)` method. Use one of the following "
            "methods instead: Update(TradeBar), Update(QuoteBar)" + (", Update(Tick)" if self.takes == "data" else "")
        )

    def _qc_take_value(self, symbol: Symbol | None, time: datetime, value: Decimal) -> None:
        self._qc_value = value
        self._qc_window.add((symbol, time, value))  # type: ignore[arg-type]
        if self._qc_updated._handlers:
            self._qc_tell(symbol, time, value)

    def on_updated(self, consolidated: IndicatorDataPoint) -> None:
        """Fires ``updated``, as a user's indicator that updates itself does."""
        self._qc_updated(self, consolidated)

    def _qc_tell(self, symbol: Symbol | None, time: datetime, value: Decimal) -> None:
        for handler in self._qc_updated._handlers:
            if type(handler) is Downstream:
                handler.take(symbol, time, value)
            else:
                handler(self, self.current)

    def _qc_last(self) -> tuple[Symbol | None, datetime, Decimal]:
        """The parts of the current point."""
        newest = self._qc_window._items[0]
        return newest if type(newest) is tuple else (newest.symbol, newest._time, newest._value)

    def _qc_is_past(self, symbol: Symbol | None, time: datetime) -> bool:
        """Turns to another symbol's data; true, with one complaint, when they run backward."""
        if symbol is not self._qc_symbol and symbol != self._qc_symbol:
            self._qc_others[self._qc_symbol] = (self._qc_seen, self._qc_last_input)
            self._qc_seen, self._qc_last_input = self._qc_others.get(symbol, (NO_TIME, None))
        self._qc_symbol = symbol
        if time >= self._qc_seen:
            return False
        if not self._qc_complained:
            self._qc_complained = True
            _log.error("%s takes no data from the past: %s after %s", self.name, time, self._qc_seen)
        return True

    def __getattr__(self, name: str) -> Any:
        """LEAN's spelling of attributes, and the extensions (``indicator.minus(other)``)."""
        if not name.startswith("_"):
            snake = to_snake(name)
            if snake != name:
                return getattr(self, snake)
            from minilean.indicators.extensions import extension_of

            found = extension_of(self, name)
            if found is not None:
                return found
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    def to_string(self) -> str:
        return str(self)

    def to_detailed_string(self) -> str:
        return f"{self.name} - {self}"

    def compare_to(self, other: Any) -> int:
        """-1, 0 or 1 as the current value is below, at or above the other's."""
        if other is None:
            return 1
        if not isinstance(other, IndicatorBase):
            raise ArgumentError(f"Object must be of type {type(self).__name__}")
        return (self._qc_value > other._qc_value) - (self._qc_value < other._qc_value)

    def __getitem__(self, i: int) -> IndicatorDataPoint:
        return self._qc_window[i]

    def __iter__(self) -> Iterator[IndicatorDataPoint]:
        return iter(self._qc_window)

    def __float__(self) -> float:
        return float(self._qc_value)

    def __str__(self) -> str:
        number = f"{self._qc_value:.5f}".rstrip("0")
        return number + "0" if number.endswith(".") else number

    def __eq__(self, other: object) -> bool:
        if isinstance(other, int | float | Decimal):
            return self._qc_value == to_decimal(other)
        return self is other

    __hash__ = object.__hash__

    def __lt__(self, other: Any) -> bool:
        return self._qc_value < _exact_value(other)

    def __le__(self, other: Any) -> bool:
        return self._qc_value <= _exact_value(other)

    def __gt__(self, other: Any) -> bool:
        return self._qc_value > _exact_value(other)

    def __ge__(self, other: Any) -> bool:
        return self._qc_value >= _exact_value(other)


def _exact_value(other: Any) -> Decimal:
    if isinstance(other, IndicatorBase):
        return other._qc_value
    return to_decimal(number_of(other))


class Indicator(IndicatorBase):
    """An indicator of single values (IndicatorBase<IndicatorDataPoint>); computes from a time and a value."""

    takes: ClassVar[str] = "value"

    def _next_value(self, time: datetime, value: Decimal) -> Decimal | None:
        raise NotImplementedError

    def _qc_feed_data(self, data: BaseData) -> None:
        if isinstance(data, IndicatorDataPoint):
            if data is self._qc_last_input:
                return
            self._qc_feed(data.symbol, data._end_time, data._value)
            self._qc_last_input = data
        else:
            self._qc_feed(data.symbol, data.end_time, data._value)

    def _qc_feed_parts(self, *parts: Any) -> None:
        symbol, time, value = parts if len(parts) == 3 else (None, *parts)
        self._qc_feed(symbol, time, to_decimal(number_of(value)))

    def _qc_feed(self, symbol: Symbol | None, time: datetime, value: Decimal) -> None:
        """The inner loop of a run: takes the parts of a point."""
        if (symbol is not self._qc_symbol or time < self._qc_seen) and self._qc_is_past(symbol, time):
            return
        self._qc_seen = time
        self.samples += 1
        result = self._next_value(time, value)
        if result is None:
            return
        self._qc_value = result
        window = self._qc_window
        items = window._items
        window._samples += 1
        if len(items) == window._size:
            window._removed = items.pop()
        items.appendleft((symbol, time, result))
        if self._qc_updated._handlers:
            self._qc_tell(symbol, time, result)


class BarIndicator(IndicatorBase):
    """An indicator of bars, traded or quoted (Indicators/BarIndicator.cs); computes from the bar."""

    takes: ClassVar[str] = "bar"

    def _qc_feed_data(self, data: Any) -> None:
        if not hasattr(data, "_high"):
            given = type(data).__name__
            raise ArgumentError(f"IndicatorBase.Update() 'input' expected to be a {self.takes} but is of type {given}")
        super()._qc_feed_data(data)


class TradeBarIndicator(BarIndicator):
    """An indicator of bars with volume (Indicators/TradeBarIndicator.cs)."""

    takes: ClassVar[str] = "trade bar"


class WindowIndicator(Indicator):
    """An indicator of the last ``period`` values (Indicators/WindowIndicator.cs).

    ``_values`` holds them newest first, ``_removed`` the one that fell off when there are more samples than the period.
    """

    def __init__(self, name: str, period: int) -> None:
        super().__init__(name)
        if period < 1:
            raise ArgumentError("RollingWindow must have size of at least 1.")
        self._period = period
        self._values: deque[Decimal] = deque()
        self._removed = ZERO

    @property
    def period(self) -> int:
        """How many values count."""
        return self._period

    @property
    def warm_up_period(self) -> int:
        """How many values make it ready."""
        return self._period

    @property
    def is_ready(self) -> bool:
        return self.samples >= self._period

    def _next_value(self, time: datetime, value: Decimal) -> Decimal | None:
        values = self._values
        if len(values) == self._period:
            self._removed = values.pop()
        values.appendleft(value)
        return self._compute_of_window(value)

    def _compute_of_window(self, value: Decimal) -> Decimal | None:
        """The next value when ``value`` was just put first among ``_values``."""
        raise NotImplementedError

    def reset(self) -> None:
        super().reset()
        self._values.clear()
