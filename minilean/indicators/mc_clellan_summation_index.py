"""McClellanSummationIndex: the sum of the oscillator's values, one a period."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minilean.data.base_data import NO_TIME
from minilean.indicators.base import Downstream, TradeBarIndicator
from minilean.indicators.constructors import named
from minilean.indicators.mc_clellan_oscillator import McClellanOscillator
from minilean.interop.decimals import ZERO

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal

    from minilean.securities.symbol import Symbol


class McClellanSummationIndex(TradeBarIndicator):
    """LEAN's MSI (Indicators/McClellanSummationIndex.cs): the sum survives a reset, as in LEAN."""

    @named("McClellanSummationIndex")
    def __init__(self, name: str, fast_period: int = 19, slow_period: int = 39) -> None:
        super().__init__(name)
        self.mc_clellan_oscillator = McClellanOscillator(fast_period, slow_period)
        self.mc_clellan_oscillator.updated += Downstream(self._sum_up)
        self._qc_parts = (self.mc_clellan_oscillator,)
        self._sum, self._summed_at = ZERO, NO_TIME
        self.warm_up_period = self.mc_clellan_oscillator.warm_up_period

    @property
    def is_ready(self) -> bool:
        return self.mc_clellan_oscillator.is_ready

    def _sum_up(self, symbol: Symbol | None, time: datetime, value: Decimal) -> None:
        if time != self._summed_at:
            self._summed_at = time
            self._sum += value

    def _compute_next_value(self, bar: Any) -> Decimal:
        self.mc_clellan_oscillator._qc_feed_data(bar)
        return self._sum + self.mc_clellan_oscillator._qc_value

    def add(self, asset: Symbol) -> None:
        """Follows a symbol."""
        self.mc_clellan_oscillator.add(asset)

    def remove(self, asset: Symbol) -> None:
        """Follows a symbol no longer."""
        self.mc_clellan_oscillator.remove(asset)
