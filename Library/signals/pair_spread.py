"""A pair's spread traded: when it is opened and closed, and what must hold of a pair before it may be.

The thresholds are Avellaneda and Lee's (2010); the conditions are stricter than any paper's, because a spread that
reverted once seldom goes on doing so.
"""

from __future__ import annotations

from dataclasses import dataclass

from signals.cointegration import EngleGranger


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Scores at which a spread is opened, closed and given up, and half-lives after which it is; zero for never."""

    opens: float
    closes: float
    stops: float
    half_lives: float


class SpreadRule:
    """One spread at a time: sold when it is dear, bought when it is cheap, closed when it is nearly fair again.

    A spread given up, by its score or by its age, is opened again only once it has been nearly fair.
    """

    def __init__(self, thresholds: Thresholds) -> None:
        self._thresholds = thresholds
        self._bars = 0
        self._patience = 0.0
        self._given_up = 0
        self.side = 0

    def decide(self, score: float | None, *, half_life: float | None, may_open: bool) -> int:
        """1 to hold the spread, -1 to be short of it, 0 to be out, after one more bar; without a score all stays."""
        limits = self._thresholds
        self._bars += 1
        if self._is_fair(self._given_up, score):
            self._given_up = 0
        if self._is_fair(self.side, score):
            self.side = 0
        elif self.side and self._has_failed(score):
            self.abandon()
        elif not self.side and may_open and score is not None and half_life and self._opens(score):
            self.side = -1 if score > 0 else 1
            self._bars = 0
            self._patience = limits.half_lives * half_life
        return self.side

    def abandon(self) -> None:
        """Gives the spread up, as when one of its legs could not be had."""
        if self.side:
            self._given_up, self.side = self.side, 0

    def state(self) -> tuple[object, ...]:
        """What the next decision depends on."""
        return (self.side, self._given_up, self._patience - self._bars if self.side else 0.0)

    def _is_fair(self, side: int, score: float | None) -> bool:
        return side != 0 and score is not None and -side * score < self._thresholds.closes

    def _opens(self, score: float) -> bool:
        limits = self._thresholds
        return not self._given_up and abs(score) > limits.opens and not 0 < limits.stops < abs(score)

    def _has_failed(self, score: float | None) -> bool:
        limits = self._thresholds
        is_too_far = score is not None and 0 < limits.stops < abs(score)
        return is_too_far or 0 < self._patience < self._bars


@dataclass(frozen=True, slots=True, kw_only=True)
class PairConditions:
    """What a pair must show: p-values in the last window and the one before, a half-life in samples, edge over cost."""

    p_value: float = 0.05
    p_value_before: float = 0.10
    longest_half_life: float = 30
    edge_over_cost: float = 3

    def objection(self, *, recent: EngleGranger, before: EngleGranger, edge: float, cost: float) -> str:
        """The first condition that fails, in words, empty where all hold; edge and round-trip cost in one unit."""
        if not recent.p_value < self.p_value:
            return f"not cointegrated: p {recent.p_value:.3f}"
        if not before.p_value < self.p_value_before:
            return f"not cointegrated in the window before: p {before.p_value:.3f}"
        if recent.beta <= 0:
            return f"hedge ratio {recent.beta:.2f} is not positive"
        if not recent.half_life < self.longest_half_life:
            return f"half-life {recent.half_life:.0f} is too long"
        if not edge > self.edge_over_cost * cost:
            return f"edge {1e4 * edge:.0f} bp is less than {self.edge_over_cost:g} costs of {1e4 * cost:.0f} bp"
        return ""
