"""Webull (Common/Brokerages/WebullBrokerageModel.cs)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minilean.brokerages.acceptance import order_type_refusal, security_type_refusal
from minilean.brokerages.default import DefaultBrokerageModel
from minilean.brokerages.message import not_supported
from minilean.enums import OrderType, SecurityType
from minilean.interop.names import dotnet
from minilean.orders.fee.webull import WebullFeeModel
from minilean.orders.properties import WebullOrderProperties
from minilean.orders.time_in_force import DayTimeInForce

if TYPE_CHECKING:
    from minilean.brokerages.message import BrokerageMessageEvent, Verdict
    from minilean.orders.order import Order
    from minilean.securities.security import Security

_OPTION_TYPES = (OrderType.MARKET, OrderType.LIMIT, OrderType.STOP_MARKET, OrderType.STOP_LIMIT)
_ORDER_TYPES = {
    SecurityType.EQUITY: (*_OPTION_TYPES, OrderType.TRAILING_STOP),
    SecurityType.OPTION: _OPTION_TYPES,
    SecurityType.INDEX_OPTION: _OPTION_TYPES,
}


@dotnet
class WebullBrokerageModel(DefaultBrokerageModel):
    """Stocks and options without commission."""

    def get_fee_model(self, security: Security) -> Any:
        """Free for stocks."""
        return WebullFeeModel()

    def can_submit_order(
        self, security: Security, order: Order, message: BrokerageMessageEvent | None = None
    ) -> Verdict:
        """By type of security, kind of order, time in force and hours."""
        return (
            security_type_refusal(self, security, _ORDER_TYPES)
            or order_type_refusal(self, order, _ORDER_TYPES[security.type])
            or _option_sale_refusal(security, order)
            or _hours_refusal(security, order)
            or super().can_submit_order(security, order)
        )


def _option_sale_refusal(security: Security, order: Order) -> Verdict | None:
    is_option = security.type in (SecurityType.OPTION, SecurityType.INDEX_OPTION)
    if not is_option or order._quantity >= 0 or isinstance(order.time_in_force, DayTimeInForce):
        return None
    return not_supported(
        f"{order.security_type.dotnet_name} sell orders only support DayTimeInForce time in force, "
        f"but {type(order.time_in_force).__name__} was specified."
    )


def _hours_refusal(security: Security, order: Order) -> Verdict | None:
    properties = order.properties
    if not isinstance(properties, WebullOrderProperties) or not properties.outside_regular_trading_hours:
        return None
    if security.type is not SecurityType.EQUITY:
        kind = security.type.dotnet_name
        return not_supported(
            f"OutsideRegularTradingHours is only supported for Equity orders, but {kind} was specified."
        )
    if order.type is OrderType.MARKET:
        return not_supported("Market orders are not supported outside regular trading hours.")
    return None
