"""SmoothedOnBalanceVolume: the average of the volume on balance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.enums import MovingAverageType
from minilean.indicators.base import Bar, BarIndicator
from minilean.indicators.constructors import csharp_text, named
from minilean.indicators.moving_average_type import as_indicator
from minilean.indicators.on_balance_volume import OnBalanceVolume
from minilean.interop.decimals import ZERO

if TYPE_CHECKING:
    from decimal import Decimal


class SmoothedOnBalanceVolume(BarIndicator):
    """LEAN's SOBV (Indicators/SmoothedOnBalanceVolume.cs): zero until it is ready."""

    @named("SOBV({period})")
    def __init__(
        self, name: str, period: int, moving_average_type: MovingAverageType = MovingAverageType.SIMPLE
    ) -> None:
        super().__init__(name)
        self.on_balance_volume = OnBalanceVolume()
        self._smoother = as_indicator(moving_average_type, f"{name}_{csharp_text(moving_average_type)}", period)
        self._qc_parts = (self._smoother, self.on_balance_volume)
        self.warm_up_period = period

    @property
    def is_ready(self) -> bool:
        return self._smoother.is_ready

    def _compute_next_value(self, bar: Bar) -> Decimal:
        self.on_balance_volume._qc_feed_data(bar)
        self._smoother._qc_feed(None, self._qc_seen, self.on_balance_volume._qc_value)
        return self._smoother._qc_value if self._smoother.is_ready else ZERO
