"""Wolverine (Common/Brokerages/WolverineBrokerageModel.cs)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minilean.brokerages.acceptance import order_size_refusal, order_type_refusal, security_type_refusal
from minilean.brokerages.default import DefaultBrokerageModel
from minilean.brokerages.message import BrokerageMessageEvent, Verdict, refused
from minilean.brokerages.messages import ORDER_UPDATE_NOT_SUPPORTED
from minilean.enums import OrderType, SecurityType
from minilean.interop.names import dotnet
from minilean.orders.fee.hidden import WolverineFeeModel

if TYPE_CHECKING:
    from minilean.orders.order import Order
    from minilean.orders.order_request import UpdateOrderRequest
    from minilean.securities.security import Security

_SECURITY_TYPES = (SecurityType.EQUITY, SecurityType.OPTION)
_ORDER_TYPES = (
    OrderType.MARKET,
    OrderType.MARKET_ON_CLOSE,
    OrderType.LIMIT,
    OrderType.STOP_MARKET,
    OrderType.STOP_LIMIT,
)


@dotnet
class WolverineBrokerageModel(DefaultBrokerageModel):
    """Stocks and options; orders cannot be updated."""

    def get_fee_model(self, security: Security) -> Any:
        """None in effect."""
        return WolverineFeeModel()

    def can_update_order(
        self,
        security: Security,
        order: Order,
        request: UpdateOrderRequest,
        message: BrokerageMessageEvent | None = None,
    ) -> Verdict:
        """Never."""
        return refused("0", ORDER_UPDATE_NOT_SUPPORTED)

    def can_submit_order(
        self, security: Security, order: Order, message: BrokerageMessageEvent | None = None
    ) -> Verdict:
        """By size, type of security and kind of order."""
        return (
            order_size_refusal(security, order._quantity)
            or security_type_refusal(self, security, _SECURITY_TYPES)
            or order_type_refusal(self, order, _ORDER_TYPES)
            or super().can_submit_order(security, order)
        )
