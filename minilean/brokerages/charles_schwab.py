"""Charles Schwab (Common/Brokerages/CharlesSchwabBrokerageModel.cs)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minilean.brokerages.acceptance import order_type_refusal, security_type_refusal
from minilean.brokerages.default import DefaultBrokerageModel
from minilean.enums import OrderType, SecurityType
from minilean.interop.names import dotnet
from minilean.orders.fee.charles_schwab import CharlesSchwabFeeModel

if TYPE_CHECKING:
    from minilean.brokerages.message import BrokerageMessageEvent, Verdict
    from minilean.orders.order import Order
    from minilean.securities.security import Security

_SECURITY_TYPES = (SecurityType.EQUITY, SecurityType.OPTION, SecurityType.INDEX_OPTION)
_ORDER_TYPES = (
    OrderType.MARKET,
    OrderType.LIMIT,
    OrderType.STOP_MARKET,
    OrderType.COMBO_MARKET,
    OrderType.COMBO_LIMIT,
    OrderType.MARKET_ON_CLOSE,
    OrderType.MARKET_ON_OPEN,
    OrderType.STOP_LIMIT,
)


@dotnet
class CharlesSchwabBrokerageModel(DefaultBrokerageModel):
    """Stocks and options."""

    def get_fee_model(self, security: Security) -> Any:
        """Free for stocks."""
        return CharlesSchwabFeeModel()

    def can_submit_order(
        self, security: Security, order: Order, message: BrokerageMessageEvent | None = None
    ) -> Verdict:
        """By type of security and kind of order."""
        return (
            security_type_refusal(self, security, _SECURITY_TYPES)
            or order_type_refusal(self, order, _ORDER_TYPES)
            or super().can_submit_order(security, order)
        )
