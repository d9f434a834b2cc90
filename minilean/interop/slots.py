"""A dictionary that enumerates as .NET's does: what is added after a removal takes the slot freed last."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class SlotDictionary(Generic[Key, Value]):
    """Keys and values in slots; the order of the slots is the order of iteration."""

    __slots__ = ("_entries", "_free", "_slots")

    def __init__(self) -> None:
        self._entries: list[tuple[Key, Value] | None] = []
        self._slots: dict[Key, int] = {}
        self._free: list[int] = []

    def __len__(self) -> int:
        return len(self._slots)

    def __contains__(self, key: object) -> bool:
        return key in self._slots

    def __getitem__(self, key: Key) -> Value:
        entry = self._entries[self._slots[key]]
        assert entry is not None
        return entry[1]

    def __setitem__(self, key: Key, value: Value) -> None:
        slot = self._slots.get(key)
        if slot is not None:
            self._entries[slot] = (key, value)
        elif self._free:
            slot = self._slots[key] = self._free.pop()
            self._entries[slot] = (key, value)
        else:
            self._slots[key] = len(self._entries)
            self._entries.append((key, value))

    def get(self, key: Key) -> Value | None:
        """The value of a key, None when it is not there."""
        return self[key] if key in self._slots else None

    def remove(self, key: Key) -> Value | None:
        """Takes a key out and returns its value, None when it was not there."""
        slot = self._slots.pop(key, None)
        if slot is None:
            return None
        entry = self._entries[slot]
        assert entry is not None
        self._entries[slot] = None
        self._free.append(slot)
        return entry[1]

    def clear(self) -> None:
        """Forgets everything, the free slots too."""
        self._entries.clear()
        self._slots.clear()
        self._free.clear()

    def items(self) -> Iterator[tuple[Key, Value]]:
        """Keys and values in the order of the slots."""
        return (entry for entry in self._entries if entry is not None)

    def keys(self) -> list[Key]:
        """The keys in the order of the slots."""
        return [key for key, _ in self.items()]

    def values(self) -> list[Value]:
        """The values in the order of the slots."""
        return [value for _, value in self.items()]
