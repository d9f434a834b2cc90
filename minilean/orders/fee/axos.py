"""Axos Clearing's fee per share (Common/Orders/Fees/AxosFeeModel.cs)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from minilean.interop.decimals import Number, to_decimal
from minilean.interop.names import dotnet
from minilean.orders.fee.fee_model import FeeModel, money

if TYPE_CHECKING:
    from minilean.orders.fee.order_fee import OrderFee, OrderFeeParameters

_PER_SHARE = Decimal("0.0035")


@dotnet
class AxosFeeModel(FeeModel):
    """So much per share."""

    def __init__(self, fees_per_share: Number | None = None) -> None:
        self._qc_rate = _PER_SHARE if fees_per_share is None else to_decimal(fees_per_share)

    def get_order_fee(self, parameters: OrderFeeParameters) -> OrderFee:
        """The fee in dollars."""
        return money(self._qc_rate * abs(parameters.order._quantity), "USD")
