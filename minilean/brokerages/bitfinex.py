"""Bitfinex (Common/Brokerages/BitfinexBrokerageModel.cs)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from minilean.brokerages.acceptance import order_size_refusal, order_type_refusal, security_type_refusal
from minilean.brokerages.default import DefaultBrokerageModel, benchmark_of, markets
from minilean.brokerages.message import ACCEPTED, BrokerageMessageEvent, Verdict
from minilean.enums import AccountType, OrderType, SecurityType
from minilean.errors import ArgumentError
from minilean.interop.decimals import ONE
from minilean.interop.names import dotnet
from minilean.orders.fee.bitfinex import BitfinexFeeModel
from minilean.securities.market import Market

if TYPE_CHECKING:
    from minilean.orders.order import Order
    from minilean.orders.order_request import UpdateOrderRequest
    from minilean.securities.security import Security

_LEVERAGE = Decimal("3.3")
_SECURITY_TYPES = (SecurityType.CRYPTO,)
_ORDER_TYPES = (OrderType.MARKET, OrderType.LIMIT, OrderType.STOP_MARKET, OrderType.STOP_LIMIT)


@dotnet
class BitfinexBrokerageModel(DefaultBrokerageModel):
    """Crypto in cash or on margin."""

    default_markets = markets(crypto=Market.BITFINEX)

    def _get_leverage(self, security: Security) -> Decimal:
        if self.account_type is AccountType.CASH or security.type is SecurityType.BASE:
            return ONE
        if security.type is SecurityType.CRYPTO:
            return _LEVERAGE
        raise ArgumentError(f"Invalid security type: {security.type.dotnet_name} (Parameter 'security')")

    def get_benchmark(self, securities: Any) -> Any:
        """BTCUSD."""
        return benchmark_of(securities, "BTCUSD", SecurityType.CRYPTO, Market.BITFINEX)

    def get_fee_model(self, security: Security) -> Any:
        """A share of what is received."""
        return BitfinexFeeModel()

    def can_update_order(
        self,
        security: Security,
        order: Order,
        request: UpdateOrderRequest,
        message: BrokerageMessageEvent | None = None,
    ) -> Verdict:
        """To no less than the smallest size."""
        size = None if request._quantity is None else order_size_refusal(security, request._quantity)
        return size or ACCEPTED

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
