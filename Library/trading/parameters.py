"""Parameters read strictly: what is out of its range stops the algorithm before it trades."""

from __future__ import annotations

from AlgorithmImports import *


class Parameters:
    """Reads the parameters of an algorithm; every method raises ValueError with what is wrong."""

    def __init__(self, algorithm: QCAlgorithm) -> None:
        self._algorithm = algorithm

    def number(self, name: str, default: float, low: float, high: float) -> float:
        """A number between two bounds, both allowed."""
        text = self._algorithm.get_parameter(name)
        try:
            value = default if text is None else float(text)
        except ValueError:
            raise ValueError(f"parameter {name} is {text!r}, not a number") from None
        if not low <= value <= high:
            raise ValueError(f"parameter {name} is {value:g}, outside {low:g} to {high:g}")
        return value

    def whole(self, name: str, default: int, low: int, high: int) -> int:
        """A whole number between two bounds, both allowed."""
        value = self.number(name, default, low, high)
        if value != int(value):
            raise ValueError(f"parameter {name} is {value:g}, not a whole number")
        return int(value)

    def choice(self, name: str, default: str, allowed: tuple[str, ...]) -> str:
        """One of some words."""
        value = self._algorithm.get_parameter(name) or default
        if value not in allowed:
            raise ValueError(f"parameter {name} is {value!r}, not one of {', '.join(allowed)}")
        return value

    def flag(self, name: str, default: str) -> bool:
        """Yes or no."""
        return self.choice(name, default, ("yes", "no")) == "yes"

    def words(self, name: str, default: str) -> tuple[str, ...]:
        """Words with commas between them, none twice."""
        text = self._algorithm.get_parameter(name) or default
        found = tuple(word.strip() for word in text.split(",") if word.strip())
        if not found or len(set(found)) != len(found):
            raise ValueError(f"parameter {name} is {text!r}: give words with commas between them, none twice")
        return found
