"""The fees of Alpha Streams (Common/Orders/Fees/AlphaStreamsFeeModel.cs)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from minilean.enums import SecurityType
from minilean.errors import ArgumentError, NotInMiniLean
from minilean.interop.decimals import ZERO
from minilean.interop.names import dotnet
from minilean.orders.fee.crypto import is_maker, unit_price
from minilean.orders.fee.fee_model import FeeModel, money
from minilean.orders.fee.interactive_brokers import equity_fee
from minilean.orders.properties import BitfinexOrderProperties

if TYPE_CHECKING:
    from minilean.orders.fee.order_fee import OrderFee, OrderFeeParameters
    from minilean.orders.order import Order
    from minilean.securities.security import Security

_FOREX = Decimal("0.000002")
_MAKER = Decimal("0.001")
_TAKER = Decimal("0.002")
_CONTRACTS = (SecurityType.OPTION, SecurityType.FUTURE, SecurityType.FUTURE_OPTION, SecurityType.INDEX_OPTION)


@dotnet
class AlphaStreamsFeeModel(FeeModel):
    """Interactive Brokers' for stocks, Bitfinex's for crypto."""

    def get_order_fee(self, parameters: OrderFeeParameters) -> OrderFee:
        """The fee; raises NotInMiniLean for options and futures, ArgumentError for other types."""
        order, security = parameters.order, parameters.security
        kind = security.type
        if kind is SecurityType.EQUITY:
            return equity_fee(security, order, "AlphaStreamsFeeModel", ("usa",))
        if kind is SecurityType.FOREX:
            return money(_FOREX * abs(order._get_value(security)), "USD")
        if kind is SecurityType.CFD:
            return money(ZERO, "USD")
        if kind is SecurityType.CRYPTO:
            price = unit_price(security, order) * abs(order._quantity)
            return money(price * _crypto_rate(order), security.quote_currency.symbol)
        return _refuse(security)


def _crypto_rate(order: Order) -> Decimal:
    properties = order.properties
    hidden = isinstance(properties, BitfinexOrderProperties) and properties.hidden
    return _MAKER if not hidden and is_maker(order, BitfinexOrderProperties) else _TAKER


def _refuse(security: Security) -> OrderFee:
    if security.type in _CONTRACTS:
        raise NotInMiniLean(f"AlphaStreamsFeeModel for {security.type.dotnet_name}")
    raise ArgumentError(f"Unsupported security type: {security.type.dotnet_name}")
