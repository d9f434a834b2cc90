"""TradeStation's fees (Common/Orders/Fees/TradeStationFeeModel.cs)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from minilean.enums import SecurityType
from minilean.interop.decimals import ZERO
from minilean.interop.names import dotnet
from minilean.orders.fee.fee_model import FeeModel, money

if TYPE_CHECKING:
    from minilean.orders.fee.order_fee import OrderFee, OrderFeeParameters

_FOREIGN_COMMISSION = Decimal("5.0")
_PER_CONTRACT = {SecurityType.OPTION: Decimal("0.6"), SecurityType.INDEX_OPTION: Decimal(1)}
_PER_FUTURE = Decimal("1.5")


@dotnet
class TradeStationFeeModel(FeeModel):
    """Nothing for stocks of residents; others pay a commission per trade."""

    def __init__(self, us_resident: bool = True) -> None:
        self.us_resident = us_resident

    def get_order_fee(self, parameters: OrderFeeParameters) -> OrderFee:
        """The commission, and the fee per contract of options and futures."""
        quantity, kind = abs(parameters.order._quantity), parameters.security.type
        if kind is SecurityType.FUTURE:
            return money(quantity * _PER_FUTURE, "USD")
        commission = ZERO if self.us_resident else _FOREIGN_COMMISSION
        return money(commission + quantity * _PER_CONTRACT.get(kind, ZERO), "USD")
