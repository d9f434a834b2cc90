"""Binance spot, worldwide and US (Common/Brokerages/BinanceBrokerageModel.cs, BinanceUSBrokerageModel.cs)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar

from minilean.brokerages.acceptance import security_type_refusal
from minilean.brokerages.default import DefaultBrokerageModel, benchmark_of, markets
from minilean.brokerages.message import BrokerageMessageEvent, Verdict, not_supported, refused
from minilean.brokerages.messages import (
    NO_DATA_FOR_SYMBOL,
    ORDER_UPDATE_NOT_SUPPORTED,
    invalid_order_size,
    unsupported_order_type,
)
from minilean.enums import AccountType, OrderType, SecurityType
from minilean.errors import ArgumentError
from minilean.interop.decimals import ONE
from minilean.interop.names import dotnet
from minilean.orders.fee.binance import BinanceFeeModel
from minilean.orders.limit_orders import LimitOrder
from minilean.orders.order import MarketOrder
from minilean.orders.stop_orders import StopLimitOrder, StopMarketOrder
from minilean.securities.market import Market

if TYPE_CHECKING:
    from minilean.orders.order import Order
    from minilean.orders.order_request import UpdateOrderRequest
    from minilean.securities.security import Security

_LEVERAGE = Decimal(3)
_FUTURE_LEVERAGE = Decimal(25)
_SECURITY_TYPES = (SecurityType.CRYPTO, SecurityType.CRYPTO_FUTURE)
_ORDER_TYPES = (OrderType.STOP_MARKET, OrderType.STOP_LIMIT, OrderType.MARKET, OrderType.LIMIT)


@dotnet
class BinanceBrokerageModel(DefaultBrokerageModel):
    """Crypto in cash or on margin; orders of a minimum worth, which cannot be updated."""

    _qc_market: ClassVar[str] = Market.BINANCE
    _qc_endpoint: ClassVar[str] = "https://api.binance.com/api/v3"
    default_markets = markets(crypto=Market.BINANCE)

    def __init__(self, account_type: AccountType = AccountType.CASH) -> None:
        super().__init__(account_type)

    def _get_leverage(self, security: Security) -> Decimal:
        if self.account_type is AccountType.CASH or security.type is SecurityType.BASE:
            return ONE
        return _FUTURE_LEVERAGE if security.symbol.security_type is SecurityType.CRYPTO_FUTURE else _LEVERAGE

    def get_benchmark(self, securities: Any) -> Any:
        """BTCUSDC."""
        return benchmark_of(securities, "BTCUSDC", SecurityType.CRYPTO, self._qc_market)

    def get_fee_model(self, security: Security) -> Any:
        """A share of what is received."""
        return BinanceFeeModel()

    def can_update_order(
        self,
        security: Security,
        order: Order,
        request: UpdateOrderRequest,
        message: BrokerageMessageEvent | None = None,
    ) -> Verdict:
        """Never."""
        return refused("0", ORDER_UPDATE_NOT_SUPPORTED)

    def can_submit_order(
        self, security: Security, order: Order, message: BrokerageMessageEvent | None = None
    ) -> Verdict:
        """By kind of order, worth and type of security."""
        return (
            self._kind_refusal(security, order)
            or _worth_refusal(security, order)
            or security_type_refusal(self, security, _SECURITY_TYPES)
            or super().can_submit_order(security, order)
        )

    def _kind_refusal(self, security: Security, order: Order) -> Verdict | None:
        if isinstance(order, MarketOrder):
            return None if security.has_data else not_supported(NO_DATA_FOR_SYMBOL)
        if isinstance(order, LimitOrder | StopLimitOrder):
            return None
        if not isinstance(order, StopMarketOrder):
            return not_supported(unsupported_order_type(self, order, _ORDER_TYPES))
        if security.symbol.security_type is SecurityType.CRYPTO_FUTURE:
            return None
        ticker = security.symbol_properties.market_ticker
        return not_supported(
            f"{order.type.dotnet_name} orders are not supported for this symbol. "
            f"Please check '{self._qc_endpoint}/exchangeInfo?symbol={ticker}' to see supported order types."
        )


def _worth_refusal(security: Security, order: Order) -> Verdict | None:
    minimum = security.symbol_properties._minimum_order_size
    if minimum is None:
        return None
    for price in _prices(security, order):
        if not abs(order._quantity) * price > minimum:
            return not_supported(invalid_order_size(security, order._quantity, price))
    return None


def _prices(security: Security, order: Order) -> tuple[Decimal, ...]:
    if isinstance(order, LimitOrder):
        return (order._limit_price,)
    if isinstance(order, StopLimitOrder):
        return order._limit_price, order._stop_price
    if isinstance(order, StopMarketOrder):
        return (order._stop_price,)
    return (security._ask_price if order._quantity > 0 else security._bid_price,)


@dotnet
class BinanceUSBrokerageModel(BinanceBrokerageModel):
    """Cash accounts only."""

    _qc_market = Market.BINANCE_US
    _qc_endpoint = "https://api.binance.us/api/v3"
    default_markets = markets(crypto=Market.BINANCE_US)

    def __init__(self, account_type: AccountType = AccountType.CASH) -> None:
        super().__init__(account_type)
        if account_type is AccountType.MARGIN:
            raise ArgumentError("The Binance.US brokerage does not currently support Margin trading.")

    def _get_leverage(self, security: Security) -> Decimal:
        return ONE
