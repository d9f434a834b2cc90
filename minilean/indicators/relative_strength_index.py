"""RelativeStrengthIndex: how much of the recent movement went up."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from minilean.enums import MovingAverageType
from minilean.indicators.base import Indicator
from minilean.indicators.constructors import named
from minilean.indicators.moving_average_type import as_indicator
from minilean.interop.decimals import ZERO

if TYPE_CHECKING:
    from datetime import datetime

_NEARLY_NOTHING = Decimal("0.00000000005")
"""Math.Round(loss, 10) is zero up to here."""
_HUNDRED = Decimal(100)


class RelativeStrengthIndex(Indicator):
    """LEAN's RSI (Indicators/RelativeStrengthIndex.cs): 100 while there are no losses."""

    @named("RSI({period})")
    def __init__(
        self, name: str, period: int, moving_average_type: MovingAverageType = MovingAverageType.WILDERS
    ) -> None:
        super().__init__(name)
        self.moving_average_type = moving_average_type
        self.average_gain = as_indicator(moving_average_type, f"{name}Up", period)
        self.average_loss = as_indicator(moving_average_type, f"{name}Down", period)
        self.warm_up_period = period + 1
        self._previous_input: Decimal | None = None

    @property
    def is_ready(self) -> bool:
        return self.average_gain.is_ready and self.average_loss.is_ready

    def _next_value(self, time: datetime, value: Decimal) -> Decimal:
        before = self._previous_input
        if before is not None:
            change = value - before
            up = change >= 0
            self.average_gain._qc_feed(None, time, change if up else ZERO)
            self.average_loss._qc_feed(None, time, ZERO if up else -change)
        self._previous_input = value
        loss = self.average_loss._qc_value
        if loss <= _NEARLY_NOTHING:
            return _HUNDRED
        # an average such as DEMA can leave the range of its inputs
        gain = max(self.average_gain._qc_value, ZERO)
        return _HUNDRED - _HUNDRED / (1 + gain / loss)

    def reset(self) -> None:
        self._previous_input = None
        self.average_gain.reset()
        self.average_loss.reset()
        super().reset()
