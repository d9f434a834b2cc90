"""TomDemarkSequential: counts of closes beyond earlier ones, as signs of an exhausted trend."""

from __future__ import annotations

from collections import deque
from decimal import Decimal
from typing import Any

from minilean.indicators.base import Bar, BarIndicator
from minilean.interop.decimals import ZERO
from minilean.interop.enumerations import DotNetEnum
from minilean.interop.names import exact

_SETUP = 9
_COUNTDOWN = 13


class TomDemarkSequentialPhase(DotNetEnum):
    """What a value of the indicator means."""

    NONE = 0
    BUY_SETUP = 1
    SELL_SETUP = 2
    BUY_COUNTDOWN = 3
    SELL_COUNTDOWN = 4
    BUY_SETUP_PERFECT = 5
    SELL_SETUP_PERFECT = 6


_Phase = TomDemarkSequentialPhase


class TomDemarkSequential(BarIndicator):
    """LEAN's TDS (Indicators/TomDemarkSequential.cs): its value is a phase."""

    warm_up_period = 6
    period = 10
    resistance_price = exact("_resistance_price")
    support_price = exact("_support_price")

    def __init__(self, name: str = "TomDemarkSequential") -> None:
        super().__init__(name)
        self._recent: deque[Any] = deque(maxlen=self.period)
        self._forget()

    @property
    def is_ready(self) -> bool:
        return self.samples >= self.warm_up_period

    def _forget(self) -> None:
        self.setup_phase_step_count = self.countdown_phase_step_count = 0
        self._support_price = self._resistance_price = ZERO
        self._phase = _Phase.NONE

    def _compute_next_value(self, bar: Bar) -> Decimal:
        self._recent.appendleft(bar)
        if not self.is_ready:
            return ZERO
        if self._phase in {_Phase.BUY_SETUP, _Phase.SELL_SETUP}:
            return Decimal(self._go_on_with_setup(bar))
        if self._phase in {_Phase.BUY_COUNTDOWN, _Phase.SELL_COUNTDOWN}:
            return Decimal(self._count_down(bar))
        return Decimal(self._begin_setup(bar))

    def _begin_setup(self, bar: Bar) -> TomDemarkSequentialPhase:
        recent = self._recent
        before, now = recent[1]._close - recent[5]._close, bar._close - recent[4]._close
        if before > 0 > now:
            self._phase = _Phase.BUY_SETUP
        elif before < 0 < now:
            self._phase = _Phase.SELL_SETUP
        else:
            return _Phase.NONE
        self.setup_phase_step_count = 1
        return self._phase

    def _go_on_with_setup(self, bar: Bar) -> TomDemarkSequentialPhase:
        recent, phase = self._recent, self._phase
        buys = phase == _Phase.BUY_SETUP
        change = bar._close - recent[4]._close
        if not (change < 0 if buys else change > 0):
            self._phase = _Phase.NONE
            return _Phase.NONE
        self.setup_phase_step_count += 1
        if self.setup_phase_step_count != _SETUP:
            return phase
        oldest = list(recent)[-_SETUP:]
        if buys:
            self._phase = _Phase.BUY_COUNTDOWN
            self._resistance_price = max(each._high for each in oldest)
            begun = bar._close < recent[2]._low
        else:
            self._phase = _Phase.SELL_COUNTDOWN
            self._support_price = min(each._low for each in oldest)
            begun = bar._close > recent[2]._high
        if begun:
            self.countdown_phase_step_count = 1
        if self._is_perfect(buys):
            return _Phase.BUY_SETUP_PERFECT if buys else _Phase.SELL_SETUP_PERFECT
        return phase

    def _is_perfect(self, buys: bool) -> bool:
        """Whether one of the last two bars went beyond both before them."""
        ninth, eighth, seventh, sixth = ((-bar._low if buys else bar._high) for bar in list(self._recent)[:4])
        return bool(max(ninth, eighth) > max(sixth, seventh))

    def _count_down(self, bar: Bar) -> TomDemarkSequentialPhase:
        phase, reference = self._phase, self._recent[2]
        buys = phase == _Phase.BUY_COUNTDOWN
        if bar._close <= reference._low if buys else bar._close >= reference._high:
            self.countdown_phase_step_count += 1
            if self.countdown_phase_step_count == _COUNTDOWN:
                self._phase = _Phase.NONE
            return phase
        if bar._close > self._resistance_price if buys else bar._close < self._support_price:
            self._phase = _Phase.NONE
        return _Phase.NONE

    def reset(self) -> None:
        self._forget()
        self._recent.clear()
        super().reset()
