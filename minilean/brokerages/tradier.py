"""Tradier (Common/Brokerages/TradierBrokerageModel.cs)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from minilean.brokerages.acceptance import cross_zero_refusal, order_type_refusal
from minilean.brokerages.default import DefaultBrokerageModel
from minilean.brokerages.message import ACCEPTED, BrokerageMessageEvent, Verdict, not_supported, refused
from minilean.enums import MarketHoursState, OrderType, SecurityType
from minilean.interop.decimals import ONE, ZERO
from minilean.interop.names import dotnet
from minilean.orders.fee.constant import ConstantFeeModel
from minilean.orders.properties import TradierOrderProperties
from minilean.orders.time_in_force import DayTimeInForce, GoodTilCanceledTimeInForce, TimeInForce
from minilean.securities.local_market_hours import MarketHoursSegment

if TYPE_CHECKING:
    from minilean.data.corporate import Split
    from minilean.orders.order import Order
    from minilean.orders.order_request import UpdateOrderRequest
    from minilean.orders.ticket import OrderTicket
    from minilean.securities.security import Security

_ORDER_TYPES = (OrderType.LIMIT, OrderType.MARKET, OrderType.STOP_MARKET, OrderType.STOP_LIMIT)
_SECURITY_TYPES = (SecurityType.EQUITY, SecurityType.OPTION, SecurityType.INDEX_OPTION)
_BEFORE_OPEN = MarketHoursSegment(MarketHoursState.PRE_MARKET, timedelta(hours=4), timedelta(hours=9, minutes=24))
_AFTER_CLOSE = MarketHoursSegment(MarketHoursState.POST_MARKET, timedelta(hours=16), timedelta(hours=19, minutes=55))
_CHEAPEST_SHORT = Decimal(5)
_LARGEST = Decimal(10_000_000)
_OUTSIDE_SESSIONS = (
    "Tradier does not support explicitly placing out-of-regular-hours orders if not currently during the pre or post "
    f"market session. {_BEFORE_OPEN}. {_AFTER_CLOSE}. Only equity limit orders are allowed during extended market "
    "hours."
)


@dotnet
class TradierBrokerageModel(DefaultBrokerageModel):
    """Stocks and options without commission; orders fill in regular hours unless they ask for others."""

    def get_fee_model(self, security: Security) -> Any:
        """None."""
        return ConstantFeeModel(ZERO)

    def can_submit_order(
        self, security: Security, order: Order, message: BrokerageMessageEvent | None = None
    ) -> Verdict:
        """By kind of order, type of security, time in force, short sale rules, size and hours."""
        return (
            order_type_refusal(self, order, _ORDER_TYPES)
            or _kind_refusal(order)
            or _short_refusal(security, order)
            or _size_refusal(order)
            or _hours_refusal(security, order)
            or cross_zero_refusal(self, security, order)
            or ACCEPTED
        )

    def can_update_order(
        self,
        security: Security,
        order: Order,
        request: UpdateOrderRequest,
        message: BrokerageMessageEvent | None = None,
    ) -> Verdict:
        """Anything but the quantity."""
        if request._quantity is None or request._quantity == order._quantity:
            return ACCEPTED
        return refused("UpdateRejected", "Tradier does not support updating order quantities.")

    def can_execute_order(self, security: Security, order: Order) -> bool:
        """In regular hours, or in Tradier's sessions when the order asks for them."""
        return bool(security.exchange.exchange_open) or _trades_in_session(security, order)

    def apply_split(self, tickets: Sequence[OrderTicket], split: Split) -> None:
        """Cancels over a reverse split."""
        if split._split_factor <= ONE:
            super().apply_split(tickets, split)
            return
        for ticket in tickets:
            ticket.cancel("Tradier Brokerage cancels open orders on reverse split symbols")


def _kind_refusal(order: Order) -> Verdict | None:
    if order.security_type not in _SECURITY_TYPES:
        return not_supported("This model only supports equities and options.")
    if isinstance(order.time_in_force, GoodTilCanceledTimeInForce | DayTimeInForce):
        return None
    return not_supported(
        "This model only supports orders with the following time in force types: "
        f"{TimeInForce.DAY} and {TimeInForce.GOOD_TIL_CANCELED}"
    )


def _short_refusal(security: Security, order: Order) -> Verdict | None:
    if security.holdings._quantity + order._quantity >= 0:
        return None
    if isinstance(order.time_in_force, GoodTilCanceledTimeInForce):
        return refused("ShortOrderIsGtc", "You cannot place short stock orders with GTC, only day orders are allowed")
    if security._price < _CHEAPEST_SHORT:
        return refused("SellShortOrderLastPriceBelow5", "Sell Short order cannot be placed for stock priced below $5")
    return None


def _size_refusal(order: Order) -> Verdict | None:
    if ONE <= abs(order._quantity) <= _LARGEST:
        return None
    return refused("IncorrectOrderQuantity", "Quantity should be between 1 and 10,000,000")


def _hours_refusal(security: Security, order: Order) -> Verdict | None:
    """Without asking for other hours an order waits for the open; asking at the wrong time is refused."""
    if security.exchange.exchange_open or not _asks_for_session(order) or _trades_in_session(security, order):
        return None
    return refused("ExtendedMarket", _OUTSIDE_SESSIONS)


def _asks_for_session(order: Order) -> bool:
    properties = order.properties
    return isinstance(properties, TradierOrderProperties) and properties.outside_regular_trading_hours


def _trades_in_session(security: Security, order: Order) -> bool:
    return (
        _asks_for_session(order)
        and order.type is OrderType.LIMIT
        and order.symbol.security_type is SecurityType.EQUITY
        and _in_session(security.local_time)
    )


def _in_session(local: datetime) -> bool:
    time_of_day = local - datetime.combine(local.date(), time())
    return _BEFORE_OPEN.contains(time_of_day) or _AFTER_CLOSE.contains(time_of_day)
