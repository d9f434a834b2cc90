"""Walking forward: search in one span, test the winner in the next, move on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from minilean.optimization.objective import figure
from minilean.optimization.parameters import in_words, texts
from minilean.optimization.sweep import Sweep

if TYPE_CHECKING:
    from minilean.optimization.journal import Journal
    from minilean.optimization.strategies import SearchStrategy
    from minilean.optimization.sweep import Finished, Objective, Progress, Workers
    from minilean.optimization.trial import TrialRequest


@dataclass(frozen=True, slots=True)
class Fold:
    """One step of a walk forward: trained in the first span, tested in the one that follows."""

    train: tuple[datetime, datetime]
    test: tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Step:
    """A fold with the winner of its search and what that did afterwards; both None where nothing was allowed."""

    fold: Fold
    winner: Finished | None
    tested: Finished | None

    def row(self, target: str) -> dict[str, str]:
        """The step as text: spans, the target inside and outside the sample, the parameters."""
        inside = "" if self.winner is None else str(self.winner.value)
        outside = ""
        if self.tested is not None:
            value = None if self.tested.result.error else figure(self.tested.result.statistics, target)
            outside = "failed" if value is None else str(value)
        named = "" if self.winner is None else in_words(self.winner.trial)
        return {
            "train": _span(self.fold.train),
            "test": _span(self.fold.test),
            "inSample": inside,
            "outOfSample": outside,
            "parameters": named or "no run ended within the constraints",
        }


def walk_forward(
    request: TrialRequest,
    objective: Objective,
    journal: Journal,
    strategy: Callable[[], SearchStrategy],
    workers: Workers,
    months: tuple[int, int],
    progress: Progress,
) -> list[Step]:
    """One step per fold between the request's start and end."""
    assert request.start is not None  # noqa: S101 - the command line asked for both
    assert request.end is not None  # noqa: S101
    steps = []
    for fold in folds(request.start, request.end, *months):
        inside = replace(request, start=fold.train[0], end=fold.train[1])
        sweep = Sweep(inside, objective, journal, window=_span(fold.train))
        winner = sweep.run(strategy(), workers, progress)
        tested = None if winner is None else _test(request, objective, journal, workers, fold, winner)
        steps.append(Step(fold, winner, tested))
    return steps


def _test(
    request: TrialRequest, objective: Objective, journal: Journal, workers: Workers, fold: Fold, winner: Finished
) -> Finished:
    window = _span(fold.test)
    result = journal.find(winner.trial, window)
    if result is None:
        outside = replace(
            request, start=fold.test[0], end=fold.test[1], parameters=request.parameters | texts(winner.trial)
        )
        result = next(iter(workers.run([outside])))
        journal.add(winner.trial, result, window)
    return objective.judge(winner.trial, result)


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


def _span(days: tuple[datetime, datetime]) -> str:
    return f"{days[0]:%Y-%m-%d} {days[1]:%Y-%m-%d}"
