"""AverageTrueRange: the smoothed true range."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.enums import MovingAverageType
from minilean.indicators.base import Bar, BarIndicator
from minilean.indicators.constructors import csharp_text, named
from minilean.indicators.moving_average_type import as_indicator
from minilean.indicators.true_range import TrueRange

if TYPE_CHECKING:
    from decimal import Decimal


class AverageTrueRange(BarIndicator):
    """LEAN's ATR (Indicators/AverageTrueRange.cs)."""

    @named("ATR({period})")
    def __init__(
        self, name: str, period: int, moving_average_type: MovingAverageType = MovingAverageType.WILDERS
    ) -> None:
        super().__init__(name)
        self.warm_up_period = period
        self.true_range = TrueRange(name)
        self._smoother = as_indicator(moving_average_type, f"{name}_{csharp_text(moving_average_type)}", period)

    @property
    def is_ready(self) -> bool:
        return self._smoother.is_ready

    def _compute_next_value(self, bar: Bar) -> Decimal:
        self.true_range._qc_feed_data(bar)
        self._smoother._qc_feed(self._qc_symbol, self._qc_seen, self.true_range._qc_value)
        return self._smoother._qc_value

    def reset(self) -> None:
        self._smoother.reset()
        self.true_range.reset()
        super().reset()
