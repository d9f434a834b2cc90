"""ChandeMomentumOscillator: gains less losses as a part of all movement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.indicators.base import WindowIndicator
from minilean.indicators.constructors import named
from minilean.interop.decimals import ZERO

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal


class ChandeMomentumOscillator(WindowIndicator):
    """LEAN's CMO (Indicators/ChandeMomentumOscillator.cs): zero until it is ready."""

    @named("CMO({period})")
    def __init__(self, name: str, period: int) -> None:
        super().__init__(name, period)
        self._previous_value = self._gain = self._loss = ZERO

    @property
    def warm_up_period(self) -> int:
        return self._period + 1

    @property
    def is_ready(self) -> bool:
        return self.samples > self._period

    def _next_value(self, time: datetime, value: Decimal) -> Decimal:
        difference = value - self._previous_value
        self._previous_value = value
        if self.samples == 1:
            return ZERO
        period = self._period
        if self.samples > period + 1:
            self._loss *= period - 1
            self._gain *= period - 1
        if difference < 0:
            self._loss -= difference
        else:
            self._gain += difference
        if self.samples <= period:
            return ZERO
        self._loss /= period
        self._gain /= period
        movement = self._gain + self._loss
        return 100 * ((self._gain - self._loss) / movement) if movement else ZERO

    def reset(self) -> None:
        self._previous_value = self._gain = self._loss = ZERO
        super().reset()
