"""NewHighsNewLowsVolume: the volume of symbols at new highs as a multiple of that at new lows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from minilean.indicators.derived_indicator import DerivedIndicator
from minilean.indicators.new_highs_new_lows import NewHighsNewLows
from minilean.interop.decimals import ZERO

if TYPE_CHECKING:
    from decimal import Decimal


class NewHighsNewLowsVolume(NewHighsNewLows):
    """LEAN's NHNLV (Indicators/NewHighsNewLowsVolume.cs): its own value is the ratio of volumes."""

    takes: ClassVar[str] = "trade bar"

    def __init__(self, name: str, period: int) -> None:
        super().__init__(name, period)
        self.volume_ratio = DerivedIndicator(f"{name}_VolumeRatio", self._has_enough)
        self._qc_parts = (*self._qc_parts, self.volume_ratio)

    def _compute_next_value(self, bar: Any) -> Decimal | None:
        if super()._compute_next_value(bar) is None:
            return None
        highs = sum((each._volume for each in self._new_highs), ZERO)
        lows = sum((each._volume for each in self._new_lows), ZERO)
        self.volume_ratio._derive(self._qc_seen, highs / lows if lows else highs, self._qc_symbol)
        return self.volume_ratio._qc_value
