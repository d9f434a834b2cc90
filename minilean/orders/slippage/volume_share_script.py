"""The model as LEAN's Python file has it, in doubles (Common/Orders/Slippage/VolumeShareSlippageModel.py).

Algorithms get it by ``from Orders.Slippage.VolumeShareSlippageModel import VolumeShareSlippageModel``.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from minilean.interop.decimals import Number, to_decimal
from minilean.interop.names import dotnet
from minilean.orders.slippage.volume_share import WITHOUT_VOLUME, volume_traded

if TYPE_CHECKING:
    from minilean.orders.order import Order
    from minilean.securities.security import Security


@dotnet
class VolumeShareSlippageModel:
    """Price times impact times the square of the share of the last bar's volume, the share being limited."""

    def __init__(self, volume_limit: Number = 0.025, price_impact: Number = 0.1) -> None:
        self.volume_limit: Any = volume_limit
        self.price_impact: Any = price_impact

    def get_slippage_approximation(self, asset: Security, order: Order) -> float:
        """The slippage per unit; raises InvalidOperation on data without volume."""
        last = asset.get_last_data()
        if last is None:
            return 0.0
        volume = float(volume_traded(last, buying=order._quantity > 0))
        if volume > 0:
            share = min(order.absolute_quantity / volume, self.volume_limit)
        elif asset.symbol.security_type in WITHOUT_VOLUME:
            return 0.0
        else:
            share = self.volume_limit
        slippage: float = share * share * self.price_impact * last.value
        return slippage

    def _get_slippage_approximation(self, asset: Security, order: Order) -> Decimal:
        return to_decimal(self.get_slippage_approximation(asset, order))
