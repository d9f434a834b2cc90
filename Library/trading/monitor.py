"""What trading cost and whether the edge is still there: figures for charts and for the live halt."""

from __future__ import annotations

import math
from collections import deque


class Costs:
    """Adds up fees and slippage of fills; slippage is against the price that the decision or the auction had."""

    def __init__(self, *, window: int = 50) -> None:
        self._recent: deque[float] = deque(maxlen=window)
        self.fees = 0.0
        self.slippage = 0.0
        self.turnover = 0.0

    def add(self, *, quantity: float, fill_price: float, expected_price: float, fee: float) -> float:
        """Takes a fill and says its slippage in basis points, positive where it was paid."""
        paid = quantity * (fill_price - expected_price)
        self.fees += fee
        self.slippage += paid
        self.turnover += abs(quantity) * expected_price
        slippage = 1e4 * paid / (abs(quantity) * expected_price) if quantity and expected_price else 0.0
        self._recent.append(slippage)
        return slippage

    def is_dear(self, expected: float) -> bool:
        """Whether a full window of fills slipped by more than twice `expected` basis points on average."""
        return len(self._recent) == self._recent.maxlen and math.fsum(self._recent) > 2 * expected * len(self._recent)

    @property
    def total(self) -> float:
        """Fees and slippage so far, in the account's currency."""
        return self.fees + self.slippage


class Edge:
    """The mean result of the last `window` sessions with a position, in basis points of equity."""

    def __init__(self, *, window: int = 250) -> None:
        self._gross: deque[float] = deque(maxlen=window)
        self._cost: deque[float] = deque(maxlen=window)

    def add(self, *, gross: float, cost: float) -> None:
        """Takes a session's result before costs and its costs, in basis points of the equity it began with."""
        self._gross.append(gross)
        self._cost.append(cost)

    @property
    def samples(self) -> int:
        return len(self._gross)

    @property
    def gross(self) -> float:
        return math.fsum(self._gross) / len(self._gross) if self._gross else 0.0

    @property
    def cost(self) -> float:
        return math.fsum(self._cost) / len(self._cost) if self._cost else 0.0

    @property
    def standard_error(self) -> float:
        """Of the mean; infinite with fewer than two sessions."""
        count = len(self._gross)
        if count < 2:
            return math.inf
        mean = self.gross
        return math.sqrt(math.fsum((value - mean) ** 2 for value in self._gross) / (count - 1) / count)

    def has_failed(self, expected: float) -> bool:
        """Whether a full window earned less, net, than `expected` basis points by 2.5 standard errors."""
        is_full = len(self._gross) == self._gross.maxlen
        return is_full and self.gross - self.cost < expected - 2.5 * self.standard_error
