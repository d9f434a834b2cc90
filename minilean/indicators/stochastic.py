"""Stochastic: where the close is in the range of the last bars, and averages of that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.indicators.base import Bar, BarIndicator
from minilean.indicators.constructors import named
from minilean.indicators.derived_indicator import DerivedIndicator
from minilean.indicators.maximum import Maximum
from minilean.indicators.minimum import Minimum
from minilean.indicators.sum import Sum
from minilean.interop.decimals import ZERO

if TYPE_CHECKING:
    from decimal import Decimal


class Stochastic(BarIndicator):
    """LEAN's STO (Indicators/Stochastic.cs): its own value is ``fast_stoch``; zero until there is a range."""

    @named("STO({period},{k_period},{d_period})")
    def __init__(self, name: str, period: int, k_period: int, d_period: int) -> None:
        super().__init__(name)
        self._k_period, self._d_period = k_period, d_period
        self._maximum = Maximum(f"{name}_Max", period)
        self._minimum = Minimum(f"{name}_Min", period)
        self._sum_fast = Sum(f"{name}_SumFastK", k_period)
        self._sum_slow = Sum(f"{name}_SumD", d_period)
        self.fast_stoch = DerivedIndicator(f"{name}_FastStoch", lambda: self._maximum.is_ready)
        self.stoch_k = DerivedIndicator(f"{name}_StochK", lambda: self._sum_fast.is_ready)
        self.stoch_d = DerivedIndicator(f"{name}_StochD", lambda: self._sum_slow.is_ready)
        self._qc_parts = (
            self.fast_stoch,
            self.stoch_k,
            self.stoch_d,
            self._maximum,
            self._minimum,
            self._sum_fast,
            self._sum_slow,
        )
        self.warm_up_period = period + k_period + d_period - 2

    @property
    def is_ready(self) -> bool:
        return self._maximum.is_ready and self._sum_fast.is_ready and self._sum_slow.is_ready

    def _compute_next_value(self, bar: Bar) -> Decimal:
        time, symbol = self._qc_seen, self._qc_symbol
        self._maximum._qc_feed(None, time, bar._high)
        self._minimum._qc_feed(None, time, bar._low)
        self.fast_stoch._derive(time, self._fast(bar) * 100, symbol)
        slow = ZERO
        if self._sum_fast.is_ready:
            slow = self._sum_fast._qc_value / self._k_period
            self._sum_slow._qc_feed(None, time, slow)
        self.stoch_k._derive(time, slow * 100, symbol)
        slowest = self._sum_slow._qc_value / self._d_period if self._sum_slow.is_ready else ZERO
        self.stoch_d._derive(time, slowest * 100, symbol)
        return self.fast_stoch._qc_value

    def _fast(self, bar: Bar) -> Decimal:
        if not self._maximum.is_ready:
            return ZERO
        lowest = self._minimum._qc_value
        size = self._maximum._qc_value - lowest
        if not size:
            return ZERO
        share = (bar._close - lowest) / size
        self._sum_fast._qc_feed(None, self._qc_seen, share)
        return share
