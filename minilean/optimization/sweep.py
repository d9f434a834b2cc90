"""A sweep: batches of trials from a strategy through workers into a journal, and the best of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

import numpy as np

from minilean.optimization.evidence import Returns, deflated_sharpe_ratio, probability_of_overfitting
from minilean.optimization.objective import Constraint, Target, figure
from minilean.optimization.parameters import Trial, texts

if TYPE_CHECKING:
    from minilean.optimization.journal import Journal
    from minilean.optimization.strategies import SearchStrategy
    from minilean.optimization.trial import TrialRequest, TrialResult

Progress = Callable[[int, int, "Finished | None"], None]
"""Called with trials done, trials known to be due, and the best so far."""


class Workers(Protocol):
    """Whatever runs trials: processes of this machine, or a cluster."""

    def run(self, requests: Iterable[TrialRequest]) -> Iterator[TrialResult]:
        """The results as they come, in any order."""


@dataclass(frozen=True, slots=True)
class Finished:
    """A trial that ended; ``value`` is the target's, None where the run failed or has no such figure."""

    trial: Trial
    result: TrialResult
    value: Decimal | None
    is_allowed: bool


@dataclass(frozen=True, slots=True)
class Objective:
    """The target and the constraints together."""

    target: Target
    constraints: Sequence[Constraint] = ()

    def judge(self, trial: Trial, result: TrialResult) -> Finished:
        """A trial's value and whether it may win."""
        if result.error or not result.statistics:
            return Finished(trial, result, None, is_allowed=False)
        value = figure(result.statistics, self.target.name)
        allowed = value is not None and all(each.holds(result.statistics) for each in self.constraints)
        return Finished(trial, result, value, allowed)

    def better(self, known: Finished | None, other: Finished) -> Finished | None:
        """The one of two that wins; of equals the first in the order of trials, whichever ended first."""
        if not other.is_allowed or other.value is None:
            return known
        if known is None or known.value is None:
            return other
        if other.value == known.value:
            return min(known, other, key=lambda each: each.trial)
        return other if self.target.is_better(other.value, known.value) else known


@dataclass(slots=True)
class Sweep:
    """All trials of one search over one span of time; ``window`` names the span in the journal."""

    request: TrialRequest
    objective: Objective
    journal: Journal
    window: str = ""
    finished: list[Finished] = field(default_factory=list)
    best: Finished | None = None
    """The winner so far."""

    def run(self, strategy: SearchStrategy, workers: Workers, progress: Progress) -> Finished | None:
        """Runs every batch of the strategy and gives the winner; None where no trial was allowed."""
        while batch := strategy.next_batch(None if self.best is None else self.best.trial):
            due = len(self.finished) + len(batch)
            fresh = [trial for trial in batch if not self._recall(trial)]
            progress(len(self.finished), due, self.best)
            requests = [
                replace(self.request, number=number, parameters=self.request.parameters | texts(trial))
                for number, trial in enumerate(fresh)
            ]
            for result in workers.run(requests):
                trial = fresh[result.number]
                self.journal.add(trial, result, self.window)
                self._take(trial, result)
                progress(len(self.finished), due, self.best)
        return self.best

    def _take(self, trial: Trial, result: TrialResult) -> None:
        ended = self.objective.judge(trial, result)
        self.finished.append(ended)
        self.best = self.objective.better(self.best, ended)

    def _recall(self, trial: Trial) -> bool:
        known = self.journal.find(trial, self.window)
        if known is not None:
            self._take(trial, known)
        return known is not None


@dataclass(frozen=True, slots=True)
class Evidence:
    """How far the winner may be believed, over all trials that ended."""

    trials: int
    deflated_sharpe_ratio: float
    probability_of_overfitting: float


def evidence_of(finished: Sequence[Finished], winner: Finished) -> Evidence:
    """Deflated Sharpe ratio and probability of overfitting from the trials' daily returns."""
    ended = [each for each in finished if each.result.returns]
    matrix = _returns([each.result for each in ended])
    column = next(number for number, each in enumerate(ended) if each is winner)
    return Evidence(len(ended), deflated_sharpe_ratio(matrix, column), probability_of_overfitting(matrix))


def _returns(results: Sequence[TrialResult]) -> Returns:
    days = sorted(set().union(*(result.returns for result in results)))
    return np.array([[result.returns.get(day, 0.0) for result in results] for day in days])
