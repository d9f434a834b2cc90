"""ArmsIndex: whether rising symbols get their share of volume."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minilean.indicators.advance_decline_ratio import AdvanceDeclineRatio
from minilean.indicators.advance_decline_volume_ratio import AdvanceDeclineVolumeRatio
from minilean.indicators.base import TradeBarIndicator
from minilean.indicators.extensions import IndicatorExtensions
from minilean.interop.decimals import ZERO

if TYPE_CHECKING:
    from decimal import Decimal

    from minilean.securities.symbol import Symbol


class ArmsIndex(TradeBarIndicator):
    """LEAN's TRIN (Indicators/ArmsIndex.cs): zero where the ratio of volumes is zero."""

    warm_up_period = 2

    def __init__(self, name: str = "TRIN") -> None:
        super().__init__(name)
        self.ad_ratio = AdvanceDeclineRatio(f"{name}_A/D Ratio")
        self.adv_ratio = AdvanceDeclineVolumeRatio(f"{name}_A/D Volume Ratio")
        self._index = IndicatorExtensions.over(self.ad_ratio, self.adv_ratio, name)
        self._qc_parts = (self._index,)

    @property
    def is_ready(self) -> bool:
        return self.ad_ratio.is_ready and self.adv_ratio.is_ready

    def _compute_next_value(self, bar: Any) -> Decimal:
        self.ad_ratio._qc_feed_data(bar)
        self.adv_ratio._qc_feed_data(bar)
        return self._index._qc_value if self.adv_ratio._qc_value else ZERO

    def add(self, asset: Symbol) -> None:
        """Follows a symbol."""
        self.ad_ratio.add(asset)
        self.adv_ratio.add(asset)

    def remove(self, asset: Symbol) -> None:
        """Follows a symbol no longer."""
        self.ad_ratio.remove(asset)
        self.adv_ratio.remove(asset)

    add_stock = add
    remove_stock = remove
