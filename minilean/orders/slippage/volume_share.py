"""Slippage that grows with the order's share of the volume (Common/Orders/Slippage/VolumeShareSlippageModel.cs)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from minilean.data.bars import QuoteBar, TradeBar
from minilean.enums import SecurityType
from minilean.errors import InvalidOperation
from minilean.interop.decimal96 import divide, multiply
from minilean.interop.decimals import ZERO, Number, to_decimal
from minilean.interop.names import dotnet
from minilean.orders.slippage.slippage_model import ExactSlippage

if TYPE_CHECKING:
    from minilean.data.base_data import BaseData
    from minilean.orders.order import Order
    from minilean.securities.security import Security

WITHOUT_VOLUME = (SecurityType.CFD, SecurityType.FOREX, SecurityType.CRYPTO)


@dotnet
class VolumeShareSlippageModel(ExactSlippage):
    """Price times impact times the square of the share of the last bar's volume, the share being limited."""

    def __init__(self, volume_limit: Number = Decimal("0.025"), price_impact: Number = Decimal("0.1")) -> None:
        self._qc_impact = to_decimal(price_impact)
        self._qc_limit = to_decimal(volume_limit)

    def _get_slippage_approximation(self, asset: Security, order: Order) -> Decimal:
        """Raises InvalidOperation on data without volume."""
        last = asset.get_last_data()
        if last is None:
            return ZERO
        volume = volume_traded(last, buying=order._quantity > 0)
        if volume <= 0:
            if asset.symbol.security_type in WITHOUT_VOLUME:
                return ZERO
            share = self._qc_limit
        else:
            share = min(divide(abs(order._quantity), volume), self._qc_limit)
        return multiply(multiply(multiply(share, share), self._qc_impact), last._value)


def volume_traded(data: BaseData, *, buying: bool) -> Decimal:
    """The volume of a trade bar, or the size a quote bar offers; raises InvalidOperation on other data."""
    if isinstance(data, TradeBar):
        return data._volume
    if isinstance(data, QuoteBar):
        return data._last_bid_size if buying else data._last_ask_size
    message = (
        "VolumeShareSlippageModel.GetSlippageApproximation(): "
        f"Cannot use this model with market data type {type(data).__name__}"
    )
    raise InvalidOperation(message)
