"""Universe: a changing set of securities."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from minilean.errors import AlgorithmError
from minilean.framework.clock import naive
from minilean.interop.containers import DotNetDictionary, DotNetList
from minilean.interop.events import Event
from minilean.interop.names import dotnet
from minilean.interop.overrides import Overridable, PascalFields

if TYPE_CHECKING:
    from minilean.data.base_data_collection import BaseDataCollection
    from minilean.data.subscription_config import SubscriptionDataConfig
    from minilean.enums import SecurityType
    from minilean.securities.security import Security
    from minilean.securities.symbol import Symbol

_UNITS = (timedelta(days=1), timedelta(hours=1), timedelta(minutes=1), timedelta(seconds=1))


class UnchangedUniverse:
    """What a selection returns to keep the securities it has; empty when iterated."""

    def __iter__(self) -> Iterator[Any]:
        return iter(())


Selection = Iterable["Symbol | None"] | UnchangedUniverse


@dotnet
@dataclass(frozen=True)
class Member(PascalFields):
    """A security in a universe, with when it joined in UTC."""

    added: datetime
    security: Security
    is_internal: bool


@dotnet
@dataclass(frozen=True)
class SelectionEventArgs(PascalFields):
    """What the selection_changed event carries."""

    current_selection: list[Symbol]


@dotnet
class Universe(PascalFields, Overridable):
    """The base of all universes: override ``select_symbols`` (Common/Data/UniverseSelection/Universe.cs).

    ``Universe.UNCHANGED`` returned by a selection keeps the set.
    """

    UNCHANGED: ClassVar[UnchangedUniverse] = UnchangedUniverse()

    def __init__(self, configuration: SubscriptionDataConfig | None) -> None:
        self.configuration: Any = configuration
        self.securities: DotNetDictionary[Symbol, Member] = DotNetDictionary()
        self.selected: DotNetList[Symbol] = DotNetList()
        self.universe_settings: Any = None
        self.dispose_requested = False
        self.selection_changed = Event()
        self._qc_previous: frozenset[Symbol] = frozenset()
        self._qc_unit: timedelta | None = None

    @property
    def symbol(self) -> Symbol:
        """The universe's own symbol."""
        return self.configuration.symbol  # type: ignore[no-any-return]

    @property
    def security_type(self) -> SecurityType:
        """The kind of its securities."""
        return self.configuration.security_type  # type: ignore[no-any-return]

    @property
    def market(self) -> str:
        """The market of its securities."""
        return self.configuration.market  # type: ignore[no-any-return]

    @property
    def data_type(self) -> type[Any]:
        """The kind of data it selects from."""
        return self.configuration.type  # type: ignore[no-any-return]

    @property
    def asynchronous(self) -> bool:
        """Whether LEAN selects ahead in another thread; the result is the same."""
        return bool(self.universe_settings.asynchronous)

    @asynchronous.setter
    def asynchronous(self, asynchronous: bool) -> None:
        self.universe_settings.asynchronous = asynchronous

    @property
    def members(self) -> DotNetDictionary[Symbol, Security]:
        """The securities in the universe by symbol."""
        return DotNetDictionary((symbol, member.security) for symbol, member in self.securities.items())

    def select_symbols(self, utc_time: datetime, data: BaseDataCollection) -> Selection:
        """The symbols the universe wants at a naive UTC time."""
        message = f"{type(self).__name__} must implement select_symbols(utc_time, data)"
        raise AlgorithmError(message)

    def perform_selection(self, utc_time: datetime, data: BaseDataCollection) -> Selection:
        """The symbols, or UNCHANGED when they are the same as before; none once disposed."""
        if self.dispose_requested:
            self.on_selection_changed()
            return []
        chosen = data.filtered_contracts
        if chosen is None:
            result = self.select_symbols(utc_time, data)
            if result is Universe.UNCHANGED:
                return result
            chosen = dict.fromkeys(symbol for symbol in result if symbol is not None)
            data.filtered_contracts = chosen
        symbols = frozenset(chosen)
        changed = symbols != self._qc_previous
        self._qc_previous = symbols
        if not changed:
            return Universe.UNCHANGED
        self.on_selection_changed(list(chosen))
        return list(chosen)

    def on_selection_changed(self, selection: list[Symbol] | None = None) -> None:
        """Fires the event."""
        self.selection_changed(self, SelectionEventArgs(selection or []))

    def can_remove_member(self, utc_time: datetime, security: Security) -> bool:
        """Whether a member has been in for the minimum time, rounded to its unit; always once disposed or delisted."""
        if self.dispose_requested or security.is_delisted:
            return True
        member = self.securities.get(security.symbol)
        if member is None:
            return False
        minimum: timedelta = self.universe_settings.minimum_time_in_universe
        return _rounded(naive(utc_time) - member.added, self._qc_rounding(minimum)) >= minimum

    def _qc_rounding(self, minimum: timedelta) -> timedelta:
        if self._qc_unit is None:
            self._qc_unit = next((unit for unit in _UNITS if minimum >= unit), minimum)
        return self._qc_unit

    def contains_member(self, symbol: Symbol) -> bool:
        """Whether the security is in the universe."""
        return self.securities.contains_key(symbol)

    def add_member(self, utc_time: datetime, security: Security, is_internal: bool) -> bool:
        """Takes a security in; says whether it did."""
        if self.dispose_requested or security.is_delisted or self.securities.contains_key(security.symbol):
            return False
        self.securities.add(security.symbol, Member(naive(utc_time), security, is_internal))
        return True

    def remove_member(self, utc_time: datetime, security: Security) -> bool:
        """Lets a security go; says whether it did."""
        return self.can_remove_member(utc_time, security) and self.securities.remove(security.symbol)

    def dispose(self) -> None:
        """From now on the universe is empty."""
        self.dispose_requested = True


def _rounded(span: timedelta, unit: timedelta) -> timedelta:
    """The span to the nearest whole unit, halves to the even one (TimeSpan's Round in Common/Extensions.cs)."""
    return round(span / unit) * unit if unit else span
