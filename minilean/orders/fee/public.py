"""Public's fees (Common/Orders/Fees/PublicFeeModel.cs)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from minilean.data.zones import zone_clock
from minilean.enums import SecurityType
from minilean.interop.decimals import ZERO
from minilean.interop.names import dotnet
from minilean.orders.fee.fee_model import FeeModel, money
from minilean.orders.fee.order_fee import OrderFee

if TYPE_CHECKING:
    from minilean.orders.fee.order_fee import OrderFeeParameters
    from minilean.orders.order import Order
    from minilean.securities.security import Security

_OUTSIDE_HOURS = Decimal("2.99")
_INDEX_OPTION = Decimal("0.50")
_CRYPTO_RATE = Decimal("0.0125")
_CRYPTO_TIERS = (
    (Decimal(10), Decimal("0.49")),
    (Decimal(25), Decimal("0.69")),
    (Decimal(50), Decimal("1.19")),
    (Decimal(100), Decimal("1.69")),
    (Decimal(250), Decimal("3.29")),
    (Decimal(500), Decimal("6.29")),
)


@dotnet
class PublicFeeModel(FeeModel):
    """Stocks pay outside regular hours, crypto by the order's worth."""

    def get_order_fee(self, parameters: OrderFeeParameters) -> OrderFee:
        """The fee in dollars."""
        order, security = parameters.order, parameters.security
        if security.type is SecurityType.EQUITY:
            return money(_equity(security, order), "USD")
        if security.type is SecurityType.INDEX_OPTION:
            return money(abs(order._quantity) * _INDEX_OPTION, "USD")
        if security.type is SecurityType.CRYPTO:
            return money(_crypto(security, order), "USD")
        return OrderFee.ZERO


def _equity(security: Security, order: Order) -> Decimal:
    local = zone_clock(security.exchange.time_zone).from_utc(order._time)
    return ZERO if security.exchange.hours.is_open(local, False) else _OUTSIDE_HOURS


def _crypto(security: Security, order: Order) -> Decimal:
    worth = security._price * security.symbol_properties._contract_multiplier * abs(order._quantity)
    fee = next((fee for limit, fee in _CRYPTO_TIERS if worth <= limit), None)
    return worth * _CRYPTO_RATE if fee is None else fee
