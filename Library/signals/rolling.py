"""The last rows of numbers that came, as one array: what a regression looks back on."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class RollingRows:
    """Keeps the last `capacity` rows of `width` numbers, oldest first, without copying them at each step."""

    def __init__(self, *, capacity: int, width: int) -> None:
        self._kept: Floats = np.empty((2 * capacity, width))
        self._capacity = capacity
        self._end = 0

    def add(self, row: Sequence[float]) -> None:
        if self._end == len(self._kept):
            self._kept[: self._capacity] = self._kept[-self._capacity :]
            self._end = self._capacity
        self._kept[self._end] = row
        self._end += 1

    @property
    def values(self) -> Floats:
        """A view, shape (rows, width): what is written into it is kept."""
        return self._kept[max(0, self._end - self._capacity) : self._end]

    @property
    def is_full(self) -> bool:
        return self._end >= self._capacity
