"""PremierStochasticOscillator: a smoothed stochastic pressed between -1 and 1."""

from __future__ import annotations

import math
from decimal import Decimal

from minilean.indicators.base import Bar, BarIndicator
from minilean.indicators.constructors import named
from minilean.indicators.doubles import from_double
from minilean.indicators.exponential_moving_average import ExponentialMovingAverage
from minilean.indicators.stochastic import Stochastic
from minilean.interop.decimals import ZERO

_TENTH = Decimal("0.1")


class PremierStochasticOscillator(BarIndicator):
    """LEAN's PSO (Indicators/PremierStochasticOscillator.cs): zero until it is ready."""

    @named("PSO({period},{ema_period})")
    def __init__(self, name: str, period: int, ema_period: int) -> None:
        super().__init__(name)
        self._stochastic = Stochastic(name, period, period, period)
        self._smooth = ExponentialMovingAverage(ema_period)
        self._smoother = ExponentialMovingAverage(ema_period)
        self._qc_parts = (self._stochastic, self._smooth, self._smoother)
        self.warm_up_period = period + 2 * (ema_period - 1)

    @property
    def is_ready(self) -> bool:
        return self._smoother.is_ready

    def _compute_next_value(self, bar: Bar) -> Decimal:
        self._stochastic._qc_feed_data(bar)
        fast = self._stochastic.fast_stoch
        if not fast.is_ready:
            return ZERO
        self._smooth._qc_feed(None, self._qc_seen, _TENTH * (fast._qc_value - 50))
        if self._smooth.is_ready:
            self._smoother._qc_feed(None, self._qc_seen, self._smooth._qc_value)
        if not self._smoother.is_ready:
            return ZERO
        power = from_double(math.exp(float(self._smoother._qc_value)))
        return (power - 1) / (power + 1)
