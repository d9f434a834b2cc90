"""A dictionary that enumerates as .NET's does: what is added after a removal takes the slot freed last."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class SlotDictionary(Generic[Key, Value]):
    """Keys and values in slots; the order of the slots is the order of iteration."""

    __slots__ = ("_free", "_ordered", "_slots", "_values")

    def __init__(self) -> None:
        self._slots: dict[Key, int] = {}
        self._values: dict[Key, Value] = {}
        self._free: list[int] = []
        self._ordered = True

    def __len__(self) -> int:
        return len(self._values)

    def __contains__(self, key: object) -> bool:
        return key in self._values

    def __getitem__(self, key: Key) -> Value:
        return self._values[key]

    def __setitem__(self, key: Key, value: Value) -> None:
        if key not in self._values:
            # without free slots those in use are all there are, counted from zero on
            self._ordered = self._ordered and not self._free
            self._slots[key] = self._free.pop() if self._free else len(self._slots)
        self._values[key] = value

    def get(self, key: Key) -> Value | None:
        """The value of a key, None when it is not there."""
        return self._values.get(key)

    def remove(self, key: Key) -> Value | None:
        """Takes a key out and returns its value, None when it was not there."""
        if key not in self._values:
            return None
        self._free.append(self._slots.pop(key))
        return self._values.pop(key)

    def clear(self) -> None:
        """Forgets everything, the free slots too."""
        self._slots.clear()
        self._values.clear()
        self._free.clear()
        self._ordered = True

    def keys(self) -> list[Key]:
        """The keys in the order of the slots."""
        return list(self._slots) if self._ordered else sorted(self._slots, key=self._slots.__getitem__)

    def items(self) -> Iterator[tuple[Key, Value]]:
        """Keys and values in the order of the slots."""
        return ((key, self._values[key]) for key in self.keys())

    def values(self) -> list[Value]:
        """The values in the order of the slots."""
        return [self._values[key] for key in self.keys()]
