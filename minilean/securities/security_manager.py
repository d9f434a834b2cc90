"""The securities of an algorithm by symbol (Common/Securities/SecurityManager.cs)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minilean.errors import ArgumentError, KeyNotFound
from minilean.interop.containers import KeyValuePair
from minilean.interop.events import Event
from minilean.interop.names import dotnet
from minilean.securities.symbol import Symbol, SymbolDictionary, as_symbol, refuse_unknown_ticker

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from minilean.securities.security import Security
    from minilean.securities.time_keeper import TimeKeeper


@dotnet
class SecurityManager(SymbolDictionary["Security"]):
    """Iteration gives the securities of now; indexing also finds those that were removed.

    ``collection_changed`` fires with (security, True) when one is added and (security, False) when one is removed.
    """

    def __init__(self, time_keeper: TimeKeeper) -> None:
        super().__init__()
        self._time_keeper = time_keeper
        self._complete: dict[Symbol, Security] = {}
        self._active: list[Security] | None = None
        self.collection_changed = Event()
        self.security_service: Any = None

    @property
    def utc_time(self) -> datetime:
        """The naive UTC time now."""
        return self._time_keeper._utc_time

    @property
    def total(self) -> list[Security]:
        """All securities there ever were."""
        return list(self._complete.values())

    def _active_securities(self) -> list[Security]:
        """The securities of now; the list is the manager's own."""
        if self._active is None:
            self._active = list(self._items.values())
        return self._active

    def add(self, key: Any, value: Security | None = None) -> None:
        """Adds a security under its symbol; one that is there stays."""
        security: Security = key if value is None else value
        symbol = as_symbol(key)
        if symbol in self._items:
            return
        self._items[symbol] = security
        self._complete[symbol] = security
        self._active = None
        security.set_local_time_keeper(self._time_keeper.get_local_time_keeper(security.exchange.time_zone))
        self.collection_changed(self, (security, True))

    def _store(self, key: Symbol, value: Security) -> None:
        existing = self._items.get(key)
        if existing is None:
            self.add(key, value)
        elif existing is not value:
            raise ArgumentError(f"Unable to overwrite existing Security: {key}")

    def remove(self, key: Any) -> bool:
        """Takes a security out of iteration; indexing still finds it."""
        security = self._items.pop(as_symbol(key), None)
        if security is None:
            return False
        self._active = None
        self.collection_changed(self, (security, False))
        return True

    def clear(self) -> None:
        """Forgets all securities."""
        self._items.clear()
        self._complete.clear()
        self._active = None

    def __getitem__(self, key: Any) -> Security:
        found = self._complete.get(key) if type(key) is Symbol else None
        return super().__getitem__(key) if found is None else found

    def _find(self, key: Any) -> Any:
        if key is None:
            return super()._find(None)
        found = self._complete.get(key if type(key) is Symbol else as_symbol(key))
        return super()._find(None) if found is None else found

    def _missing(self, key: Symbol) -> Security:
        refuse_unknown_ticker(key)
        raise KeyNotFound(
            f"This asset symbol ({key}) was not found in your security list. Please add this security before using it. "
            "To prevent the exception, use self.securities.get(symbol), which returns None when the symbol is not "
            "found, or guard the access with 'if symbol in self.securities:'."
        )

    def __iter__(self) -> Iterator[KeyValuePair[Symbol, Security]]:
        return iter([KeyValuePair(symbol, security) for symbol, security in self._items.items()])

    def set_security_service(self, security_service: Any) -> None:
        """What creates securities."""
        self.security_service = security_service

    def create_security(self, symbol: Symbol, *arguments: Any, **named: Any) -> Security:
        """Makes a security that is not yet among these."""
        security: Security = self.security_service.create_security(symbol, *arguments, **named)
        return security

    def create_benchmark_security(self, symbol: Symbol) -> Security:
        """Makes a security of its own for a benchmark."""
        security: Security = self.security_service.create_benchmark_security(symbol)
        return security
