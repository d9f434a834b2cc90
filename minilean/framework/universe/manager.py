"""UniverseManager: the algorithm's universes by symbol."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from minilean.errors import ArgumentError, KeyNotFound
from minilean.framework.universe.universe import Universe
from minilean.interop.containers import DotNetDictionary
from minilean.interop.events import Event
from minilean.interop.names import dotnet
from minilean.securities.symbol import Symbol, as_symbol

if TYPE_CHECKING:
    from typing import Literal

    from minilean.securities.security import Security

    Action = Literal["add", "remove", "replace"]


@dataclass(frozen=True, slots=True)
class UniverseManagerChanged:
    """A change of the set of universes."""

    action: Action
    value: Universe


@dotnet
class UniverseManager(DotNetDictionary[Symbol, Universe]):
    """Additions and updates wait for ``process_changes``, removals do not (Common/Securities/UniverseManager.cs)."""

    __slots__ = ("_pending", "collection_changed")

    def __init__(self) -> None:
        super().__init__()
        self._pending: deque[UniverseManagerChanged] = deque()
        self.collection_changed = Event()

    def _to_key(self, key: object) -> Symbol:
        return as_symbol(key)

    def _missing(self, key: Symbol) -> Universe:
        message = (
            f"This universe symbol ({key}) was not found in your universe list. Please add this security or check "
            f"it exists before using it with 'Universes.ContainsKey(\"{key}\")'"
        )
        raise KeyNotFound(message)

    def _store(self, key: Symbol, value: Universe) -> None:
        existing = self._items.get(key)
        if existing is None:
            self._items[key] = value
            self._pending.append(UniverseManagerChanged("add", value))
        elif existing is not value:
            raise ArgumentError(f"Unable to over write existing Universe: {key.value}")

    def add(self, key: Symbol, value: Universe) -> None:
        """Adds a universe unless the symbol has one."""
        if key not in self._items:
            self._store(key, value)

    def update(self, key: Symbol, value: Universe, action: Action) -> None:  # type: ignore[override]  # LEAN's meaning
        """A universe changed."""
        if key in self._items and all(change.value is not value for change in self._pending):
            self._pending.append(UniverseManagerChanged(action, value))

    def process_changes(self) -> None:
        """Tells ``collection_changed`` of what waited."""
        while self._pending:
            self.collection_changed(self, self._pending.popleft())

    def remove(self, key: Symbol) -> bool:
        """Disposes of a universe and forgets it."""
        universe = self._items.pop(self._to_key(key), None)
        if universe is None:
            return False
        universe.dispose()
        self.collection_changed(self, UniverseManagerChanged("remove", universe))
        return True

    @property
    def active_securities(self) -> DotNetDictionary[Symbol, Security]:
        """The members of all universes by symbol."""
        found: dict[Symbol, Security] = {}
        for universe in self.values():
            for symbol, member in universe.securities.items():
                found.setdefault(symbol, member.security)
        return DotNetDictionary(found)
