"""Containers that answer to .NET's and to Python's names at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Generic, TypeVar, overload

from minilean.errors import KeyNotFound
from minilean.interop.names import dotnet

Key = TypeVar("Key")
Value = TypeVar("Value")
Default = TypeVar("Default")
Item = TypeVar("Item")
MISSING: Any = object()


class KeyValuePair(Generic[Key, Value]):
    """One entry of a dictionary, as iteration gives it: ``pair.key`` and ``pair.value``."""

    __slots__ = ("key", "value")

    def __init__(self, key: Key, value: Value) -> None:
        self.key = key
        self.value = value

    @property
    def Key(self) -> Key:  # noqa: N802 - .NET's spelling
        """The key."""
        return self.key

    @property
    def Value(self) -> Value:  # noqa: N802 - .NET's spelling
        """The value."""
        return self.value

    def __str__(self) -> str:
        return f"[{self.key}, {self.value}]"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, KeyValuePair) and (self.key, self.value) == (other.key, other.value)

    def __hash__(self) -> int:
        return hash((self.key, self.value))


@dotnet
class DotNetDictionary(Generic[Key, Value]):
    """A dictionary whose iteration yields pairs, with .NET's and Python's methods (Common/ExtendedDictionary.cs).

    A subclass says in ``_to_key`` how what users write becomes a key, in ``_missing`` what
    indexing an absent key does, in ``_store`` what writing does.
    """

    __slots__ = ("_items",)

    def __init__(self, items: Mapping[Key, Value] | Iterable[tuple[Key, Value]] = ()) -> None:
        self._items: dict[Key, Value] = dict(items)

    def _to_key(self, key: Any) -> Key:
        return key  # type: ignore[no-any-return]

    def _missing(self, key: Key) -> Value:
        message = f"The given key '{key}' was not present in the dictionary."
        raise KeyNotFound(message)

    def _store(self, key: Key, value: Value) -> None:
        self._items[key] = value

    def _find(self, key: Any) -> Any:
        if key is None:
            return MISSING
        return self._items.get(self._to_key(key), MISSING)

    def __getitem__(self, key: Any) -> Value:
        found: Value = self._find(key)
        return self._missing(self._to_key(key)) if found is MISSING else found

    def __setitem__(self, key: Any, value: Value) -> None:
        self._store(self._to_key(key), value)

    def __delitem__(self, key: Any) -> None:
        if not self.remove(key):
            self._missing(self._to_key(key))

    def __contains__(self, key: object) -> bool:
        return self._find(key) is not MISSING

    def __len__(self) -> int:
        return len(self._items)

    def __bool__(self) -> bool:
        return bool(self._items)

    def __iter__(self) -> Iterator[KeyValuePair[Key, Value]]:
        return iter([KeyValuePair(key, value) for key, value in self._items.items()])

    @property
    def count(self) -> int:
        """How many entries there are."""
        return len(self._items)

    def keys(self) -> list[Key]:
        """The keys, in the order they were added."""
        return list(self._items)

    def values(self) -> list[Value]:
        """The values, in the order of the keys."""
        return list(self._items.values())

    def items(self) -> list[tuple[Key, Value]]:
        """Keys with values as tuples."""
        return list(self._items.items())

    def contains_key(self, key: Any) -> bool:
        """Whether there is an entry for the key."""
        return key in self

    @overload
    def get(self, key: Any) -> Value | None: ...

    @overload
    def get(self, key: Any, default: Default) -> Value | Default: ...

    def get(self, key: Any, default: Any = None) -> Any:
        """The value of the key, or the default."""
        found = self._find(key)
        return default if found is MISSING else found

    def get_value(self, key: Any) -> Value:
        """The same as indexing."""
        return self[key]

    def try_get_value(self, key: Any, value: Any = None) -> tuple[bool, Value | None]:
        """Whether the key is there, and its value; what is passed for .NET's out parameter is ignored."""
        found = self._find(key)
        return (False, None) if found is MISSING else (True, found)

    def add(self, key: Any, value: Value) -> None:
        """Adds or replaces an entry."""
        self[key] = value

    def remove(self, key: Any) -> bool:
        """Removes an entry; says whether there was one."""
        return self._items.pop(self._to_key(key), MISSING) is not MISSING

    def pop(self, key: Any, default: Any = None) -> Any:
        """Removes an entry and returns its value, or the default."""
        found = self._find(key)
        if found is MISSING:
            return default
        self.remove(key)
        return found

    def setdefault(self, key: Any, default: Value) -> Value:
        """The value of the key; the default is stored first when there is none."""
        found: Value = self._find(key)
        if found is MISSING:
            self[key] = default
            return default
        return found

    def update(self, other: Mapping[Any, Value] | Iterable[tuple[Any, Value]]) -> None:
        """Adds or replaces every entry of the other."""
        for key, value in dict(other).items():
            self[key] = value

    def copy(self) -> dict[Key, Value]:
        """The entries in a Python dictionary."""
        return dict(self._items)

    def clear(self) -> None:
        """Removes every entry."""
        self._items.clear()


class DotNetList(list[Item]):
    """A Python list that also answers to the names of .NET's List: ``count``, ``add``, ``contains``."""

    __slots__ = ()

    @property
    def count(self) -> int:  # type: ignore[override]  # .NET's property wins over list.count
        """How many items there are."""
        return len(self)

    @property
    def Count(self) -> int:  # noqa: N802 - .NET's spelling
        """How many items there are."""
        return len(self)

    def add(self, item: Item) -> None:
        """Appends an item."""
        self.append(item)

    def add_range(self, items: Iterable[Item]) -> None:
        """Appends all of them."""
        self.extend(items)

    def contains(self, item: Item) -> bool:
        """Whether the item is in the list."""
        return item in self

    def index_of(self, item: Item) -> int:
        """The position of the item, -1 when it is not there."""
        return self.index(item) if item in self else -1

    def remove_at(self, index: int) -> None:
        """Removes the item at a position."""
        del self[index]

    Add = add
    AddRange = add_range
    Contains = contains
    IndexOf = index_of
    RemoveAt = remove_at
