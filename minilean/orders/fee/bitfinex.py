"""Bitfinex's fees, first tier (Common/Orders/Fees/BitfinexFeeModel.cs)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from minilean.interop.names import dotnet
from minilean.orders.fee.crypto import is_maker, received_currency_fee
from minilean.orders.fee.fee_model import FeeModel
from minilean.orders.properties import BitfinexOrderProperties

if TYPE_CHECKING:
    from minilean.orders.fee.order_fee import OrderFee, OrderFeeParameters

_MAKER = Decimal("0.001")
_TAKER = Decimal("0.002")


@dotnet
class BitfinexFeeModel(FeeModel):
    """A share of what is received, less for makers whose order is not hidden."""

    def get_order_fee(self, parameters: OrderFeeParameters) -> OrderFee:
        """The fee in base currency when buying, in quote currency when selling."""
        order = parameters.order
        properties = order.properties
        hidden = isinstance(properties, BitfinexOrderProperties) and properties.hidden
        rate = _MAKER if not hidden and is_maker(order, BitfinexOrderProperties) else _TAKER
        return received_currency_fee(parameters.security, order, rate)
