"""TradeStation (Common/Brokerages/TradeStationBrokerageModel.cs)."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING, Any

from minilean.brokerages.acceptance import (
    cross_zero_refusal,
    crosses_zero,
    market_on_open_refusal,
    order_type_refusal,
    security_type_refusal,
    time_of,
)
from minilean.brokerages.default import DefaultBrokerageModel
from minilean.brokerages.message import ACCEPTED, BrokerageMessageEvent, Verdict, not_supported, refused
from minilean.brokerages.messages import crosses_zero_by_update, unsupported_quantity_update
from minilean.enums import OrderType, SecurityType
from minilean.interop.names import dotnet
from minilean.orders.fee.trade_station import TradeStationFeeModel
from minilean.orders.properties import TradeStationOrderProperties

if TYPE_CHECKING:
    from minilean.orders.order import Order
    from minilean.orders.order_request import UpdateOrderRequest
    from minilean.securities.security import Security

_SECURITY_TYPES = (SecurityType.EQUITY, SecurityType.OPTION, SecurityType.FUTURE, SecurityType.INDEX_OPTION)
_ON_OPEN = (SecurityType.EQUITY, SecurityType.OPTION, SecurityType.INDEX_OPTION)
_ORDER_TYPES = (
    OrderType.MARKET,
    OrderType.LIMIT,
    OrderType.STOP_MARKET,
    OrderType.STOP_LIMIT,
    OrderType.COMBO_MARKET,
    OrderType.COMBO_LIMIT,
    OrderType.MARKET_ON_OPEN,
    OrderType.MARKET_ON_CLOSE,
    OrderType.TRAILING_STOP,
)
_COMBOS = (OrderType.COMBO_MARKET, OrderType.COMBO_LIMIT)
_NOT_ACROSS_ZERO = (*_COMBOS, OrderType.MARKET_ON_OPEN, OrderType.MARKET_ON_CLOSE)
_OPENING_ORDERS_FROM = time(6)
_BEFORE_OPEN = timedelta(minutes=1)


@dotnet
class TradeStationBrokerageModel(DefaultBrokerageModel):
    """Stocks, options and futures."""

    def get_fee_model(self, security: Security) -> Any:
        """Free for stocks."""
        return TradeStationFeeModel()

    def can_submit_order(
        self, security: Security, order: Order, message: BrokerageMessageEvent | None = None
    ) -> Verdict:
        """By hours, type of security, kind of order, and whether the position would turn."""
        return (
            _outside_hours_refusal(order)
            or security_type_refusal(self, security, _SECURITY_TYPES)
            or order_type_refusal(self, order, _ORDER_TYPES)
            or cross_zero_refusal(self, security, order, _NOT_ACROSS_ZERO)
            or market_on_open_refusal(security, order, _opening_window, _ON_OPEN)
            or super().can_submit_order(security, order)
        )

    def can_update_order(
        self,
        security: Security,
        order: Order,
        request: UpdateOrderRequest,
        message: BrokerageMessageEvent | None = None,
    ) -> Verdict:
        """Not the quantity of combos and of orders that turn a position."""
        if request._quantity is None or request._quantity == order._quantity:
            return ACCEPTED
        if crosses_zero(security.holdings._quantity, order._quantity):
            return refused("UpdateRejected", crosses_zero_by_update(self))
        if order.type in _COMBOS:
            return not_supported(unsupported_quantity_update(self, order.type))
        return ACCEPTED


def _outside_hours_refusal(order: Order) -> Verdict | None:
    properties = order.properties
    if not isinstance(properties, TradeStationOrderProperties) or not properties.outside_regular_trading_hours:
        return None
    if order.type is OrderType.LIMIT and order.security_type is SecurityType.EQUITY:
        return None
    return refused(
        "NotSupportedOutsideRegularMarketHours",
        "To place an order outside regular trading hours, please use a limit order and ensure the security is an "
        "equity.",
    )


def _opening_window(opening: timedelta, _close: timedelta) -> tuple[time, time]:
    return _OPENING_ORDERS_FROM, time_of(opening - _BEFORE_OPEN)
