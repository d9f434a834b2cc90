"""FXCM (Common/Brokerages/FxcmBrokerageModel.cs)."""

from __future__ import annotations

from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from minilean.brokerages.acceptance import order_type_refusal, security_type_refusal, time_in_force_refusal
from minilean.brokerages.default import DefaultBrokerageModel, benchmark_of, currency_settlement_model
from minilean.brokerages.message import ACCEPTED, BrokerageMessageEvent, Verdict, not_supported
from minilean.enums import OrderType, SecurityType
from minilean.interop.decimals import text
from minilean.interop.names import dotnet
from minilean.orders.fee.fxcm import FxcmFeeModel
from minilean.orders.limit_orders import LimitOrder
from minilean.orders.stop_orders import StopMarketOrder
from minilean.orders.time_in_force import GoodTilCanceledTimeInForce
from minilean.securities.market import Market

if TYPE_CHECKING:
    from minilean.orders.order import Order
    from minilean.orders.order_request import UpdateOrderRequest
    from minilean.securities.security import Security

_SECURITY_TYPES = (SecurityType.FOREX, SecurityType.CFD)
_ORDER_TYPES = (OrderType.LIMIT, OrderType.MARKET, OrderType.STOP_MARKET)
_FARTHEST_IN_STEPS = Decimal(10 * 15000)
_HALF = Decimal(2)
_WRONG_SIDE = (
    "Limit Buy orders and Stop Sell orders must be below market, Limit Sell orders and Stop Buy orders must be above "
    "market."
)
_MARKETS = MappingProxyType(
    {
        SecurityType.BASE: Market.USA,
        SecurityType.EQUITY: Market.USA,
        SecurityType.OPTION: Market.USA,
        SecurityType.FOREX: Market.FXCM,
        SecurityType.CFD: Market.FXCM,
    }
)


@dotnet
class FxcmBrokerageModel(DefaultBrokerageModel):
    """Currencies in whole lots and CFDs; limits and stops on their side of the market and not too far from it."""

    default_markets = _MARKETS

    def can_submit_order(
        self, security: Security, order: Order, message: BrokerageMessageEvent | None = None
    ) -> Verdict:
        """By type of security, kind of order, size and price; only market orders are asked for their time in force."""
        refusal = (
            security_type_refusal(self, security, _SECURITY_TYPES)
            or order_type_refusal(self, order, _ORDER_TYPES)
            or _lot_refusal(security, order._quantity)
        )
        if refusal is not None:
            return refusal
        buying = order._quantity > 0
        if isinstance(order, LimitOrder):
            return _price_refusal(security, OrderType.LIMIT, order._limit_price, buying=buying) or ACCEPTED
        if isinstance(order, StopMarketOrder):
            return _price_refusal(security, OrderType.STOP_MARKET, order._stop_price, buying=buying) or ACCEPTED
        return time_in_force_refusal(self, order, (GoodTilCanceledTimeInForce,)) or ACCEPTED

    def can_update_order(
        self,
        security: Security,
        order: Order,
        request: UpdateOrderRequest,
        message: BrokerageMessageEvent | None = None,
    ) -> Verdict:
        """By the size and the price the order would have."""
        if request._quantity is not None:
            refusal = _lot_refusal(security, request._quantity)
            if refusal is not None:
                return refusal
        quantity = request._quantity if request._quantity is not None else order._quantity
        asked = request._limit_price if order.type is OrderType.LIMIT else request._stop_price
        price = asked if asked is not None else security._price
        return _price_refusal(security, order.type, price, buying=quantity > 0) or ACCEPTED

    def get_benchmark(self, securities: Any) -> Any:
        """EURUSD."""
        return benchmark_of(securities, "EURUSD", SecurityType.FOREX, Market.FXCM)

    def get_fee_model(self, security: Security) -> Any:
        """A commission per thousand units of currencies."""
        return FxcmFeeModel()

    def get_settlement_model(self, security: Security) -> Any:
        """CFDs settle in the account's currency."""
        return currency_settlement_model(security)


def _lot_refusal(security: Security, quantity: Decimal) -> Verdict | None:
    lot = security.symbol_properties._lot_size
    if not quantity % lot:
        return None
    return not_supported(f"The order quantity must be a multiple of lot_size: [{text(lot)}].")


def _price_refusal(security: Security, kind: OrderType, price: Decimal, *, buying: bool) -> Verdict | None:
    if kind not in (OrderType.LIMIT, OrderType.STOP_MARKET):
        return None
    market = security._price
    below = buying == (kind is OrderType.LIMIT)
    if price > market if below else price < market:
        return not_supported(_WRONG_SIDE)
    farthest = min(security.symbol_properties._minimum_price_variation * _FARTHEST_IN_STEPS, market / _HALF)
    if price < market - farthest if below else price > market + farthest:
        return not_supported(
            f"The {kind.dotnet_name} {'Buy' if buying else 'Sell'} order price ({text(price)}) is too far from the "
            f"current market price ({text(market)})."
        )
    return None
