"""McClellanOscillator: a fast average of the difference of rising and falling symbols above a slow one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minilean.errors import ArgumentError
from minilean.indicators.advance_decline_difference import AdvanceDeclineDifference
from minilean.indicators.base import TradeBarIndicator
from minilean.indicators.constructors import named
from minilean.indicators.extensions import IndicatorExtensions

if TYPE_CHECKING:
    from decimal import Decimal

    from minilean.securities.symbol import Symbol


class McClellanOscillator(TradeBarIndicator):
    """LEAN's MOSC (Indicators/McClellanOscillator.cs)."""

    @named("McClellanOscillator")
    def __init__(self, name: str, fast_period: int = 19, slow_period: int = 39) -> None:
        if fast_period > slow_period:
            raise ArgumentError("fastPeriod must be less than slowPeriod.")
        super().__init__(name)
        extend = IndicatorExtensions
        self.ad_difference = AdvanceDeclineDifference("ADD")
        self.ema_fast = extend.ema(self.ad_difference, fast_period)
        self.ema_slow = extend.ema(self.ad_difference, slow_period)
        self._distance = extend.minus(self.ema_fast, self.ema_slow)
        self._qc_parts = (self.ad_difference, self._distance)
        self.warm_up_period = slow_period + self.ad_difference.warm_up_period

    @property
    def is_ready(self) -> bool:
        return self.ema_slow.is_ready

    def _compute_next_value(self, bar: Any) -> Decimal:
        self.ad_difference._qc_feed_data(bar)
        return self._distance._qc_value

    def add(self, asset: Symbol) -> None:
        """Follows a symbol."""
        self.ad_difference.add(asset)

    def remove(self, asset: Symbol) -> None:
        """Follows a symbol no longer."""
        self.ad_difference.remove(asset)
