"""SecurityChanges: which securities joined and left an algorithm's universes in a step."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from minilean.enums import SecurityType
from minilean.interop.containers import DotNetList
from minilean.interop.names import dotnet

if TYPE_CHECKING:
    from minilean.securities.security import Security

Securities = dict["Security", None]


@dotnet
class SecurityChanges:
    """Additions and removals, internal ones apart (Common/Data/UniverseSelection/SecurityChanges.cs).

    ``SecurityChanges.NONE`` is the one object for no changes.
    """

    NONE: ClassVar[SecurityChanges]

    def __init__(
        self,
        additions: Iterable[Security] = (),
        removals: Iterable[Security] = (),
        internal_additions: Iterable[Security] = (),
        internal_removals: Iterable[Security] = (),
    ) -> None:
        self._added: Securities = dict.fromkeys(additions)
        self._removed: Securities = dict.fromkeys(removals)
        self._internal_added: Securities = dict.fromkeys(internal_additions)
        self._internal_removed: Securities = dict.fromkeys(internal_removals)
        self.filter_custom_securities = False
        self.filter_internal_securities = False

    @classmethod
    def create(
        cls,
        additions: Iterable[Security],
        removals: Iterable[Security],
        internal_additions: Iterable[Security] = (),
        internal_removals: Iterable[Security] = (),
    ) -> SecurityChanges:
        """The changes, or NONE when there are none."""
        changes = cls(additions, removals, internal_additions, internal_removals)
        return changes if changes.count else cls.NONE

    def for_users(self) -> SecurityChanges:
        """The same changes as callbacks see them: without internal and custom securities."""
        changes = SecurityChanges(self._added, self._removed, self._internal_added, self._internal_removed)
        changes.filter_custom_securities = changes.filter_internal_securities = True
        return changes

    @property
    def count(self) -> int:
        """How many securities changed, internal ones included."""
        return len(self._added) + len(self._removed) + len(self._internal_added) + len(self._internal_removed)

    @property
    def added_securities(self) -> DotNetList[Security]:
        """What joined, by ticker."""
        return self._visible(self._added, self._internal_added)

    @property
    def removed_securities(self) -> DotNetList[Security]:
        """What left, by ticker."""
        return self._visible(self._removed, self._internal_removed)

    def _visible(self, securities: Securities, internal: Securities) -> DotNetList[Security]:
        seen = securities if self.filter_internal_securities else securities | internal
        return DotNetList(
            sorted(
                (s for s in seen if not (self.filter_custom_securities and s.type == SecurityType.BASE)),
                key=lambda security: security.symbol.value,
            )
        )

    def __add__(self, other: SecurityChanges) -> SecurityChanges:
        """Both changes; what was added by either is not removed."""
        if not self.count:
            return other
        if not other.count:
            return self
        added = self._added | other._added
        internal_added = self._internal_added | other._internal_added
        return SecurityChanges(
            added,
            _without(self._removed | other._removed, added, internal_added),
            internal_added,
            _without(self._internal_removed | other._internal_removed, added, internal_added),
        )

    def __str__(self) -> str:
        if not self.count:
            return "SecurityChanges: None"
        added = ",".join(str(security.symbol.id) for security in self.added_securities)
        removed = ",".join(str(security.symbol.id) for security in self.removed_securities)
        return f"SecurityChanges: {f' Added: {added}' if added else ''}{f' Removed: {removed}' if removed else ''}"


SecurityChanges.NONE = SecurityChanges()


def _without(securities: Securities, *others: Securities) -> list[Security]:
    return [security for security in securities if not any(security in other for other in others)]


class SecurityChangesConstructor:
    """Collects changes one by one."""

    def __init__(self) -> None:
        self._additions: list[Security] = []
        self._removals: list[Security] = []
        self._internal_additions: list[Security] = []
        self._internal_removals: list[Security] = []

    def add(self, security: Security, *, is_internal: bool) -> None:
        """A security joined."""
        (self._internal_additions if is_internal else self._additions).append(security)

    def remove(self, security: Security, *, is_internal: bool) -> None:
        """A security left."""
        (self._internal_removals if is_internal else self._removals).append(security)

    def flush(self) -> SecurityChanges:
        """The changes since the last flush."""
        changes = SecurityChanges.create(
            self._additions, self._removals, self._internal_additions, self._internal_removals
        )
        self.__init__()  # type: ignore[misc]
        return changes
