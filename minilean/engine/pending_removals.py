"""Members a universe no longer wants and that cannot go yet (Engine/DataFeeds/PendingRemovalsManager.cs)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from minilean.interop.decimals import ZERO

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm
    from minilean.framework.universe.universe import Universe
    from minilean.securities.symbol import Symbol


class PendingRemovals:
    """A member stays while it is held, has open orders, a target or unsettled money."""

    def __init__(self, algorithm: QCAlgorithm) -> None:
        self._algorithm = algorithm
        self._waiting: dict[Universe, list[Any]] = {}

    def contains(self, security: Any) -> bool:
        """Whether a security waits to go."""
        return any(security in members for members in self._waiting.values())

    def try_remove(self, universe: Universe, security: Any) -> bool:
        """Whether a member may go now; else it waits."""
        if self._is_free(security):
            return True
        members = self._waiting.setdefault(universe, [])
        if security not in members:
            members.append(security)
        return False

    def check(self, universe: Universe, selected: Iterable[Symbol]) -> list[tuple[Universe, Any]]:
        """Who may go by now; a member selected again no longer waits."""
        chosen = set(selected)
        free: list[tuple[Universe, Any]] = []
        for owner, members in list(self._waiting.items()):
            for security in list(members):
                is_free = self._is_free(security)
                if is_free:
                    free.append((owner, security))
                if is_free or (owner is universe and security.symbol in chosen):
                    members.remove(security)
            if not members:
                del self._waiting[owner]
        return free

    def _is_free(self, security: Any) -> bool:
        if security.hold_stock or self._algorithm.transactions.get_open_orders(security.symbol):
            return False
        target = security.holdings.target
        if target is not None and target._quantity != ZERO:
            return False
        unsettled = security.settlement_model.get_unsettled_cash()
        return unsettled is None or unsettled._amount <= 0
