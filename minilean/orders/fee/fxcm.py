"""FXCM's commission per thousand units (Common/Orders/Fees/FxcmFeeModel.cs)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from minilean.enums import SecurityType
from minilean.interop.decimals import ZERO
from minilean.interop.names import dotnet
from minilean.orders.fee.fee_model import FeeModel, money

if TYPE_CHECKING:
    from minilean.orders.fee.order_fee import OrderFee, OrderFeeParameters

_CHEAP_PAIRS = ("EURUSD", "GBPUSD", "USDJPY", "USDCHF", "AUDUSD", "EURJPY", "GBPJPY")
_CHEAP = Decimal("0.04")
_OTHER = Decimal("0.06")
_THOUSAND = Decimal(1000)


@dotnet
class FxcmFeeModel(FeeModel):
    """Forex pays per unit, CFDs pay nothing."""

    def __init__(self, currency: str = "USD") -> None:
        self._qc_currency = currency

    def get_order_fee(self, parameters: OrderFeeParameters) -> OrderFee:
        """The commission in the currency given at construction."""
        security = parameters.security
        if security.type is not SecurityType.FOREX:
            return money(ZERO, self._qc_currency)
        cheap = security.symbol.id.symbol in _CHEAP_PAIRS and security.symbol.id.market == "fxcm"
        rate = _CHEAP if cheap else _OTHER
        return money(abs(rate * abs(parameters.order._quantity) / _THOUSAND), self._qc_currency)
