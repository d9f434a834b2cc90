"""StochasticRelativeStrengthIndex: where the strength index is in its recent range."""

from __future__ import annotations

from collections import deque
from decimal import Decimal
from typing import TYPE_CHECKING

from minilean.enums import MovingAverageType
from minilean.indicators.base import Indicator
from minilean.indicators.constructors import csharp_text, named
from minilean.indicators.division import safe_division
from minilean.indicators.moving_average_type import as_indicator
from minilean.indicators.relative_strength_index import RelativeStrengthIndex
from minilean.interop.decimals import ZERO

if TYPE_CHECKING:
    from datetime import datetime

_HUNDRED = Decimal(100)


class StochasticRelativeStrengthIndex(Indicator):
    """LEAN's SRSI (Indicators/StochasticRelativeStrengthIndex.cs): its value is the input; see ``k`` and ``d``."""

    @named("SRSI({rsi_period},{stoch_period},{k_smoothing_period},{d_smoothing_period},{moving_average_type})")
    def __init__(
        self,
        name: str,
        rsi_period: int,
        stoch_period: int,
        k_smoothing_period: int,
        d_smoothing_period: int,
        moving_average_type: MovingAverageType = MovingAverageType.SIMPLE,
    ) -> None:
        super().__init__(name)
        kind = csharp_text(moving_average_type)
        self._strength = RelativeStrengthIndex(rsi_period)
        self._period = stoch_period
        self._recent: deque[Decimal] = deque(maxlen=stoch_period)
        self.k = as_indicator(moving_average_type, f"{name}_K_{kind}", k_smoothing_period)
        self.d = as_indicator(moving_average_type, f"{name}_D_{kind}", d_smoothing_period)
        self._qc_parts = (self._strength, self.k, self.d)
        self.warm_up_period = rsi_period + stoch_period + max(k_smoothing_period, d_smoothing_period)

    @property
    def is_ready(self) -> bool:
        return self.samples >= self.warm_up_period

    def _next_value(self, time: datetime, value: Decimal) -> Decimal:
        self._strength._qc_feed(self._qc_symbol, time, value)
        strength = self._strength._qc_value
        self._recent.appendleft(strength)
        if len(self._recent) < self._period:
            return ZERO
        highest, lowest = max(self._recent), min(self._recent)
        share = safe_division(100 * (strength - lowest), highest - lowest, _HUNDRED)
        self.k._qc_feed(None, time, share)
        self.d._qc_feed(None, time, self.k._qc_value)
        return value

    def reset(self) -> None:
        self._recent.clear()
        super().reset()
