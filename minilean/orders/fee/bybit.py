"""Bybit's fees without VIP level, spot and futures (Common/Orders/Fees/BybitFeeModel.cs, BybitFuturesFeeModel.cs)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from minilean.interop.decimals import Number, to_decimal
from minilean.interop.names import dotnet
from minilean.orders.fee.crypto import is_maker, received_currency_fee
from minilean.orders.fee.fee_model import FeeModel
from minilean.orders.properties import BybitOrderProperties

if TYPE_CHECKING:
    from minilean.orders.fee.order_fee import OrderFee, OrderFeeParameters


@dotnet
class BybitFeeModel(FeeModel):
    """A share of what is received, less for makers."""

    def __init__(self, m_fee: Number = Decimal("0.001"), t_fee: Number = Decimal("0.001")) -> None:
        self._qc_maker = to_decimal(m_fee)
        self._qc_taker = to_decimal(t_fee)

    def get_order_fee(self, parameters: OrderFeeParameters) -> OrderFee:
        """The fee in base currency when buying, in quote currency when selling."""
        rate = self._qc_maker if is_maker(parameters.order, BybitOrderProperties) else self._qc_taker
        return received_currency_fee(parameters.security, parameters.order, rate)


@dotnet
class BybitFuturesFeeModel(BybitFeeModel):
    """A share of the position's value."""

    def __init__(self, maker_fee: Number = Decimal("0.0002"), taker_fee: Number = Decimal("0.00055")) -> None:
        super().__init__(maker_fee, taker_fee)
