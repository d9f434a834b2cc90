"""AdvanceDeclineVolumeRatio: the volume of symbols that rose as a multiple of that of those that fell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minilean.indicators.advance_decline_indicator import AdvanceDeclineIndicator, quotient_of
from minilean.interop.decimals import ZERO

if TYPE_CHECKING:
    from decimal import Decimal


class AdvanceDeclineVolumeRatio(AdvanceDeclineIndicator):
    """LEAN's ADVR (Indicators/AdvanceDeclineVolumeRatio.cs)."""

    def __init__(self, name: str = "A/D Volume Rate") -> None:
        super().__init__(name, _volume_of, quotient_of)


def _volume_of(bars: list[Any]) -> Decimal:
    return sum((bar._volume for bar in bars), ZERO)
