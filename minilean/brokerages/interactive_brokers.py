"""Interactive Brokers (Common/Brokerages/InteractiveBrokersBrokerageModel.cs)."""

from __future__ import annotations

from datetime import time, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from minilean.brokerages.acceptance import (
    market_on_open_refusal,
    order_type_refusal,
    security_type_refusal,
    time_in_force_refusal,
    time_of,
)
from minilean.brokerages.default import DefaultBrokerageModel, no_benchmark
from minilean.brokerages.message import ACCEPTED, BrokerageMessageEvent, Verdict, not_supported, refused
from minilean.enums import AccountType, OrderType, SecurityType
from minilean.interop.decimals import ZERO, text
from minilean.interop.names import dotnet
from minilean.orders.fee.interactive_brokers import InteractiveBrokersFeeModel
from minilean.orders.time_in_force import DayTimeInForce, GoodTilCanceledTimeInForce, GoodTilDateTimeInForce
from minilean.securities.market import Market

if TYPE_CHECKING:
    from minilean.orders.order import Order
    from minilean.orders.order_request import UpdateOrderRequest
    from minilean.securities.security import Security

_ORDER_TYPES = (
    OrderType.MARKET,
    OrderType.MARKET_ON_OPEN,
    OrderType.MARKET_ON_CLOSE,
    OrderType.LIMIT,
    OrderType.STOP_MARKET,
    OrderType.STOP_LIMIT,
    OrderType.TRAILING_STOP,
    OrderType.LIMIT_IF_TOUCHED,
    OrderType.COMBO_MARKET,
    OrderType.COMBO_LIMIT,
    OrderType.COMBO_LEG_LIMIT,
    OrderType.OPTION_EXERCISE,
)
_SECURITY_TYPES = (
    SecurityType.EQUITY,
    SecurityType.FOREX,
    SecurityType.OPTION,
    SecurityType.FUTURE,
    SecurityType.FUTURE_OPTION,
    SecurityType.INDEX,
    SecurityType.INDEX_OPTION,
    SecurityType.CFD,
)
_ON_OPEN = (
    SecurityType.CFD,
    SecurityType.EQUITY,
    SecurityType.OPTION,
    SecurityType.FUTURE_OPTION,
    SecurityType.INDEX_OPTION,
)
_ON_CLOSE = (SecurityType.FUTURE, SecurityType.EQUITY, SecurityType.CFD)
_TIMES = (GoodTilCanceledTimeInForce, DayTimeInForce, GoodTilDateTimeInForce)
_BEFORE_OPEN = timedelta(minutes=2)
_CFD_LEVERAGE = Decimal(10)
_UNLIMITED = (0, 0)
_FOREX_SIZES = {
    "USD": (25_000, 7_000_000),
    "AUD": (25_000, 6_000_000),
    "CAD": (25_000, 6_000_000),
    "CHF": (25_000, 6_000_000),
    "CNH": (150_000, 40_000_000),
    "DKK": (150_000, 35_000_000),
    "EUR": (20_000, 6_000_000),
    "GBP": (20_000, 5_000_000),
    "HKD": (200_000, 50_000_000),
    "KRW": (0, 200_000_000),
    "JPY": (2_500_000, 550_000_000),
    "MXN": (300_000, 70_000_000),
    "NOK": (150_000, 35_000_000),
    "NZD": (35_000, 8_000_000),
    "RUB": (750_000, 30_000_000),
    "SEK": (175_000, 40_000_000),
    "SGD": (35_000, 8_000_000),
    "ZAR": (350_000, 100_000_000),
}
_MARKETS = MappingProxyType(
    {
        SecurityType.BASE: Market.USA,
        SecurityType.EQUITY: Market.USA,
        SecurityType.INDEX: Market.USA,
        SecurityType.OPTION: Market.USA,
        SecurityType.INDEX_OPTION: Market.USA,
        SecurityType.FUTURE: Market.CME,
        SecurityType.FUTURE_OPTION: Market.CME,
        SecurityType.FOREX: Market.OANDA,
        SecurityType.CFD: Market.INTERACTIVE_BROKERS,
    }
)


@dotnet
class InteractiveBrokersBrokerageModel(DefaultBrokerageModel):
    """Stocks, currencies within size limits, CFDs; no benchmark."""

    default_markets = _MARKETS

    def get_benchmark(self, securities: Any) -> Any:
        """None: a flat line at zero."""
        return no_benchmark()

    def get_fee_model(self, security: Security) -> Any:
        """The commission by type of security."""
        return InteractiveBrokersFeeModel()

    def _get_leverage(self, security: Security) -> Decimal:
        if self.account_type is AccountType.MARGIN and security.type is SecurityType.CFD:
            return _CFD_LEVERAGE
        return super()._get_leverage(security)

    def can_submit_order(
        self, security: Security, order: Order, message: BrokerageMessageEvent | None = None
    ) -> Verdict:
        """By kind of order, type of security, size and time in force."""
        return (
            order_type_refusal(self, order, _ORDER_TYPES)
            or _on_close_refusal(security, order)
            or market_on_open_refusal(security, order, _opening_window, _ON_OPEN)
            or _four_legs_refusal(order)
            or security_type_refusal(self, security, _SECURITY_TYPES)
            or (_forex_size_refusal(order, order._quantity) if security.type is SecurityType.FOREX else None)
            or time_in_force_refusal(self, order, _TIMES)
            or ACCEPTED
        )

    def can_update_order(
        self,
        security: Security,
        order: Order,
        request: UpdateOrderRequest,
        message: BrokerageMessageEvent | None = None,
    ) -> Verdict:
        """Unless a currency order would leave its size limits."""
        if order.security_type is SecurityType.FOREX and request._quantity is not None:
            return _forex_size_refusal(order, request._quantity) or ACCEPTED
        return ACCEPTED

    def can_execute_order(self, security: Security, order: Order) -> bool:
        """Anything but custom data."""
        return order.security_type is not SecurityType.BASE


def _opening_window(opening: timedelta, close: timedelta) -> tuple[time, time]:
    return time_of(close), time_of(opening - _BEFORE_OPEN)


def _on_close_refusal(security: Security, order: Order) -> Verdict | None:
    if order.type is not OrderType.MARKET_ON_CLOSE or security.type in _ON_CLOSE:
        return None
    return refused(
        f"Unsupported order type for {security.type.dotnet_name} security type",
        "InteractiveBrokers does not support Market-on-Close orders for other security types different than Future "
        "and Equity.",
    )


def _four_legs_refusal(order: Order) -> Verdict | None:
    group = order.group_order_manager
    if order.type is not OrderType.COMBO_LEG_LIMIT or group is None or group.count < 4:
        return None
    return not_supported(
        "The InteractiveBrokersBrokerageModel does not support four-leg ComboLegLimit orders. "
        "Use ComboLimit orders for four-leg combinations or more."
    )


def _forex_size_refusal(order: Order, quantity: Decimal) -> Verdict | None:
    base = order.symbol.value[:3]
    smallest, largest = (Decimal(size) for size in _FOREX_SIZES.get(base, _UNLIMITED))
    size = abs(quantity)
    if (size > ZERO if not smallest else size >= smallest) and size <= largest:
        return None
    return refused(
        "OrderSizeLimit",
        f"The minimum and maximum limits for the allowable order size are ({text(smallest)}, {text(largest)}){base}.",
    )
