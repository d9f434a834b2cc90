"""Tastytrade (Common/Brokerages/TastytradeBrokerageModel.cs)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minilean.brokerages.acceptance import cross_zero_refusal, order_type_refusal, security_type_refusal
from minilean.brokerages.default import DefaultBrokerageModel
from minilean.enums import OrderType, SecurityType
from minilean.interop.names import dotnet
from minilean.orders.fee.tastytrade import TastytradeFeeModel

if TYPE_CHECKING:
    from minilean.brokerages.message import BrokerageMessageEvent, Verdict
    from minilean.orders.order import Order
    from minilean.securities.security import Security

_SECURITY_TYPES = (
    SecurityType.EQUITY,
    SecurityType.OPTION,
    SecurityType.INDEX_OPTION,
    SecurityType.FUTURE,
    SecurityType.FUTURE_OPTION,
)
_ORDER_TYPES = (
    OrderType.MARKET,
    OrderType.LIMIT,
    OrderType.STOP_MARKET,
    OrderType.STOP_LIMIT,
    OrderType.COMBO_LIMIT,
)


@dotnet
class TastytradeBrokerageModel(DefaultBrokerageModel):
    """Stocks, options and futures."""

    def get_fee_model(self, security: Security) -> Any:
        """Free for stocks."""
        return TastytradeFeeModel()

    def can_submit_order(
        self, security: Security, order: Order, message: BrokerageMessageEvent | None = None
    ) -> Verdict:
        """By type of security and kind of order."""
        return (
            security_type_refusal(self, security, _SECURITY_TYPES)
            or order_type_refusal(self, order, _ORDER_TYPES)
            or cross_zero_refusal(self, security, order, (OrderType.COMBO_LIMIT,))
            or super().can_submit_order(security, order)
        )
