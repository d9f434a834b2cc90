"""Interactive Brokers' commissions (Common/Orders/Fees/InteractiveBrokersFeeModel.cs)."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from typing import TYPE_CHECKING

from minilean.enums import OrderType, SecurityType
from minilean.errors import ArgumentError, KeyNotFound, NotInMiniLean
from minilean.interop.decimals import ONE, Number, to_decimal
from minilean.interop.names import dotnet
from minilean.orders.fee.fee_model import FeeModel, money
from minilean.orders.fee.order_fee import OrderFee, OrderFeeParameters

if TYPE_CHECKING:
    from minilean.orders.order import Order
    from minilean.securities.security import Security

_FOREX_TIERS = (
    (Decimal(1_000_000_000), Decimal("0.000020"), Decimal("2.00")),
    (Decimal(2_000_000_000), Decimal("0.000015"), Decimal("1.50")),
    (Decimal(5_000_000_000), Decimal("0.000010"), Decimal("1.25")),
)
_FOREX_TOP_TIER = (Decimal("0.000008"), Decimal("1.00"))
_EQUITY = {
    "usa": ("USD", Decimal("0.005"), Decimal(1), Decimal("0.005")),
    "india": ("INR", Decimal("0.01"), Decimal(6), Decimal(20)),
}
_CFD_RATE = Decimal("0.00002")
_CFD_MINIMUM = {"JPY": Decimal("40.0"), "HKD": Decimal("10.0")}


@dotnet
class InteractiveBrokersFeeModel(FeeModel):
    """Fees by security type; the forex rate falls with the dollars traded a month."""

    def __init__(
        self,
        monthly_forex_trade_amount_in_us_dollars: Number = 0,
        monthly_options_trade_amount_in_contracts: Number = 0,
    ) -> None:
        traded = to_decimal(monthly_forex_trade_amount_in_us_dollars)
        tiers = (tier[1:] for tier in _FOREX_TIERS if traded <= tier[0])
        self._qc_forex_rate, self._qc_forex_minimum = next(tiers, _FOREX_TOP_TIER)

    def get_order_fee(self, parameters: OrderFeeParameters) -> OrderFee:
        """The commission; raises NotInMiniLean for options and futures, ArgumentError for other types."""
        security, order = parameters.security, parameters.order
        kind = security.type
        if kind is SecurityType.EQUITY:
            return equity_fee(security, order, "InteractiveBrokersFeeModel")
        if kind is SecurityType.FOREX:
            fee = abs(self._qc_forex_rate * order._get_value(security))
            return money(max(self._qc_forex_minimum, fee), "USD")
        if kind is SecurityType.CFD:
            currency = security.quote_currency.symbol
            fee = _CFD_RATE * abs(order._get_value(security))
            return money(max(fee, _CFD_MINIMUM.get(currency, ONE)), currency)
        if kind in (SecurityType.OPTION, SecurityType.INDEX_OPTION, SecurityType.FUTURE, SecurityType.FUTURE_OPTION):
            if order.type is OrderType.OPTION_EXERCISE:
                return OrderFee.ZERO
            raise NotInMiniLean(f"InteractiveBrokersFeeModel for {kind.dotnet_name}")
        raise ArgumentError(f"Unsupported security type: {kind.dotnet_name}")


def equity_fee(security: Security, order: Order, model: str, markets: Collection[str] = _EQUITY) -> OrderFee:
    """So much per share, with a minimum and, above it, a maximum; raises KeyNotFound for other markets."""
    market = security.symbol.id.market
    if market not in markets:
        raise KeyNotFound(f"{model}(): unexpected equity Market {market}")
    currency, per_share, minimum, maximum_rate = _EQUITY[market]
    fee = per_share * abs(order._quantity)
    if fee < minimum:
        return money(minimum, currency)
    return money(min(fee, maximum_rate * abs(order._get_value(security))), currency)
