"""The parameters of a sweep and the points of their grid (Optimizer.Parameters)."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from minilean.errors import SettingsError

Trial = tuple[tuple[str, Decimal], ...]
"""One choice of values: (name, value) in the order of the parameters."""


@dataclass(frozen=True, slots=True)
class OptimizationParameter:
    """A number to try from minimum to maximum (included) in steps."""

    name: str
    minimum: Decimal
    maximum: Decimal
    step: Decimal

    def __post_init__(self) -> None:
        if self.step <= 0:
            raise SettingsError(f"the step of {self.name} must be above zero, not {self.step}")
        if self.maximum < self.minimum:
            raise SettingsError(f"the range of {self.name} is empty: {self.minimum} lies above {self.maximum}")

    @property
    def count(self) -> int:
        """How many values there are."""
        return int((self.maximum - self.minimum) / self.step) + 1

    def values(self) -> list[Decimal]:
        """Every value, the minimum first."""
        return [self.minimum + self.step * number for number in range(self.count)]


def grid(parameters: Iterable[OptimizationParameter]) -> Iterator[Trial]:
    """Every combination of the values, the last parameter moving fastest."""
    named = [[(parameter.name, value) for value in parameter.values()] for parameter in parameters]
    return itertools.product(*named)


def trial_at(parameters: Sequence[OptimizationParameter], index: int) -> Trial:
    """The trial at a place of the grid, without the grid."""
    chosen = []
    for parameter in reversed(parameters):
        index, place = divmod(index, parameter.count)
        chosen.append((parameter.name, parameter.minimum + parameter.step * place))
    return tuple(reversed(chosen))


def texts(trial: Trial) -> dict[str, str]:
    """A trial as an algorithm gets it: text by name, without trailing zeros."""
    return {name: plain(value) for name, value in trial}


def in_words(trial: Trial) -> str:
    """A trial as people read it: ``fast = 5, slow = 40``."""
    return ", ".join(f"{name} = {text}" for name, text in texts(trial).items())


def plain(value: Decimal) -> str:
    """The shortest text of a number, never with an exponent."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
