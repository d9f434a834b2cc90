"""Finds the first place where two JSON values differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from minilean.results.exact_json import NumberText

_MISSING = "nothing"
_SHOWN = 160


@dataclass(frozen=True, slots=True)
class Difference:
    """Where two values differ and what stands there."""

    where: str
    golden: str
    ours: str

    def __str__(self) -> str:
        return f"{self.where}: golden {self.golden}, ours {self.ours}"

    def below(self, name: str) -> Difference:
        """The same one level further out."""
        joint = "" if not self.where or self.where.startswith("[") else "."
        return Difference(f"{name}{joint}{self.where}", self.golden, self.ours)


def first_difference(golden: Any, ours: Any) -> Difference | None:
    """The first difference in the golden's order; what only ours has comes last."""
    if isinstance(golden, dict) and isinstance(ours, dict):
        return _of_objects(golden, ours)
    if isinstance(golden, list) and isinstance(ours, list):
        return _of_lists(golden, ours)
    if type(golden) is type(ours) and golden == ours:
        return None
    return Difference("", _shown(golden), _shown(ours))


def _of_objects(golden: dict[str, Any], ours: dict[str, Any]) -> Difference | None:
    for key, value in golden.items():
        if key not in ours:
            return Difference(key, _shown(value), _MISSING)
        difference = first_difference(value, ours[key])
        if difference:
            return difference.below(key)
    for key, value in ours.items():
        if key not in golden:
            return Difference(key, _MISSING, _shown(value))
    return None


def _of_lists(golden: list[Any], ours: list[Any]) -> Difference | None:
    for index, (expected, found) in enumerate(zip(golden, ours, strict=False)):
        difference = first_difference(expected, found)
        if difference:
            return difference.below(f"[{index}]")
    if len(golden) > len(ours):
        return Difference(f"[{len(ours)}]", _shown(golden[len(ours)]), _MISSING)
    if len(ours) > len(golden):
        return Difference(f"[{len(golden)}]", _MISSING, _shown(ours[len(golden)]))
    return None


def _shown(value: Any) -> str:
    if isinstance(value, NumberText):
        return value[:]
    text = repr(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
