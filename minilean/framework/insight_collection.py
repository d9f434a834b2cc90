"""The insights of a run: all of them, and the open ones by symbol."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from minilean.errors import KeyNotFound
from minilean.framework.clock import naive
from minilean.interop.containers import DotNetList
from minilean.interop.names import dotnet
from minilean.interop.slots import SlotDictionary
from minilean.securities.symbol import Symbol, as_symbol

if TYPE_CHECKING:
    from minilean.framework.insight import Insight

Filter = Callable[["Insight"], bool]


@dotnet
class InsightCollection:
    """Insights in .NET's order (Common/Algorithm/Framework/Alphas/InsightCollection.cs)."""

    def __init__(self) -> None:
        self._all: list[Insight] = []
        self._open: SlotDictionary[Symbol, list[Insight]] = SlotDictionary()
        self._total_count = 0

    @property
    def count(self) -> int:
        """How many insights are open, expired ones included until they are removed."""
        return sum(len(insights) for insights in self._open.values())

    @property
    def total_count(self) -> int:
        """How many insights were ever added."""
        return self._total_count

    def __len__(self) -> int:
        return self.count

    def __bool__(self) -> bool:
        return True

    def __iter__(self) -> Iterator[Insight]:
        return iter([insight for insights in self._open.values() for insight in insights])

    def add(self, item: Insight) -> None:
        """Adds an insight to the open ones."""
        self._total_count += 1
        self._all.append(item)
        insights = self._open.get(item.symbol)
        if insights is None:
            self._open[item.symbol] = [item]
        else:
            insights.append(item)

    def add_range(self, insights: Iterable[Insight]) -> None:
        """Adds each of them."""
        for insight in insights:
            self.add(insight)

    def contains(self, item: Insight) -> bool:
        """Whether the insight is open."""
        return item in (self._open.get(item.symbol) or ())

    def __contains__(self, item: Insight) -> bool:
        return self.contains(item)

    def contains_key(self, symbol: Symbol) -> bool:
        """Whether the symbol has open insights."""
        return bool(self._open.get(as_symbol(symbol)))

    def remove(self, item: Insight) -> bool:
        """Takes an insight out of the open ones; says whether it was there."""
        insights = self._open.get(item.symbol)
        if not insights or item not in insights:
            return False
        insights.remove(item)
        if not insights:
            self._open.remove(item.symbol)
        return True

    def __getitem__(self, symbol: Symbol) -> DotNetList[Insight]:
        insights = self._open.get(as_symbol(symbol))
        if insights is None:
            message = f"The given key '{symbol}' was not present in the dictionary."
            raise KeyNotFound(message)
        return DotNetList(insights)

    def __setitem__(self, symbol: Symbol, insights: list[Insight]) -> None:
        self._total_count += len(insights)
        self._open[as_symbol(symbol)] = list(insights)

    def try_get_value(self, symbol: Symbol, insights: object = None) -> tuple[bool, list[Insight] | None]:
        """Whether the symbol has open insights, and a copy of them."""
        found = self._open.get(as_symbol(symbol))
        return (False, None) if found is None else (True, DotNetList(found))

    def clear(self, symbols: Iterable[Symbol]) -> None:
        """Takes all insights of the symbols out of the open ones."""
        for symbol in symbols:
            self._open.remove(as_symbol(symbol))

    def get_next_expiry_time(self) -> datetime | None:
        """The earliest close time of the open insights in naive UTC, None without any."""
        closes = [insight._close_time_utc for insights in self._open.values() for insight in insights]
        return min(closes) if closes else None

    def get_active_insights(self, utc_time: datetime) -> DotNetList[Insight]:
        """The open insights that have not closed before a UTC time."""
        now = naive(utc_time)
        return DotNetList(
            [insight for insights in self._open.values() for insight in insights if insight._close_time_utc >= now]
        )

    def has_active_insights(self, symbol: Symbol, utc_time: datetime) -> bool:
        """Whether an insight of the symbol has not closed before a UTC time."""
        now = naive(utc_time)
        return any(insight._close_time_utc >= now for insight in self._open.get(as_symbol(symbol)) or ())

    def remove_expired_insights(self, utc_time: datetime) -> DotNetList[Insight]:
        """Takes those out that closed before a UTC time, and returns them."""
        now = naive(utc_time)
        expired = [insight for insights in self._open.values() for insight in insights if insight._close_time_utc < now]
        for insight in expired:
            self.remove(insight)
        return DotNetList(expired)

    def remove_insights(self, filter: Filter) -> None:
        """Forgets the insights the filter is true for."""
        self._all = [insight for insight in self._all if not filter(insight)]
        for insight in [insight for insight in self if filter(insight)]:
            self.remove(insight)

    def get_insights(self, filter: Filter | None = None) -> DotNetList[Insight]:
        """All insights ever added, or those the filter is true for."""
        return DotNetList(insight for insight in self._all if filter is None or filter(insight))
