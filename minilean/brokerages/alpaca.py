"""Alpaca (Common/Brokerages/AlpacaBrokerageModel.cs)."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING, Any

from minilean.brokerages.acceptance import (
    cross_zero_refusal,
    market_on_open_refusal,
    order_type_refusal,
    security_type_refusal,
    time_of,
)
from minilean.brokerages.default import DefaultBrokerageModel
from minilean.brokerages.message import BrokerageMessageEvent, Verdict, not_supported
from minilean.enums import AccountType, OrderType, SecurityType
from minilean.interop.names import dotnet
from minilean.orders.fee.alpaca import AlpacaFeeModel
from minilean.orders.properties import AlpacaOrderProperties
from minilean.orders.time_in_force import DayTimeInForce, TimeInForce

if TYPE_CHECKING:
    from minilean.orders.order import Order
    from minilean.securities.security import Security

_ORDER_TYPES = {
    SecurityType.EQUITY: (
        OrderType.MARKET,
        OrderType.LIMIT,
        OrderType.STOP_MARKET,
        OrderType.STOP_LIMIT,
        OrderType.TRAILING_STOP,
        OrderType.MARKET_ON_OPEN,
        OrderType.MARKET_ON_CLOSE,
    ),
    SecurityType.OPTION: (OrderType.MARKET, OrderType.LIMIT),
    SecurityType.CRYPTO: (OrderType.MARKET, OrderType.LIMIT, OrderType.STOP_LIMIT),
}
_ON_OPEN = (SecurityType.EQUITY,)
_OPENING_ORDERS_FROM = time(19)
_BEFORE_OPEN = timedelta(minutes=2)


@dotnet
class AlpacaBrokerageModel(DefaultBrokerageModel):
    """Stocks and crypto on margin."""

    def __init__(self) -> None:
        super().__init__(AccountType.MARGIN)

    def get_fee_model(self, security: Security) -> Any:
        """Free but for crypto."""
        return AlpacaFeeModel()

    def can_submit_order(
        self, security: Security, order: Order, message: BrokerageMessageEvent | None = None
    ) -> Verdict:
        """By type of security and kind of order."""
        return (
            security_type_refusal(self, security, _ORDER_TYPES)
            or order_type_refusal(self, order, _ORDER_TYPES[security.type])
            or self._outside_hours_refusal(order)
            or cross_zero_refusal(self, security, order)
            or market_on_open_refusal(security, order, _opening_window, _ON_OPEN)
            or super().can_submit_order(security, order)
        )

    def _outside_hours_refusal(self, order: Order) -> Verdict | None:
        properties = order.properties
        if not isinstance(properties, AlpacaOrderProperties) or not properties.outside_regular_trading_hours:
            return None
        if order.type is OrderType.LIMIT and isinstance(order.time_in_force, DayTimeInForce):
            return None
        return not_supported(
            f"The {type(self).__name__} does not support {order.type.dotnet_name} orders with {order.time_in_force} "
            f"TIF outside regular hours. Only Limit orders with {TimeInForce.DAY} TIF are supported outside regular "
            "trading hours."
        )


def _opening_window(opening: timedelta, _close: timedelta) -> tuple[time, time]:
    return _OPENING_ORDERS_FROM, time_of(opening - _BEFORE_OPEN)
