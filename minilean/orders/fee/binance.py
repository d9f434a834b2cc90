"""Binance's spot fees, first tier (Common/Orders/Fees/BinanceFeeModel.cs)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from minilean.interop.decimals import Number, to_decimal
from minilean.interop.names import dotnet
from minilean.orders.fee.crypto import is_maker, received_currency_fee
from minilean.orders.fee.fee_model import FeeModel
from minilean.orders.properties import BinanceOrderProperties

if TYPE_CHECKING:
    from minilean.orders.fee.order_fee import OrderFee, OrderFeeParameters
    from minilean.orders.order import Order


@dotnet
class BinanceFeeModel(FeeModel):
    """A share of what is received, less for makers."""

    MAKER_TIER_1_FEE: ClassVar[float] = 0.001
    TAKER_TIER_1_FEE: ClassVar[float] = 0.001

    def __init__(self, m_fee: Number = Decimal("0.001"), t_fee: Number = Decimal("0.001")) -> None:
        self._qc_maker = to_decimal(m_fee)
        self._qc_taker = to_decimal(t_fee)

    def get_order_fee(self, parameters: OrderFeeParameters) -> OrderFee:
        """The fee in base currency when buying, in quote currency when selling."""
        maker, taker = self._qc_rates(parameters.order)
        rate = maker if is_maker(parameters.order, BinanceOrderProperties) else taker
        return received_currency_fee(parameters.security, parameters.order, rate)

    def _qc_rates(self, order: Order) -> tuple[Decimal, Decimal]:
        return self._qc_maker, self._qc_taker
