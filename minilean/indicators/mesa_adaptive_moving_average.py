"""MesaAdaptiveMovingAverage: an average whose speed follows the phase of the prices' cycle."""

from __future__ import annotations

import math
from collections import deque
from decimal import Decimal
from typing import Any

from minilean.indicators.base import Bar, BarIndicator
from minilean.indicators.doubles import from_double
from minilean.indicators.identity import Identity
from minilean.interop.decimals import ONE, ZERO, to_decimal

_SMALL = Decimal("0.0962")
_LARGE = Decimal("0.5769")
_FIFTH = Decimal("0.2")
_FOUR_FIFTHS = Decimal("0.8")
_HALF = Decimal("0.5")
_DEGREES = 180 / (4 * Decimal("0.785398163397448"))
"""Degrees of a radian, from the arc tangent of one as a decimal."""


class MesaAdaptiveMovingAverage(BarIndicator):
    """LEAN's MAMA (Indicators/MesaAdaptiveMovingAverage.cs): zero until it is ready; ``fama`` follows it."""

    warm_up_period = 33

    def __init__(self, *arguments: Any, **named: Any) -> None:
        """Takes ``([name], fast_limit=0.5, slow_limit=0.05)``."""
        order = ("name", "fast_limit", "slow_limit")
        first = 0 if arguments and isinstance(arguments[0], str) else 1
        given = dict(zip(order[first:], arguments, strict=False)) | named
        name = given.get("name", "MAMA")
        super().__init__(name)
        self._fast_limit = to_decimal(given.get("fast_limit", _HALF))
        self._slow_limit = to_decimal(given.get("slow_limit", Decimal("0.05")))
        self.fama = Identity(f"{name}_Fama")
        self._qc_parts = (self.fama,)
        self._forget()

    @property
    def is_ready(self) -> bool:
        return self.samples >= self.warm_up_period

    def _forget(self) -> None:
        self._prices: deque[Decimal] = deque(maxlen=13)
        self._smooths, self._detrended, self._in_phases, self._quadratures = (_zeros() for _ in range(4))
        self._period = self._in_phase = self._quadrature = self._real = self._imaginary = ZERO
        self._phase = self._average = ZERO

    def _compute_next_value(self, bar: Bar) -> Decimal:
        self._prices.appendleft((bar._high + bar._low) / 2)
        if len(self._prices) < 13:
            return ZERO
        alpha = self._next_alpha()
        self._average = alpha * self._prices[0] + (1 - alpha) * self._average
        slow = _HALF * alpha
        self.fama._qc_feed(None, self._qc_seen, slow * self._average + (1 - slow) * self.fama._qc_value)
        return self._average if self.is_ready else ZERO

    def _next_alpha(self) -> Decimal:
        speed = Decimal("0.075") * self._period + Decimal("0.54")
        prices = self._prices
        smooth = (4 * prices[0] + 3 * prices[1] + 2 * prices[2] + prices[3]) / 10
        detrended = _filtered(smooth, self._smooths) * speed
        quadrature = _filtered(detrended, self._detrended) * speed
        in_phase = self._detrended[2]
        shifted_in_phase = _filtered(in_phase, self._in_phases) * speed
        shifted_quadrature = _filtered(quadrature, self._quadratures) * speed
        now_in_phase = _FIFTH * (in_phase - shifted_quadrature) + _FOUR_FIFTHS * self._in_phase
        now_quadrature = _FIFTH * (quadrature + shifted_in_phase) + _FOUR_FIFTHS * self._quadrature
        self._move_period(now_in_phase, now_quadrature)
        for history, latest in (
            (self._smooths, smooth),
            (self._detrended, detrended),
            (self._in_phases, in_phase),
            (self._quadratures, quadrature),
        ):
            history.appendleft(latest)
        return self._alpha_of_phase(in_phase, quadrature)

    def _move_period(self, in_phase: Decimal, quadrature: Decimal) -> None:
        """Takes in the cycle's length, which changes slowly and stays between 6 and 50."""
        real = in_phase * self._in_phase + quadrature * self._quadrature
        imaginary = in_phase * self._quadrature - quadrature * self._in_phase
        self._real = real = _FIFTH * real + _FOUR_FIFTHS * self._real
        self._imaginary = imaginary = _FIFTH * imaginary + _FOUR_FIFTHS * self._imaginary
        self._in_phase, self._quadrature = in_phase, quadrature
        period, before = ZERO, self._period
        if imaginary and real:
            angle = _arc_tangent(imaginary / real)
            period = 360 / angle if angle > 0 else ZERO
        period = max(min(period, Decimal("1.5") * before), Decimal("0.67") * before)
        period = min(max(period, Decimal(6)), Decimal(50))
        self._period = _FIFTH * period + _FOUR_FIFTHS * before

    def _alpha_of_phase(self, in_phase: Decimal, quadrature: Decimal) -> Decimal:
        phase = _arc_tangent(quadrature / in_phase) if in_phase else ZERO
        change = max(self._phase - phase, ONE)
        self._phase = phase
        return max(self._fast_limit / change, self._slow_limit)

    def reset(self) -> None:
        self._forget()
        super().reset()


def _zeros() -> deque[Decimal]:
    return deque([ZERO] * 6, maxlen=6)


def _filtered(latest: Decimal, history: deque[Decimal]) -> Decimal:
    return _SMALL * latest + _LARGE * history[1] - _LARGE * history[3] - _SMALL * history[5]


def _arc_tangent(ratio: Decimal) -> Decimal:
    """In degrees."""
    return from_double(math.atan(float(ratio))) * _DEGREES
