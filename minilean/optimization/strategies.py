"""Which trials to run next: all, some at random, or ever finer around the best (Optimizer.Strategies)."""

from __future__ import annotations

import math
import random
from dataclasses import replace
from decimal import Decimal
from typing import Protocol

from minilean.optimization.parameters import OptimizationParameter, Trial, grid, trial_at


class SearchStrategy(Protocol):
    """Gives batches of trials; each batch is over before the next is asked for."""

    def next_batch(self, best: Trial | None) -> list[Trial]:
        """The next trials, given the best so far; none ends the search."""


class GridSearch:
    """Every combination, once."""

    def __init__(self, parameters: list[OptimizationParameter]) -> None:
        self._waiting: list[Trial] | None = list(grid(parameters))

    def next_batch(self, best: Trial | None) -> list[Trial]:
        """All of it, then nothing."""
        batch, self._waiting = self._waiting, None
        return batch or []


class RandomSearch:
    """So many combinations of the grid, drawn without putting back."""

    def __init__(self, parameters: list[OptimizationParameter], runs: int, seed: int) -> None:
        count = math.prod(parameter.count for parameter in parameters)
        chance = random.Random(seed)  # noqa: S311 - trials, no secrets
        drawn: dict[int, None] = {}
        while len(drawn) < min(runs, count):
            drawn[chance.randrange(count)] = None
        self._waiting: list[Trial] | None = [trial_at(parameters, index) for index in drawn]

    def next_batch(self, best: Trial | None) -> list[Trial]:
        """All that were drawn, then nothing."""
        batch, self._waiting = self._waiting, None
        return batch or []


class EulerSearch:
    """A coarse grid first, then a finer one around the best, until the steps are as small as asked.

    LEAN's EulerSearchOptimizationStrategy: each round divides the step by the segments, not going below the parameter's
    own step, and looks half the segments to either side of the best.
    """

    def __init__(self, parameters: list[OptimizationParameter], segments: int = 4) -> None:
        self._given = parameters
        self._segments = segments
        self._round: list[OptimizationParameter] | None = None
        self._tried: set[Trial] = set()

    def next_batch(self, best: Trial | None) -> list[Trial]:
        """The next round's trials that were not tried yet."""
        while True:
            following = self._coarse() if self._round is None else self._finer(best)
            if following is None:
                return []
            self._round = following
            batch = [trial for trial in grid(following) if trial not in self._tried]
            self._tried.update(batch)
            if batch:
                return batch

    def _coarse(self) -> list[OptimizationParameter]:
        return [
            replace(each, step=max(each.step, (each.maximum - each.minimum) / self._segments)) for each in self._given
        ]

    def _finer(self, best: Trial | None) -> list[OptimizationParameter] | None:
        before = self._round or []
        if best is None or all(now.step <= given.step for now, given in zip(before, self._given, strict=True)):
            return None
        return [self._around(*each) for each in zip(before, self._given, dict(best).values(), strict=True)]

    def _around(self, now: OptimizationParameter, given: OptimizationParameter, best: Decimal) -> OptimizationParameter:
        if now.step <= given.step:
            return now
        step = max(given.step, now.step / self._segments)
        reach = step * self._segments / 2
        return replace(
            given, minimum=max(given.minimum, best - reach), maximum=min(given.maximum, best + reach), step=step
        )
