"""Alpaca's fees: only crypto pays (Common/Orders/Fees/AlpacaFeeModel.cs)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from minilean.enums import OrderType, SecurityType
from minilean.interop.decimals import ZERO
from minilean.interop.names import dotnet
from minilean.orders.fee.fee_model import FeeModel, money
from minilean.securities.currency_pairs import decompose_currency_pair

if TYPE_CHECKING:
    from minilean.orders.fee.order_fee import OrderFee, OrderFeeParameters

_MAKER = Decimal("0.0015")
_TAKER = Decimal("0.0025")


@dotnet
class AlpacaFeeModel(FeeModel):
    """A share of what is received in crypto, nothing otherwise."""

    def get_order_fee(self, parameters: OrderFeeParameters) -> OrderFee:
        """The fee in base currency when buying, in quote currency when selling."""
        order, security = parameters.order, parameters.security
        if security.symbol.security_type is not SecurityType.CRYPTO:
            return money(ZERO, "USD")
        rate = _MAKER if order.type is OrderType.LIMIT and not order.is_marketable else _TAKER
        base, quote = decompose_currency_pair(security.symbol)
        quantity = abs(order._quantity)
        return money(quantity * rate, base) if order._quantity > 0 else money(quantity * security._price * rate, quote)
