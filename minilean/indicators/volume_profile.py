"""VolumeProfile: how much volume there was at each price."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from minilean.indicators.constructors import named
from minilean.indicators.market_profile import MarketProfile

if TYPE_CHECKING:
    from minilean.indicators.base import VolumeBar
    from minilean.interop.decimals import Number


class VolumeProfile(MarketProfile):
    """LEAN's VP (Indicators/VolumeProfile.cs)."""

    @named("VP({period},{value_area_volume_percentage},{price_range_round_off})")
    def __init__(
        self,
        name: str,
        period: int = 2,
        value_area_volume_percentage: Number = Decimal("0.70"),
        price_range_round_off: Number = Decimal("0.05"),
    ) -> None:
        super().__init__(name, period, value_area_volume_percentage, price_range_round_off)

    def _volume_of(self, bar: VolumeBar) -> Decimal:
        return bar._volume
