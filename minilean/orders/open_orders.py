"""The open orders in the order in which LEAN lists them.

LEAN keeps them in a .NET ConcurrentDictionary, which lists its keys bucket by bucket, the newest of a bucket first.
It shows wherever several orders are canceled or looked at: with 37 buckets, order 37 comes before order 36.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from minilean.orders.order_book import TrackedOrder

_BUCKETS = (37, 89, 197, 431, 919, 1931, 4049, 8419, 17519, 36353, 75431, 156437, 324449, 672827, 1395263, 2893249)
"""The sizes the table grows through: each the next of .NET's primes after twice the one before."""

_LOCKS = 2
"""The locks of a new table, one per processor of the machine."""


class OpenOrders:
    """Open orders by id, listed as a ConcurrentDictionary lists them."""

    __slots__ = ("_budget", "_by_id", "_locks", "_size")

    def __init__(self) -> None:
        self._by_id: dict[int, TrackedOrder] = {}
        self._size = 0
        self._locks = _LOCKS
        self._budget = _BUCKETS[0] // _LOCKS

    def get(self, order_id: int) -> TrackedOrder | None:
        """An open order, or None."""
        return self._by_id.get(order_id)

    def __getitem__(self, order_id: int) -> TrackedOrder:
        return self._by_id[order_id]

    def __contains__(self, order_id: int) -> bool:
        return order_id in self._by_id

    def __len__(self) -> int:
        return len(self._by_id)

    def add(self, order_id: int, tracked: TrackedOrder) -> None:
        """Takes in an order; the table grows when the orders of one lock become too many."""
        self._by_id[order_id] = tracked
        if len(self._by_id) > self._budget and self._of_lock(order_id) > self._budget:
            self._grow()

    def _of_lock(self, order_id: int) -> int:
        buckets = _BUCKETS[self._size]
        lock = order_id % buckets % self._locks
        return sum(other % buckets % self._locks == lock for other in self._by_id)

    def _grow(self) -> None:
        if len(self._by_id) < _BUCKETS[self._size] // 4:
            self._budget *= 2
            return
        listed = [tracked for _, tracked in self._listed()]
        self._size += 1
        self._locks *= 2
        self._budget = max(1, _BUCKETS[self._size] // self._locks)
        self._by_id = {tracked.order.id: tracked for tracked in listed}

    def pop(self, order_id: int) -> TrackedOrder | None:
        """Takes out an order, or gives None."""
        return self._by_id.pop(order_id, None)

    def values(self) -> list[TrackedOrder]:
        """The orders as LEAN lists them."""
        if len(self._by_id) < 2:
            return list(self._by_id.values())
        return [tracked for _, tracked in self._listed()]

    def _listed(self) -> list[tuple[int, TrackedOrder]]:
        buckets = _BUCKETS[self._size]
        newest_first = reversed(self._by_id.items())
        return sorted(newest_first, key=lambda item: item[0] % buckets)

    def __iter__(self) -> Iterator[int]:
        return iter([order_id for order_id, _ in self._listed()])
