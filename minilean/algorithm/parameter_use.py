"""What became of a run's parameters: which were asked for, and which could not be what was asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(slots=True)
class ParameterUse:
    """Names the algorithm asked for, and the defaults it went on with where a text was no number."""

    asked: set[str] = field(default_factory=set)
    refused: dict[str, int | float] = field(default_factory=dict)

    def warnings(self, given: Mapping[str, str]) -> list[str]:
        """A sentence for each parameter given that did nothing; LEAN is silent about them."""
        known = ", ".join(sorted(self.asked)) or "none"
        found = []
        for name, text in given.items():
            if name not in self.asked:
                found.append(f"parameter {name} was never asked for: check its name; the algorithm asks for {known}")
            elif name in self.refused:
                default = self.refused[name]
                kind = "whole number" if isinstance(default, int) else "number"
                found.append(f"parameter {name} is {text!r}, no {kind}: the algorithm ran with its default {default}")
        return found
