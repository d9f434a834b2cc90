"""TimeProfile: how long each price lasted."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from minilean.indicators.constructors import named
from minilean.indicators.market_profile import MarketProfile
from minilean.interop.decimals import ONE, Number

if TYPE_CHECKING:
    from minilean.indicators.base import VolumeBar


class TimeProfile(MarketProfile):
    """LEAN's TP (Indicators/TimeProfile.cs): every bar counts one."""

    @named("TP({period},{value_area_volume_percentage},{price_range_round_off})")
    def __init__(
        self,
        name: str,
        period: int = 2,
        value_area_volume_percentage: Number = Decimal("0.70"),
        price_range_round_off: Number = Decimal("0.05"),
    ) -> None:
        super().__init__(name, period, value_area_volume_percentage, price_range_round_off)

    def _volume_of(self, bar: VolumeBar) -> Decimal:
        return ONE
