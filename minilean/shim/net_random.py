"""System.Random with a seed: .NET's legacy generator, which seeded instances keep in every version."""

from __future__ import annotations

from minilean.interop.names import dotnet

_BIG = 2**31 - 1
_SEED = 161803398
_SIZE = 56
_APART = 21


@dotnet
class Random:
    """A subtractive generator of 55 numbers; the same seed gives the same numbers as .NET.

    Without a seed .NET takes one from the system; here it is 0, so that runs repeat.
    """

    def __init__(self, seed: int = 0) -> None:
        self._numbers = _seeded(seed)
        self._first = 0
        self._second = _APART

    def _sample(self) -> int:
        self._first = self._first + 1 if self._first + 1 < _SIZE else 1
        self._second = self._second + 1 if self._second + 1 < _SIZE else 1
        number = self._numbers[self._first] - self._numbers[self._second]
        if number == _BIG:
            number -= 1
        if number < 0:
            number += _BIG
        self._numbers[self._first] = number
        return number

    def next_double(self) -> float:
        """A number from 0 up to, but without, 1."""
        return self._sample() * (1.0 / _BIG)

    def next(self, minimum: int | None = None, maximum: int | None = None) -> int:
        """A whole number: ``next()``, ``next(maximum)`` or ``next(minimum, maximum)``; the maximum is left out."""
        if minimum is None:
            return self._sample()
        if maximum is None:
            return int(self.next_double() * minimum)
        span = maximum - minimum
        if span <= _BIG:
            return int(self.next_double() * span) + minimum
        return int(self._large() * span) + minimum

    def _large(self) -> float:
        number = self._sample()
        if self._sample() % 2 == 0:
            number = -number
        return (number + (_BIG - 1)) / (2 * float(_BIG) - 1)


def _seeded(seed: int) -> list[int]:
    numbers = [0] * _SIZE
    start = _BIG if seed == -(2**31) else abs(seed)
    value = _SEED - start
    numbers[-1] = value
    following = 1
    for step in range(1, _SIZE - 1):
        position = _APART * step % (_SIZE - 1)
        numbers[position] = following
        following = value - following
        if following < 0:
            following += _BIG
        value = numbers[position]
    for _ in range(4):
        for step in range(1, _SIZE):
            numbers[step] = _wrapped(numbers[step] - numbers[1 + (step + 30) % (_SIZE - 1)])
            if numbers[step] < 0:
                numbers[step] += _BIG
    return numbers


def _wrapped(number: int) -> int:
    """The number as 32 bits with a sign."""
    return (number + 2**31) % 2**32 - 2**31
