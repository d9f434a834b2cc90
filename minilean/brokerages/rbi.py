"""RBI (Common/Brokerages/RBIBrokerageModel.cs)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minilean.brokerages.acceptance import order_size_refusal, security_type_refusal
from minilean.brokerages.default import DefaultBrokerageModel
from minilean.brokerages.message import BrokerageMessageEvent, Verdict, not_supported
from minilean.enums import OrderType, SecurityType
from minilean.interop.names import dotnet
from minilean.orders.fee.hidden import RBIFeeModel

if TYPE_CHECKING:
    from minilean.orders.order import Order
    from minilean.securities.security import Security

_SECURITY_TYPES = (SecurityType.EQUITY,)
_ORDER_TYPES = (OrderType.MARKET, OrderType.LIMIT, OrderType.STOP_MARKET, OrderType.STOP_LIMIT)


@dotnet
class RBIBrokerageModel(DefaultBrokerageModel):
    """Stocks."""

    def get_fee_model(self, security: Security) -> Any:
        """None in effect."""
        return RBIFeeModel()

    def can_submit_order(
        self, security: Security, order: Order, message: BrokerageMessageEvent | None = None
    ) -> Verdict:
        """By size, type of security and kind of order."""
        kind = None
        if order.type not in _ORDER_TYPES:
            kind = not_supported(
                f"{order.type.dotnet_name} order is not supported by RBI. Currently, only Market Order, Limit Order, "
                "StopMarket Order and StopLimit Order are supported."
            )
        return (
            order_size_refusal(security, order._quantity)
            or security_type_refusal(self, security, _SECURITY_TYPES)
            or kind
            or super().can_submit_order(security, order)
        )
