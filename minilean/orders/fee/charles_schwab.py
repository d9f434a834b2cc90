"""Charles Schwab's fees: only options pay (Common/Orders/Fees/CharlesSchwabFeeModel.cs)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from minilean.enums import SecurityType
from minilean.interop.decimals import ZERO
from minilean.interop.names import dotnet
from minilean.orders.fee.fee_model import FeeModel, money
from minilean.orders.fee.order_fee import OrderFee

if TYPE_CHECKING:
    from minilean.orders.fee.order_fee import OrderFeeParameters

_PER_CONTRACT = {
    SecurityType.INDEX_OPTION: Decimal(1),
    SecurityType.OPTION: Decimal("0.65"),
    SecurityType.FUTURE_OPTION: ZERO,
}


@dotnet
class CharlesSchwabFeeModel(FeeModel):
    """Per contract."""

    def get_order_fee(self, parameters: OrderFeeParameters) -> OrderFee:
        """The fee of options; LEAN's zero for the rest."""
        rate = _PER_CONTRACT.get(parameters.security.type)
        return OrderFee.ZERO if rate is None else money(abs(parameters.order._quantity) * rate, "USD")
