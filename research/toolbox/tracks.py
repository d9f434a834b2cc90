"""A rule's daily record at weight one: returns before costs, costs and what was traded."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """Fractions of the equity by day, additive: `gross` returns, `cost` and `turnover`, which counts both sides.

    `days_a_year` makes daily figures yearly: 252 where an exchange's days are counted, 261 where weekdays are.
    """

    name: str
    gross: pd.Series[float]
    cost: pd.Series[float]
    turnover: pd.Series[float]
    days_a_year: int = 252

    @property
    def net(self) -> pd.Series[float]:
        """Returns after costs."""
        return self.gross - self.cost

    def between(self, first: str | None, last: str | None) -> Track:
        """The days from `first` to `last`, as "2009" or "2009-12-31"; None leaves an end open."""
        part = slice(first, last)
        return replace(self, gross=self.gross[part], cost=self.cost[part], turnover=self.turnover[part])

    def at_cost(self, times: float) -> Track:
        """The same with costs multiplied."""
        return replace(self, cost=self.cost * times)

    def named(self, name: str) -> Track:
        """The same under another name."""
        return replace(self, name=name)

    def weighted(self, weights: pd.Series[float]) -> Track:
        """Each day scaled by a weight that was known before it."""
        known = weights.reindex(self.gross.index)
        return replace(self, gross=self.gross * known, cost=self.cost * known, turnover=self.turnover * known)
