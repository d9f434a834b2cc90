"""Tastytrade's fees: contracts pay, most of them only to open (Common/Orders/Fees/TastytradeFeeModel.cs)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from minilean.enums import SecurityType
from minilean.interop.decimals import ZERO
from minilean.interop.names import dotnet
from minilean.orders.fee.fee_model import FeeModel, money

if TYPE_CHECKING:
    from minilean.orders.fee.order_fee import OrderFee, OrderFeeParameters

_TO_OPEN = {
    SecurityType.OPTION: Decimal(1),
    SecurityType.INDEX_OPTION: Decimal(1),
    SecurityType.FUTURE_OPTION: Decimal("2.5"),
}
_FUTURE = Decimal("1.25")


@dotnet
class TastytradeFeeModel(FeeModel):
    """Per contract."""

    def get_order_fee(self, parameters: OrderFeeParameters) -> OrderFee:
        """The fee in dollars; stocks pay nothing."""
        quantity, kind = parameters.order._quantity, parameters.security.type
        opens = parameters.security.holdings._quantity * quantity >= 0
        rate = _FUTURE if kind is SecurityType.FUTURE else _TO_OPEN.get(kind, ZERO) if opens else ZERO
        return money(abs(quantity) * rate, "USD")
