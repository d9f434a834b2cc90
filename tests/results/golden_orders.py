"""Builds orders again from what LEAN wrote of them."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from minilean.enums import DataNormalizationMode, OrderStatus, OrderType
from minilean.orders.limit_orders import LimitIfTouchedOrder, LimitOrder
from minilean.orders.order import (
    MarketOnCloseOrder,
    MarketOnOpenOrder,
    MarketOrder,
    Order,
    OrderSubmissionData,
)
from minilean.orders.properties import OrderProperties, TradeStationOrderProperties
from minilean.orders.stop_orders import StopLimitOrder, StopMarketOrder, TrailingStopOrder
from minilean.orders.time_in_force import TimeInForce
from minilean.results.exact_json import NumberText
from minilean.securities.identifier import SecurityIdentifier
from minilean.securities.symbol import Symbol

_KINDS: dict[OrderType, type[Order]] = {
    OrderType.MARKET: MarketOrder,
    OrderType.LIMIT: LimitOrder,
    OrderType.STOP_MARKET: StopMarketOrder,
    OrderType.STOP_LIMIT: StopLimitOrder,
    OrderType.MARKET_ON_OPEN: MarketOnOpenOrder,
    OrderType.MARKET_ON_CLOSE: MarketOnCloseOrder,
    OrderType.LIMIT_IF_TOUCHED: LimitIfTouchedOrder,
    OrderType.TRAILING_STOP: TrailingStopOrder,
}
_OWN_FIELDS = {
    "limitPrice": "_limit_price",
    "stopPrice": "_stop_price",
    "triggerPrice": "_trigger_price",
    "trailingAmount": "_trailing_amount",
    "stopTriggered": "stop_triggered",
    "triggerTouched": "trigger_touched",
    "trailingAsPercentage": "trailing_as_percentage",
}
_TIMES = {"lastFillTime": "last_fill_time", "lastUpdateTime": "last_update_time", "canceledTime": "canceled_time"}


def order_from(text: dict[str, Any]) -> Order:
    """The order a result file shows."""
    order = _KINDS[OrderType(int(text["type"]))]()
    order.id = int(text["id"])
    order.broker_id = text["brokerId"]
    order.symbol = Symbol(SecurityIdentifier.parse(text["symbol"]["id"]), text["symbol"]["value"])
    order._price = exact(text["price"])
    order.price_currency = text["priceCurrency"]
    order.time = moment(text["time"])
    order._quantity = exact(text["quantity"])
    order.status = OrderStatus(int(text["status"]))
    order.tag = text["tag"]
    order.properties = properties_from(text["properties"])
    order.price_adjustment_mode = DataNormalizationMode(int(text["priceAdjustmentMode"]))
    submitted = text["orderSubmissionData"]
    if submitted is not None:
        order.order_submission_data = OrderSubmissionData(*(exact(price) for price in submitted.values()))
    for names in (_OWN_FIELDS, _TIMES):
        for name, field in names.items():
            if name in text:
                setattr(order, field, value_of(text[name]))
    return order


def properties_from(text: dict[str, Any]) -> OrderProperties:
    properties: OrderProperties = OrderProperties()
    if "allOrNone" in text:
        properties = TradeStationOrderProperties()
        properties.outside_regular_trading_hours = text["outsideRegularTradingHours"]
    kind = text["timeInForce"].get("$type", "")
    if kind.endswith("DayTimeInForce"):
        properties.time_in_force = TimeInForce.DAY
    elif kind:
        properties.time_in_force = TimeInForce.good_til_date(moment(text["timeInForce"]["Expiry"]))
    return properties


def value_of(value: Any) -> Any:
    if isinstance(value, NumberText):
        return exact(value)
    return moment(value) if isinstance(value, str) else value


def exact(text: str) -> Decimal:
    return Decimal(text.removesuffix(".0"))


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text.removesuffix("Z"))
