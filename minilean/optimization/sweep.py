"""A sweep: batches of trials from a strategy through workers into a journal, and the best of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
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

    def best(self, finished: Iterable[Finished]) -> Finished | None:
        """The allowed trial with the best value; of equals the first."""
        best: Finished | None = None
        for each in finished:
            if not each.is_allowed or each.value is None:
                continue
            if best is None or best.value is None or self.target.is_better(each.value, best.value):
                best = each
        return best


@dataclass(slots=True)
class Sweep:
    """All trials of one search over one span of time; ``window`` names the span in the journal."""

    request: TrialRequest
    objective: Objective
    journal: Journal
    window: str = ""
    finished: list[Finished] = field(default_factory=list)

    def run(self, strategy: SearchStrategy, workers: Workers, progress: Progress) -> Finished | None:
        """Runs every batch of the strategy and gives the winner; None where no trial was allowed."""
        while batch := strategy.next_batch(self._best_trial()):
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
                self.finished.append(self.objective.judge(trial, result))
                progress(len(self.finished), due, self.best)
        return self.best

    @property
    def best(self) -> Finished | None:
        """The winner so far."""
        return self.objective.best(self.finished)

    def _best_trial(self) -> Trial | None:
        best = self.best
        return None if best is None else best.trial

    def _recall(self, trial: Trial) -> bool:
        known = self.journal.find(trial, self.window)
        if known is not None:
            self.finished.append(self.objective.judge(trial, known))
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


@dataclass(frozen=True, slots=True)
class Fold:
    """One step of a walk forward: trained in the first span, tested in the one that follows."""

    train: tuple[datetime, datetime]
    test: tuple[datetime, datetime]


def folds(start: datetime, end: datetime, train_months: int, test_months: int) -> list[Fold]:
    """Training spans of so many months, each followed by a test span; the next starts a test span later."""
    found: list[Fold] = []
    begin = start
    while True:
        middle = _months_later(begin, train_months)
        stop = min(_months_later(middle, test_months), end)
        if middle >= end:
            return found
        found.append(Fold((begin, _day_before(middle)), (middle, _day_before(stop) if stop < end else end)))
        begin = _months_later(begin, test_months)


def _months_later(time: datetime, months: int) -> datetime:
    month = time.month - 1 + months
    return time.replace(year=time.year + month // 12, month=month % 12 + 1, day=1)


def _day_before(time: datetime) -> datetime:
    return datetime.fromordinal(time.toordinal() - 1)
