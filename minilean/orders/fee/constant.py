"""The same fee for every order (Common/Orders/Fees/ConstantFeeModel.cs)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.interop.decimals import Number, to_decimal
from minilean.interop.names import dotnet
from minilean.orders.fee.fee_model import FeeModel, money

if TYPE_CHECKING:
    from minilean.orders.fee.order_fee import OrderFee, OrderFeeParameters


@dotnet
class ConstantFeeModel(FeeModel):
    """A fee per order, whatever it trades."""

    def __init__(self, fee: Number, currency: str = "USD") -> None:
        self._qc_fee = abs(to_decimal(fee))
        self._qc_currency = currency

    def get_order_fee(self, parameters: OrderFeeParameters) -> OrderFee:
        """The fee given at construction."""
        return money(self._qc_fee, self._qc_currency)
