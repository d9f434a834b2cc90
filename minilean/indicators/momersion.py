"""Momersion: how often a change is followed by one in the same direction."""

from __future__ import annotations

from decimal import Decimal

from minilean.errors import ArgumentError
from minilean.indicators.base import WindowIndicator
from minilean.indicators.constructors import named
from minilean.indicators.rolling_window import RollingWindow

_FIFTY = Decimal(50)


class Momersion(WindowIndicator):
    """LEAN's MOMERSION (Indicators/Momersion.cs): 50 until it is ready."""

    @named("Momersion({min_period},{full_period})")
    def __init__(self, name: str, min_period: int | None = None, full_period: int | None = None) -> None:
        """Takes ``([name], min_period or None, full_period)`` or ``([name], full_period)``."""
        if full_period is None:
            min_period, full_period = None, min_period
        if full_period is None:
            raise ArgumentError("Momersion needs a full period")
        if min_period is not None and min_period < 4:
            raise ArgumentError("The minimum period should be 4.")
        super().__init__(name, full_period)
        self._minimum = min_period
        self._products = RollingWindow[Decimal](full_period)
        self._warm_up_period = full_period + 3 if min_period is None else min_period + 2

    @property
    def warm_up_period(self) -> int:
        return self._warm_up_period

    @property
    def is_ready(self) -> bool:
        if self._minimum is not None:
            return self._products.count >= self._minimum
        return self._products.samples > self._products.size

    def _compute_of_window(self, value: Decimal) -> Decimal:
        values = self._values
        if len(values) >= 3:
            self._products.add((values[0] - values[1]) * (values[1] - values[2]))
        products = list(self._products)
        same = sum(product > 0 for product in products)
        opposite = sum(product < 0 for product in products)
        if self.is_ready and len(products) - same - opposite < 0.5 * len(products):
            return Decimal(100 * same) / (same + opposite)
        return _FIFTY

    def reset(self) -> None:
        self._products.reset()
        super().reset()
