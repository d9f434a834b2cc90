"""Subscriptions that ask for more past than the files of a security have, and what LEAN tells of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from minilean.data.factor_file import CorporateFactorProvider
    from minilean.data.map_file import MapFile
    from minilean.securities.symbol import Symbol

_MOST = 10
_FACTORS = "precision"
_MAP = "first date"
_OF_HISTORY = {
    _FACTORS: "if there are numerical precision errors in the factor files.",
    _MAP: "if it is before the first known date for the symbol.",
}
_OF_DATA = {
    _FACTORS: "Due to numerical precision issues in the factor file, data for the following symbols was adjust to a "
    "later starting date: ",
    _MAP: "The starting dates for the following symbols have been adjusted to match their map files first date: ",
}


class StartLimits:
    """Collects late starts of a run's subscriptions; tells of the first of a history at once.

    See Engine/DataFeeds/SubscriptionDataReader.cs and Engine.GetHistoryProvider.
    """

    def __init__(self) -> None:
        self.tell: Callable[[str], None] | None = None
        self._told: set[str] = set()
        self._late: dict[str, dict[Symbol, str]] = {_FACTORS: {}, _MAP: {}}

    def note(
        self,
        symbol: Symbol,
        start: datetime,
        factors: CorporateFactorProvider | None,
        map_file: MapFile | None,
        *,
        of_history: bool,
    ) -> None:
        """A subscription starts (``start`` is local)."""
        minimum = None if factors is None else factors.factor_file_minimum_date
        if minimum is not None and start < minimum:
            start = minimum
            self._limited(_FACTORS, symbol, f"{minimum:%m/%d/%Y}", of_history=of_history)
        if map_file is not None and start < map_file.first_date:
            self._limited(_MAP, symbol, f"{map_file.first_date:%Y-%m-%d}", of_history=of_history)

    def _limited(self, kind: str, symbol: Symbol, date: str, *, of_history: bool) -> None:
        if not of_history:
            late = self._late[kind]
            if len(late) <= _MOST:
                late.setdefault(symbol, f"[{symbol.value}, {date}]")
        elif kind not in self._told and self.tell is not None:
            self._told.add(kind)
            self.tell("Warning: when performing history requests, the start date will be adjusted " + _OF_HISTORY[kind])

    def tell_once(self, note: str, about: str = "") -> None:
        """Passes on a note about a file the first time; ``about`` counts notes of different words as one."""
        subject = about or note
        if subject not in self._told and self.tell is not None:
            self._told.add(subject)
            self.tell(note)

    def summary(self) -> Iterator[str]:
        """What is told at the end of a run."""
        for kind, late in self._late.items():
            if late:
                names = ", ".join(list(late.values())[:_MOST])
                yield f"{_OF_DATA[kind]}{names}{'...' if len(late) >= _MOST else ''}"
