"""Coinbase, also under its old name GDAX (Common/Brokerages/CoinbaseBrokerageModel.cs)."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from minilean.brokerages.acceptance import (
    order_size_refusal,
    order_type_refusal,
    security_type_refusal,
    status_refusal,
)
from minilean.brokerages.default import DefaultBrokerageModel, benchmark_of, markets
from minilean.brokerages.message import ACCEPTED, BrokerageMessageEvent, Verdict, not_supported, refused
from minilean.brokerages.messages import ORDER_UPDATE_NOT_SUPPORTED
from minilean.enums import AccountType, OrderType, SecurityType
from minilean.errors import ArgumentError
from minilean.interop.decimals import ONE
from minilean.interop.names import dotnet
from minilean.orders.fee.coinbase import CoinbaseFeeModel
from minilean.orders.messages import time_text
from minilean.orders.time_in_force import GoodTilCanceledTimeInForce
from minilean.securities.market import Market

if TYPE_CHECKING:
    from minilean.orders.order import Order
    from minilean.orders.order_request import UpdateOrderRequest
    from minilean.securities.security import Security

_STOPS_ENDED = datetime(2019, 3, 23, 1)
_SECURITY_TYPES = (SecurityType.CRYPTO,)
_ORDER_TYPES = (OrderType.LIMIT, OrderType.MARKET, OrderType.STOP_LIMIT, OrderType.STOP_MARKET)


@dotnet
class CoinbaseBrokerageModel(DefaultBrokerageModel):
    """Crypto in cash; only limit orders can be updated."""

    default_markets = markets(crypto=Market.COINBASE)

    def __init__(self, account_type: AccountType = AccountType.CASH) -> None:
        super().__init__(account_type)
        if account_type is AccountType.MARGIN:
            raise ArgumentError(
                "The Coinbase brokerage does not currently support Margin trading. (Parameter 'accountType')"
            )

    def _get_leverage(self, security: Security) -> Decimal:
        return ONE

    def get_benchmark(self, securities: Any) -> Any:
        """BTCUSD."""
        return benchmark_of(securities, "BTCUSD", SecurityType.CRYPTO, Market.COINBASE)

    def get_fee_model(self, security: Security) -> Any:
        """The rate of the order's time."""
        return CoinbaseFeeModel()

    def get_buying_power_model(self, security: Security) -> Any:
        """Cash."""
        from minilean.securities.buying_power.cash import CashBuyingPowerModel

        return CashBuyingPowerModel()

    def can_update_order(
        self,
        security: Security,
        order: Order,
        request: UpdateOrderRequest,
        message: BrokerageMessageEvent | None = None,
    ) -> Verdict:
        """Open limit orders that stay until canceled."""
        if order.type is not OrderType.LIMIT:
            return not_supported(f"Order with type {order.type.dotnet_name} can't be modified, only LIMIT.")
        if not isinstance(order.time_in_force, GoodTilCanceledTimeInForce):
            return not_supported("Order's parameter 'TimeInForce' is not instance of Good Til Cancelled class.")
        size = None if request._quantity is None else order_size_refusal(security, request._quantity)
        return status_refusal(order) or size or ACCEPTED

    def can_submit_order(
        self, security: Security, order: Order, message: BrokerageMessageEvent | None = None
    ) -> Verdict:
        """By size, type of security and kind of order; stops only until March 2019."""
        if order.broker_id:
            return refused("0", ORDER_UPDATE_NOT_SUPPORTED)
        return (
            order_size_refusal(security, order._quantity)
            or security_type_refusal(self, security, _SECURITY_TYPES)
            or order_type_refusal(self, order, _ORDER_TYPES)
            or _stop_refusal(order)
            or super().can_submit_order(security, order)
        )


def _stop_refusal(order: Order) -> Verdict | None:
    if order.type is not OrderType.STOP_MARKET or order._time < _STOPS_ENDED:
        return None
    return not_supported(f"Stop Market orders are no longer supported since {time_text(_STOPS_ENDED)}.")


@dotnet
class GDAXBrokerageModel(CoinbaseBrokerageModel):
    """Coinbase."""
