"""Public (Common/Brokerages/PublicBrokerageModel.cs)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minilean.brokerages.acceptance import order_type_refusal, security_type_refusal
from minilean.brokerages.default import DefaultBrokerageModel
from minilean.brokerages.message import ACCEPTED, not_supported
from minilean.enums import AccountType, OrderType, SecurityType
from minilean.interop.names import dotnet
from minilean.orders.fee.public import PublicFeeModel
from minilean.orders.properties import PublicOrderProperties

if TYPE_CHECKING:
    from minilean.brokerages.message import BrokerageMessageEvent, Verdict
    from minilean.orders.order import Order
    from minilean.orders.order_request import UpdateOrderRequest
    from minilean.securities.security import Security

_SECURITY_TYPES = (SecurityType.EQUITY, SecurityType.OPTION, SecurityType.INDEX_OPTION, SecurityType.CRYPTO)
_ORDER_TYPES = (
    OrderType.MARKET,
    OrderType.LIMIT,
    OrderType.STOP_MARKET,
    OrderType.STOP_LIMIT,
    OrderType.COMBO_LIMIT,
)


@dotnet
class PublicBrokerageModel(DefaultBrokerageModel):
    """Stocks, options and crypto; combos cannot be updated."""

    def get_fee_model(self, security: Security) -> Any:
        """Free for stocks in regular hours."""
        return PublicFeeModel()

    def can_submit_order(
        self, security: Security, order: Order, message: BrokerageMessageEvent | None = None
    ) -> Verdict:
        """By type of security, kind of order and hours; settles whether the order uses margin."""
        refusal = (
            security_type_refusal(self, security, _SECURITY_TYPES)
            or order_type_refusal(self, order, _ORDER_TYPES)
            or _hours_refusal(order)
        )
        if refusal is not None:
            return refusal
        properties = order.properties
        if isinstance(properties, PublicOrderProperties):
            wanted = properties.use_margin is not False
            properties.use_margin = wanted and self.account_type is not AccountType.CASH
        return super().can_submit_order(security, order)

    def can_update_order(
        self,
        security: Security,
        order: Order,
        request: UpdateOrderRequest,
        message: BrokerageMessageEvent | None = None,
    ) -> Verdict:
        """Anything but combos."""
        if order.group_order_manager is not None:
            return not_supported("Public.com does not support updating combo (multi-leg) orders.")
        return ACCEPTED


def _hours_refusal(order: Order) -> Verdict | None:
    properties = order.properties
    outside = isinstance(properties, PublicOrderProperties) and properties.outside_regular_trading_hours
    if not outside or order.type is OrderType.LIMIT:
        return None
    return not_supported(
        "Orders for extended market must be of type 'Limit' and with 'DAY' time-in-force, "
        f"but {order.type.dotnet_name} was specified."
    )
