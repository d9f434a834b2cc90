"""OnBalanceVolume: volume added on rises and taken away on falls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.indicators.base import TradeBarIndicator, VolumeBar

if TYPE_CHECKING:
    from decimal import Decimal


class OnBalanceVolume(TradeBarIndicator):
    """LEAN's OBV (Indicators/OnBalanceVolume.cs): starts at the first bar's volume."""

    warm_up_period = 1

    def __init__(self, name: str = "OBV") -> None:
        super().__init__(name)
        self._previous_value: Decimal | None = None

    @property
    def is_ready(self) -> bool:
        return self._previous_value is not None

    def _compute_next_value(self, bar: VolumeBar) -> Decimal:
        before, value = self._previous_value, bar._value
        self._previous_value = value
        if before is None:
            return bar._volume
        if value == before:
            return self._qc_value
        return self._qc_value + (bar._volume if value > before else -bar._volume)

    def reset(self) -> None:
        self._previous_value = None
        super().reset()
