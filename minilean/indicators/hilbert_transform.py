"""HilbertTransform: the part of the prices in phase with their cycle and the part a quarter behind."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from minilean.indicators.base import Indicator
from minilean.indicators.constructors import named
from minilean.indicators.delay import Delay
from minilean.indicators.derived_indicator import DerivedIndicator
from minilean.interop.decimals import ZERO, Number, to_decimal

if TYPE_CHECKING:
    from datetime import datetime

_FACTOR = Decimal("1.25")


class HilbertTransform(Indicator):
    """LEAN's HT (Indicators/HilbertTransform.cs): its own value is the input."""

    @named("Hilbert({length}, {in_phase_multiplication_factor}, {quadrature_multiplication_factor})")
    def __init__(
        self,
        name: str,
        length: int = 7,
        in_phase_multiplication_factor: Number = Decimal("0.635"),
        quadrature_multiplication_factor: Number = Decimal("0.338"),
    ) -> None:
        super().__init__(name)
        self._length = length
        self._in_phase_factor = to_decimal(in_phase_multiplication_factor)
        self._quadrature_factor = to_decimal(quadrature_multiplication_factor)
        self._before = Delay(f"{name}_prev", length)
        self._detrended_before = Delay(f"{name}_detrendPriceDelay2", 1)
        self._detrended_earlier = Delay(f"{name}_detrendPriceDelay4", 3)
        self._in_phase_before = Delay(f"{name}_inPhaseDelay3", 2)
        self._quadrature_before = Delay(f"{name}_quadratureDelay2", 1)
        self.in_phase = DerivedIndicator(f"{name}_inPhase", lambda: self.samples > length + 2)
        self.quadrature = DerivedIndicator(f"{name}_quad", lambda: self.samples > length)
        self._qc_parts = (
            self._before,
            self._detrended_before,
            self._detrended_earlier,
            self._in_phase_before,
            self._quadrature_before,
            self.in_phase,
            self.quadrature,
        )
        self.warm_up_period = length + 2

    @property
    def is_ready(self) -> bool:
        return self.samples >= self.warm_up_period

    def _next_value(self, time: datetime, value: Decimal) -> Decimal:
        self._before._qc_feed(self._qc_symbol, time, value)
        detrended = ZERO
        if self._before.is_ready:
            detrended = value - self._before._qc_value
            self._detrended_before._qc_feed(None, time, detrended)
            self._detrended_earlier._qc_feed(None, time, detrended)
        self._move_in_phase(time)
        self._move_quadrature(time, detrended)
        return value

    def _move_in_phase(self, time: datetime) -> None:
        part, ready, factor = ZERO, self.in_phase.is_ready, self._in_phase_factor
        if ready:
            change = _if_ready(self._detrended_earlier) - _if_ready(self._detrended_before) * factor
            part = _FACTOR * change + _if_ready(self._in_phase_before) * factor
        self.in_phase._derive(time, part, self._qc_symbol)
        if ready:
            self._in_phase_before._qc_feed(self._qc_symbol, time, part)

    def _move_quadrature(self, time: datetime, detrended: Decimal) -> None:
        part, ready, factor = ZERO, self.quadrature.is_ready, self._quadrature_factor
        if ready:
            part = _if_ready(self._detrended_before) - detrended * factor + _if_ready(self._quadrature_before) * factor
        self.quadrature._derive(time, part, self._qc_symbol)
        if ready:
            self._quadrature_before._qc_feed(self._qc_symbol, time, part)


def _if_ready(delayed: Delay) -> Decimal:
    return delayed._qc_value if delayed.is_ready else ZERO
