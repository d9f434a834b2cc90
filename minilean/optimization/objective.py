"""What a sweep seeks and what it rules out (Optimizer.Objectives)."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from minilean.errors import SettingsError

_OPERATORS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<=": operator.le,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    ">": operator.gt,
}
_CONSTRAINT = re.compile(r"^\s*(?P<name>.+?)\s*(?P<sign><=|>=|==|!=|<|>)\s*(?P<bound>\S+)\s*$")
_NOT_OF_NUMBERS = re.compile(r"[^0-9.eE+-]")


def figure(statistics: Mapping[str, str], name: str) -> Decimal | None:
    """A statistic as a number, percentages as fractions; None where there is none.

    Raises SettingsError for a name no back test has.
    """
    known = {key.lower(): key for key in statistics}
    key = known.get(name.strip().lower())
    if key is None:
        raise SettingsError(f"there is no statistic {name!r}; there are: {', '.join(statistics)}")
    text = statistics[key]
    try:
        number = Decimal(_NOT_OF_NUMBERS.sub("", text))
    except InvalidOperation:
        return None
    return number / 100 if text.rstrip().endswith("%") else number


@dataclass(frozen=True, slots=True)
class Target:
    """The statistic to bring as high, or as low, as it goes."""

    name: str
    maximize: bool = True

    def is_better(self, value: Decimal, than: Decimal) -> bool:
        """Whether a value improves on another."""
        return value > than if self.maximize else value < than


@dataclass(frozen=True, slots=True)
class Constraint:
    """A bound a result must keep, such as ``Drawdown < 0.25``; percentages are fractions."""

    name: str
    sign: str
    bound: Decimal

    @classmethod
    def parse(cls, text: str) -> Constraint:
        """Reads ``NAME OPERATOR NUMBER``. Raises SettingsError for anything else."""
        found = _CONSTRAINT.match(text)
        if found is None:
            raise SettingsError(f"{text!r} is no constraint: write one like 'Drawdown < 0.25'")
        bound = found["bound"]
        try:
            number = Decimal(bound.removesuffix("%"))
        except InvalidOperation as error:
            raise SettingsError(f"{bound!r} in the constraint {text!r} is no number") from error
        return cls(found["name"], found["sign"], number / 100 if bound.endswith("%") else number)

    def holds(self, statistics: Mapping[str, str]) -> bool:
        """Whether a back test keeps the bound; one without the figure does not."""
        value = figure(statistics, self.name)
        return value is not None and _OPERATORS[self.sign](value, self.bound)

    def __str__(self) -> str:
        return f"{self.name} {self.sign} {self.bound}"
