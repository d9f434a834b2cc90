"""Kraken's fees, first tier (Common/Orders/Fees/KrakenFeeModel.cs)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from minilean.interop.names import dotnet
from minilean.orders.fee.crypto import is_maker, unit_price
from minilean.orders.fee.fee_model import FeeModel, money
from minilean.orders.properties import KrakenOrderProperties
from minilean.securities.currency_pairs import decompose_currency_pair

if TYPE_CHECKING:
    from minilean.orders.fee.order_fee import OrderFee, OrderFeeParameters

_MAKER = Decimal("0.0016")
_TAKER = Decimal("0.0026")
_STABLE = Decimal("0.002")
_STABLE_BASES = ("CAD", "EUR", "GBP", "JPY", "USD", "USDT", "DAI", "USDC")


@dotnet
class KrakenFeeModel(FeeModel):
    """Paid in the quote currency when buying, in the base currency when selling, unless the order asks otherwise."""

    def get_order_fee(self, parameters: OrderFeeParameters) -> OrderFee:
        """The fee; fiat and stablecoins have a rate of their own."""
        order, security = parameters.order, parameters.security
        properties = order.properties
        in_quote = order._quantity > 0
        if isinstance(properties, KrakenOrderProperties):
            in_quote = (in_quote and not properties.fee_in_base) or properties.fee_in_quote
        rate = _MAKER if is_maker(order, KrakenOrderProperties) else _TAKER
        if security.symbol.value.startswith(_STABLE_BASES):
            rate = _STABLE
        base, quote = decompose_currency_pair(security.symbol)
        quantity = abs(order._quantity)
        if in_quote:
            return money(unit_price(security, order) * quantity * rate, quote)
        return money(quantity * rate, base)
