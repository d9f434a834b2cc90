"""Reversal of an index: what has just fallen tends to rise.

After Connors and Alvarez (2009) for the RSI of two days, and Baltussen, van Bekkum and Da (2019) for serial dependence.
"""

from __future__ import annotations

import math
from collections import deque


class RelativeStrength:
    """Wilder's RSI: gains and losses smoothed by 1 / period, begun with the first difference."""

    def __init__(self, *, period: int) -> None:
        self._share = 1 / period
        self._close: float | None = None
        self._gain: float | None = None
        self._loss = 0.0

    def update(self, close: float) -> None:
        previous, self._close = self._close, close
        if previous is None:
            return
        gain, loss = max(close - previous, 0.0), max(previous - close, 0.0)
        if self._gain is None:
            self._gain, self._loss = gain, loss
            return
        self._gain += (gain - self._gain) * self._share
        self._loss += (loss - self._loss) * self._share

    def rescale(self, factor: float) -> None:
        """Goes on in prices multiplied by `factor`, as after a split."""
        self._close = None if self._close is None else self._close * factor
        self._gain = None if self._gain is None else self._gain * factor
        self._loss *= factor

    @property
    def value(self) -> float | None:
        """0 to 100; 50 where nothing has moved, none before the second close."""
        if self._gain is None:
            return None
        total = self._gain + self._loss
        return 100 * (self._gain / total) if total else 50.0


class Average:
    """The mean of the last `window` values."""

    def __init__(self, *, window: int) -> None:
        self._values: deque[float] = deque(maxlen=window)
        self._window = window

    def update(self, value: float) -> None:
        self._values.append(value)

    def rescale(self, factor: float) -> None:
        """Goes on in prices multiplied by `factor`."""
        self._values = deque((value * factor for value in self._values), maxlen=self._window)

    @property
    def value(self) -> float | None:
        """None before the window is full."""
        return math.fsum(self._values) / self._window if len(self._values) == self._window else None


class Fade:
    """How many deviations the last `days` moved, to be taken the other way: two up make -1, two down 1."""

    def __init__(self, *, days: int, window: int) -> None:
        self._closes: deque[float] = deque(maxlen=days + 1)
        self._returns: deque[float] = deque(maxlen=window)
        self._days = days
        self._window = window

    def update(self, close: float) -> None:
        if self._closes:
            self._returns.append(math.log(close / self._closes[-1]))
        self._closes.append(close)

    def rescale(self, factor: float) -> None:
        """Goes on in prices multiplied by `factor`."""
        self._closes = deque((close * factor for close in self._closes), maxlen=self._days + 1)

    @property
    def score(self) -> float | None:
        """ln(close / close `days` ago) over the deviation of as many days; none before the window is full."""
        if len(self._returns) < self._window or len(self._closes) <= self._days:
            return None
        mean = math.fsum(self._returns) / self._window
        variance = math.fsum((value - mean) ** 2 for value in self._returns) / (self._window - 1)
        if variance <= 0:
            return 0.0
        return math.log(self._closes[-1] / self._closes[0]) / math.sqrt(variance * self._days)

    @property
    def weight(self) -> float | None:
        """The target between -1 and 1."""
        score = self.score
        return None if score is None else -max(-2.0, min(2.0, score)) / 2
