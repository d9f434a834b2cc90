"""Two instruments as one spread: what is known of it, whether it may be traded, and what is held of it."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from signals.cointegration import engle_granger
from signals.kalman import HedgeRatio
from signals.ornstein_uhlenbeck import Spread, fit_spread
from signals.pair_spread import PairConditions, SpreadRule
from signals.rolling import RollingRows
from trading.decision import Features

if TYPE_CHECKING:
    from trading.instrument import Instrument

YEAR = 252  # sessions
QUIET_DAYS = 3  # the day of a dividend or a split of a leg and the two after it


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """How a spread stands: its score, the hedge, and the half-life in bars."""

    score: float
    beta: float
    half_life: float


class Pair:
    """The first instrument against `beta` of the second; both are followed by the strategy.

    `window` is in bars. With a `ratio` its score and beta are the view, the window's half-life going with it.
    """

    def __init__(
        self, first: Instrument, second: Instrument, *, window: int, rule: SpreadRule, ratio: HedgeRatio | None = None
    ) -> None:
        self.first = first
        self.second = second
        self.rule = rule
        self.objection = "not looked at yet"
        self.quiet_days = 0
        self.view: View | None = None
        self._weights = (0.0, 0.0)
        self._moves = RollingRows(capacity=window, width=2)
        self._days = RollingRows(capacity=2 * YEAR, width=2)
        self._ratio = ratio
        self._last: tuple[float, float] | None = None

    def __str__(self) -> str:
        return f"{self.first.symbol.value}/{self.second.symbol.value}"

    @property
    def legs(self) -> tuple[Instrument, Instrument]:
        return self.first, self.second

    def take(self) -> None:
        """Takes a bar in which both were traded, from the first beginning of a session on."""
        if self._last is None and self.first.bar != 1:
            return  # wherever in a day the bars begin, what is known of a pair begins at the same one
        prices = self.first.log_price, self.second.log_price
        if self._last is not None:
            self._moves.add((prices[0] - self._last[0], prices[1] - self._last[1]))
        self._last = prices
        if self._ratio is not None:
            self._ratio.update(*prices)

    def end_day(self) -> None:
        """Takes the closes of a session that is over for both."""
        self.quiet_days = max(0, self.quiet_days - 1)
        self._days.add((self.first.log_price, self.second.log_price))

    def judge(self, *, scores_between: float, costs: tuple[float, float]) -> None:
        """Says in `objection` why the spread may not be opened; empty where it may.

        It is expected to earn what lies between opening and closing it, in scores, and costs what a trade in each leg
        does, as fractions of their prices, there and back.
        """
        spread = self._spread()
        if not self._days.is_full or spread is None:
            self.objection = "two years of closes and a window of bars that reverts are needed"
            return
        before, recent = (engle_granger(*days.T) for days in (self._days.values[:YEAR], self._days.values[YEAR:]))
        sides = costs[0] + abs(spread.beta) * costs[1]
        edge = scores_between * spread.process.deviation
        self.objection = PairConditions().objection(recent=recent, before=before, edge=edge, cost=2 * sides)

    def decide(self, *, may_open: bool, slowest: float, gross: float) -> bool:
        """Steps the rule, and says whether what is to be held has changed.

        A spread that takes longer than `slowest` bars to revert, 1 / kappa, is not opened; one that is opened keeps the
        hedge it was opened with, `gross` being the sum of both legs as a share of the portfolio.
        """
        before = self.rule.side
        self.view = self._look() if before or may_open else None
        half_life = self.view.half_life if self.view and self.view.half_life < slowest * math.log(2) else None
        side = self.rule.decide(self.view.score if self.view else None, half_life=half_life, may_open=may_open)
        if side and side != before and self.view is not None:
            unit = side * gross / (1 + abs(self.view.beta))
            self._weights = (unit, -unit * self.view.beta)
        return side != before

    def weight(self, instrument: Instrument) -> float:
        """The share of the portfolio to be held in an instrument for this spread."""
        if not self.rule.side or instrument not in self.legs:
            return 0.0
        return self._weights[self.legs.index(instrument)]

    def features(self) -> Features:
        """What a decision on its legs is made of."""
        if self.view is None:
            return {"pair": str(self)}
        return {"pair": str(self), "score": self.view.score, "beta": self.view.beta, "half_life": self.view.half_life}

    def state(self) -> tuple[object, ...]:
        """What decisions depend on."""
        return (str(self), self.objection, self._moves.values.sum(), self._days.values.sum(), self.rule.state())

    def _look(self) -> View | None:
        spread = self._spread()
        if spread is None:
            return None
        half_life = spread.process.half_life
        if self._ratio is None:
            return View(score=spread.score, beta=spread.beta, half_life=half_life)
        score = self._ratio.score
        return None if score is None else View(score=score, beta=self._ratio.beta, half_life=half_life)

    def _spread(self) -> Spread | None:
        return fit_spread(*self._moves.values.T) if self._moves.is_full else None


class PairBook:
    """The pairs of a strategy, which may share legs: what each leg is to be held for, and what was given up."""

    def __init__(self, pairs: list[Pair]) -> None:
        self.pairs = pairs
        self._changed: list[Pair] = []
        self._given_up: dict[Instrument, Features] = {}

    @property
    def held(self) -> int:
        """How many spreads are open."""
        return sum(pair.rule.side != 0 for pair in self.pairs)

    def weight(self, leg: Instrument) -> float:
        """The share of the portfolio to be held in a leg, for all spreads together."""
        return sum(pair.weight(leg) for pair in self.pairs)

    def traded(self, instruments: Collection[Instrument]) -> Iterator[Pair]:
        """The pairs of which both legs were traded in the bar that has ended."""
        return (pair for pair in self.pairs if all(leg in instruments and leg.is_traded for leg in pair.legs))

    def begin(self, instruments: Collection[Instrument]) -> dict[Instrument, Features]:
        """Begins a bar with the legs to be corrected: of spreads given up, and held for none as after a restart."""
        self._changed = []
        orphans = {leg: {"pair": ""} for leg in instruments if leg.target and not self.weight(leg)}
        return {**orphans, **self.take_given_up()}

    def change(self, pair: Pair) -> dict[Instrument, Features]:
        """The legs of a spread just opened or closed, with what that was decided by."""
        self._changed.append(pair)
        return dict.fromkeys(pair.legs, pair.features())

    def give_up_new(self, leg: Instrument) -> None:
        """Gives up the spreads that this bar opened with a leg: a spread is held whole or not at all."""
        self._give_up(leg, self._changed)

    def give_up_all(self, leg: Instrument) -> None:
        """Gives up every spread with a leg, as when it is sold to stop a loss."""
        self._give_up(leg, self.pairs)

    def take_given_up(self) -> dict[Instrument, Features]:
        """The legs of spreads given up since this was last asked."""
        legs, self._given_up = self._given_up, {}
        return legs

    def hush(self, legs: Collection[Instrument]) -> None:
        """Opens nothing for three days with legs that go ex dividend or are split."""
        for pair in self.pairs:
            if any(leg in legs for leg in pair.legs):
                pair.quiet_days = QUIET_DAYS

    def end_day(self, instruments: Collection[Instrument]) -> None:
        """Takes the closes of the pairs whose session is over."""
        for pair in self.pairs:
            if all(leg in instruments and leg.at_close for leg in pair.legs):
                pair.end_day()

    def _give_up(self, leg: Instrument, pairs: list[Pair]) -> None:
        for pair in pairs:
            if leg in pair.legs and pair.rule.side:
                pair.rule.abandon()
                self._given_up |= dict.fromkeys(pair.legs, pair.features())
