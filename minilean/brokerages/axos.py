"""Axos Clearing (Common/Brokerages/AxosClearingBrokerageModel.cs)."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from minilean.brokerages.acceptance import order_type_refusal, security_type_refusal
from minilean.brokerages.default import DefaultBrokerageModel, no_benchmark
from minilean.brokerages.message import ACCEPTED, BrokerageMessageEvent, Verdict, not_supported
from minilean.enums import OrderType, SecurityType
from minilean.interop.decimals import text
from minilean.interop.names import dotnet
from minilean.orders.fee.axos import AxosFeeModel
from minilean.securities.market import Market

if TYPE_CHECKING:
    from minilean.orders.order import Order
    from minilean.securities.security import Security

_ORDER_TYPES = (OrderType.LIMIT, OrderType.MARKET, OrderType.MARKET_ON_CLOSE)
_MARKETS = MappingProxyType({SecurityType.EQUITY: Market.USA})


@dotnet
class AxosClearingBrokerageModel(DefaultBrokerageModel):
    """Stocks in whole shares; what can be sold short is listed."""

    default_markets = _MARKETS

    def get_fee_model(self, security: Security) -> Any:
        """So much per share."""
        return AxosFeeModel()

    def get_shortable_provider(self, security: Security) -> Any:
        """Axos's lists."""
        from minilean.securities.shortable import LocalDiskShortableProvider

        if security.type is SecurityType.EQUITY:
            return LocalDiskShortableProvider("axos")
        return super().get_shortable_provider(security)

    def get_benchmark(self, securities: Any) -> Any:
        """None: a flat line at zero."""
        return no_benchmark()

    def can_submit_order(
        self, security: Security, order: Order, message: BrokerageMessageEvent | None = None
    ) -> Verdict:
        """By type of security, kind of order and whole shares."""
        fraction = None
        if order._quantity % 1:
            fraction = not_supported(f"Order Quantity must be Integer, but provided {text(order._quantity)}.")
        return (
            security_type_refusal(self, security, _MARKETS)
            or order_type_refusal(self, order, _ORDER_TYPES)
            or fraction
            or ACCEPTED
        )
