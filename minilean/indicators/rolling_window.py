"""RollingWindow: the last so many things, newest first."""

from __future__ import annotations

from collections import deque
from datetime import datetime
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from minilean.errors import ArgumentError, InvalidOperation
from minilean.interop.names import dotnet

if TYPE_CHECKING:
    from collections.abc import Iterator

T = TypeVar("T")
_DEFAULTS: dict[Any, Any] = {int: 0, float: 0.0, bool: False, datetime: datetime.min}
"""What .NET gives for a value type where there is no item; reference types give None."""


@dotnet
class RollingWindow(Generic[T]):
    """A list of fixed size whose index 0 is the latest addition (Common/Indicators/RollingWindow.cs).

    Reading past the end gives None (zero for ``RollingWindow[float]``); past the size it also grows the window.
    Raises ArgumentError for a negative size and for indices before the first item.
    """

    __slots__ = ("__orig_class__", "_items", "_removed", "_samples", "_size")

    def __init__(self, size: int) -> None:
        if size < 0:
            raise ArgumentError("RollingWindow must have size of at least 0.")
        self._items: deque[Any] = deque()
        self._size = size
        self._samples = 0
        self._removed: Any = None

    @property
    def size(self) -> int:
        """How many items the window can hold; writing it keeps the newest items."""
        return self._size

    @size.setter
    def size(self, value: int) -> None:
        if value < 0:
            raise ArgumentError("RollingWindow must have size of at least 0.")
        while len(self._items) > value:
            self._items.pop()
        self._size = value

    @property
    def count(self) -> int:
        """How many items there are."""
        return len(self._items)

    @property
    def samples(self) -> int:
        """How many items were ever added since the last reset."""
        return self._samples

    @property
    def is_ready(self) -> bool:
        """Whether as many items were added as the window can hold."""
        return self._samples >= self._size

    @property
    def most_recently_removed(self) -> T:
        """The item that fell off the end last; raises InvalidOperation when none did."""
        if self._samples <= self._size:
            raise InvalidOperation("No items have been removed yet!")
        return self._public(self._removed)

    def add(self, item: T) -> None:
        self._samples += 1
        items = self._items
        if len(items) == self._size:
            self._removed = items.pop()
        items.appendleft(item)

    def reset(self) -> None:
        self._samples = 0
        self._items.clear()

    def get_enumerator(self) -> Iterator[T]:
        return iter(self)

    def _public(self, item: Any) -> T:
        return item  # type: ignore[no-any-return]

    def _default(self) -> Any:
        alias = getattr(self, "__orig_class__", None)
        return _DEFAULTS.get(alias.__args__[0]) if alias is not None else None

    def __getitem__(self, i: int) -> T:
        items = self._items
        if i < 0:
            if self._size + i < 0:
                raise ArgumentError("Index must be a non-negative integer")
            i += len(items)
            if i < 0:
                return self._default()  # type: ignore[no-any-return]
        if i >= len(items):
            if i >= self._size:
                self._size = i + 1
            return self._default()  # type: ignore[no-any-return]
        return self._public(items[i])

    def __setitem__(self, i: int, value: T) -> None:
        if i < 0:
            if self._size + i < 0:
                raise ArgumentError("Index must be a non-negative integer")
            i += self._size
        if i >= self._size:
            self._size = i + 1
        for _ in range(i - len(self._items) + 1):
            self.add(self._default())
        self._items[i] = value

    def __iter__(self) -> Iterator[T]:
        return iter([self._public(item) for item in self._items])

    def __len__(self) -> int:
        return len(self._items)
