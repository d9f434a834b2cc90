"""Bybit (Common/Brokerages/BybitBrokerageModel.cs)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from minilean.brokerages.acceptance import order_size_refusal, security_type_refusal, status_refusal
from minilean.brokerages.binance_futures import is_perpetual
from minilean.brokerages.default import DefaultBrokerageModel, benchmark_of, markets
from minilean.brokerages.message import ACCEPTED, BrokerageMessageEvent, Verdict, not_supported
from minilean.brokerages.messages import ORDER_UPDATE_NOT_SUPPORTED, unsupported_order_type
from minilean.enums import AccountType, OrderType, SecurityType
from minilean.errors import ArgumentError
from minilean.interop.decimals import ONE
from minilean.interop.names import dotnet
from minilean.orders.fee.bybit import BybitFeeModel, BybitFuturesFeeModel
from minilean.securities.market import Market

if TYPE_CHECKING:
    from minilean.orders.order import Order
    from minilean.orders.order_request import UpdateOrderRequest
    from minilean.securities.security import Security

_LEVERAGE = Decimal(10)
_SECURITY_TYPES = (SecurityType.CRYPTO, SecurityType.CRYPTO_FUTURE, SecurityType.BASE)
_ORDER_TYPES = (OrderType.STOP_MARKET, OrderType.STOP_LIMIT, OrderType.MARKET, OrderType.LIMIT)
_TAKEN = (*_ORDER_TYPES, OrderType.TRAILING_STOP)


@dotnet
class BybitBrokerageModel(DefaultBrokerageModel):
    """Crypto and crypto futures; only futures' orders can be updated."""

    default_markets = markets(crypto=Market.BYBIT, crypto_future=Market.BYBIT)

    def __init__(self, account_type: AccountType = AccountType.CASH) -> None:
        super().__init__(account_type)

    def _get_leverage(self, security: Security) -> Decimal:
        cash = self.account_type is AccountType.CASH
        return ONE if cash or security.type is SecurityType.BASE else _LEVERAGE

    def get_fee_model(self, security: Security) -> Any:
        """Spot or futures fees; raises ArgumentError for other types."""
        if security.type is SecurityType.CRYPTO:
            return BybitFeeModel()
        if security.type is SecurityType.CRYPTO_FUTURE:
            return BybitFuturesFeeModel()
        if security.type is SecurityType.BASE:
            return super().get_fee_model(security)
        raise ArgumentError(f"Not supported security type {security.type.dotnet_name}")

    def get_margin_interest_rate_model(self, security: Security) -> Any:
        """Funding for perpetual futures."""
        from minilean.securities.margin_interest import BybitFutureMarginInterestRateModel

        if is_perpetual(security):
            return BybitFutureMarginInterestRateModel()
        return super().get_margin_interest_rate_model(security)

    def get_benchmark(self, securities: Any) -> Any:
        """BTCUSDC."""
        return benchmark_of(securities, "BTCUSDC", SecurityType.CRYPTO, Market.BYBIT)

    def can_update_order(
        self,
        security: Security,
        order: Order,
        request: UpdateOrderRequest,
        message: BrokerageMessageEvent | None = None,
    ) -> Verdict:
        """Futures' orders, to no less than the smallest size."""
        if security.type is not SecurityType.CRYPTO_FUTURE:
            return not_supported(ORDER_UPDATE_NOT_SUPPORTED)
        size = None if request._quantity is None else order_size_refusal(security, request._quantity)
        return status_refusal(order) or size or ACCEPTED

    def can_submit_order(
        self, security: Security, order: Order, message: BrokerageMessageEvent | None = None
    ) -> Verdict:
        """By type of security, kind of order and size."""
        kind = None
        if order.type not in _TAKEN:
            kind = not_supported(unsupported_order_type(self, order, _ORDER_TYPES))
        return (
            security_type_refusal(self, security, _SECURITY_TYPES)
            or kind
            or order_size_refusal(security, order._quantity)
            or super().can_submit_order(security, order)
        )
