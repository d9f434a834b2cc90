"""Orders and order events as LEAN writes them, and the hash over all orders of a run."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from minilean.enums import OrderType
from minilean.interop.decimal96 import multiply
from minilean.interop.decimals import smart_rounding, strip_zeros
from minilean.orders.time_in_force import GoodTilCanceledTimeInForce, GoodTilDateTimeInForce
from minilean.results.json_text import camel, compact, time_text
from minilean.results.points import unix_seconds
from minilean.securities.currencies import Currencies

if TYPE_CHECKING:
    from minilean.orders.event import OrderEvent
    from minilean.orders.order import Order
    from minilean.orders.properties import OrderProperties
    from minilean.orders.time_in_force import TimeInForce
    from minilean.securities.symbol import Symbol

_COMBOS = (OrderType.COMBO_MARKET, OrderType.COMBO_LIMIT, OrderType.COMBO_LEG_LIMIT)
_LEADING: dict[OrderType, tuple[str, ...]] = {
    OrderType.LIMIT: ("limitPrice", "type"),
    OrderType.STOP_MARKET: ("stopPrice", "type"),
    OrderType.STOP_LIMIT: ("stopPrice", "stopTriggered", "limitPrice", "type"),
    OrderType.LIMIT_IF_TOUCHED: ("type", "triggerPrice", "limitPrice", "triggerTouched"),
    OrderType.TRAILING_STOP: ("trailingAmount", "trailingAsPercentage", "type", "stopPrice"),
    OrderType.COMBO_MARKET: ("type", "quantity"),
    OrderType.COMBO_LIMIT: ("type", "quantity"),
    OrderType.COMBO_LEG_LIMIT: ("type", "limitPrice", "quantity"),
}
"""The members of each kind of order that come before those of all orders."""
_FIELDS: dict[str, str] = {
    "limitPrice": "_limit_price",
    "stopPrice": "_stop_price",
    "stopTriggered": "stop_triggered",
    "triggerPrice": "_trigger_price",
    "triggerTouched": "trigger_touched",
    "trailingAmount": "_trailing_amount",
    "trailingAsPercentage": "trailing_as_percentage",
    "quantity": "_quantity",
}
_ROUNDED_IN_HASH: dict[OrderType, tuple[str, ...]] = {
    OrderType.LIMIT: ("_limit_price",),
    OrderType.STOP_MARKET: ("_stop_price",),
    OrderType.STOP_LIMIT: ("_limit_price", "_stop_price"),
    OrderType.LIMIT_IF_TOUCHED: ("_limit_price", "_trigger_price"),
    OrderType.TRAILING_STOP: ("_trailing_amount", "_stop_price"),
}

Rename = Callable[[str], str]


def order_object(order: Order) -> dict[str, Any]:
    """An order as it stands in a result file."""
    return _order(order, camel)


def order_list_hash(orders: Iterable[Order]) -> str:
    """The MD5 of all orders' JSON by id, prices rounded, by which LEAN compares runs."""
    texts = (compact(_order(_rounded(order), str)) for order in sorted(orders, key=lambda each: each.id))
    return hashlib.md5(",".join(texts).encode(errors="backslashreplace"), usedforsecurity=False).hexdigest()


def _rounded(order: Order) -> Order:
    """A copy with rounded prices: what depends on them, such as whether it is marketable, follows (GetHash)."""
    twin = order.shallow_copy()
    twin._price = strip_zeros(smart_rounding(order._price))
    for name in _ROUNDED_IN_HASH.get(order.type, ()):
        setattr(twin, name, smart_rounding(getattr(order, name)))
    return twin


def event_object(event: OrderEvent, algorithm_id: str) -> dict[str, Any]:
    """An order event as it stands in the file of order events."""
    symbol = event.symbol
    fields: dict[str, Any] = {
        "id": f"{algorithm_id}-{event.order_id}-{event.id}",
        "algorithmId": algorithm_id,
        "orderId": event.order_id,
        "orderEventId": event.id,
        "symbol": str(symbol.id),
        "symbolValue": symbol.value,
        "symbolPermtick": symbol.id.symbol,
        "time": unix_seconds(event._utc_time),
        "status": _lower_first(event.status.dotnet_name),
    }
    fee = event.order_fee.value
    if fee.currency != Currencies.NULL_CURRENCY:
        fields["orderFeeAmount"] = fee._amount
        fields["orderFeeCurrency"] = fee.currency
    fields["fillPrice"] = event._fill_price
    fields["fillPriceCurrency"] = event.fill_price_currency
    fields["fillQuantity"] = event._fill_quantity
    fields["direction"] = _lower_first(event.direction.dotnet_name)
    if event.message:
        fields["message"] = event.message
    fields["isAssignment"] = event.is_assignment
    fields["quantity"] = event._quantity
    if event._stop_price is not None:
        fields["stopPrice"] = event._stop_price
    if event._limit_price is not None:
        fields["limitPrice"] = event._limit_price
    if event.is_in_the_money:
        fields["isInTheMoney"] = True
    return fields


def symbol_object(symbol: Symbol) -> dict[str, Any]:
    """A symbol: its ticker, its identifier, the ticker again, and the security it belongs to."""
    fields: dict[str, Any] = {"value": symbol.value, "id": str(symbol.id), "permtick": symbol.value}
    if symbol.has_underlying:
        fields["underlying"] = symbol_object(symbol.underlying)
    return fields


def _order(order: Order, rename: Rename) -> dict[str, Any]:
    kind = order.type
    fields: dict[str, Any] = {}
    for name in _LEADING.get(kind, ("type",)):
        fields[name] = int(kind) if name == "type" else getattr(order, _FIELDS[name])
    fields |= {
        "id": order.id,
        "contingentId": order.contingent_id,
        "brokerId": list(order.broker_id),
        "symbol": symbol_object(order.symbol),
        "price": order._price,
        "priceCurrency": order.price_currency,
        "time": time_text(order._time),
        "createdTime": time_text(order._time),
    }
    for name in ("last_fill_time", "last_update_time", "canceled_time"):
        moment = getattr(order, f"_{name}")
        if moment is not None:
            fields[_lower_first(name.title().replace("_", ""))] = time_text(moment)
    if kind not in _COMBOS:
        fields["quantity"] = order._quantity
    fields["status"] = int(order.status)
    if order.tag is not None:
        fields["tag"] = order.tag
    return fields | _trailing_fields(order, rename)


def _trailing_fields(order: Order, rename: Rename) -> dict[str, Any]:
    submitted = order.order_submission_data
    fields: dict[str, Any] = {
        "properties": _properties(order.properties, rename),
        "securityType": int(order.security_type),
        "direction": int(order.direction),
        "value": multiply(order._quantity, order._price),
        "orderSubmissionData": None,
        "isMarketable": order.is_marketable,
    }
    if submitted is not None:
        fields["orderSubmissionData"] = {
            "bidPrice": submitted._bid_price,
            "askPrice": submitted._ask_price,
            "lastPrice": submitted._last_price,
        }
    group = order.group_order_manager
    if group is not None:
        fields["groupOrderManager"] = {
            "id": group.id,
            "quantity": group._quantity,
            "count": group.count,
            "limitPrice": group._limit_price,
            "orderIds": sorted(group.order_ids),
            "direction": int(group.direction),
        }
    fields["priceAdjustmentMode"] = int(order.price_adjustment_mode)
    return fields


def _properties(properties: OrderProperties, rename: Rename) -> dict[str, Any]:
    fields = {rename(name): value for name, value in properties.declared()}
    fields["timeInForce"] = _time_in_force(properties.time_in_force)
    exchange = properties.exchange
    if exchange is not None:
        fields[rename("Exchange")] = {
            rename("Code"): exchange.code,
            rename("Name"): exchange.name,
            rename("Market"): exchange.market,
            rename("SecurityTypes"): [int(kind) for kind in exchange.security_types],
        }
    return fields


def _time_in_force(time_in_force: TimeInForce) -> dict[str, str]:
    if isinstance(time_in_force, GoodTilCanceledTimeInForce):
        return {}
    fields = {"$type": f"QuantConnect.Orders.TimeInForces.{type(time_in_force).__name__}"}
    if isinstance(time_in_force, GoodTilDateTimeInForce):
        fields["Expiry"] = time_text(time_in_force.expiry, utc=False)
    return fields


def _lower_first(name: str) -> str:
    return name[0].lower() + name[1:]
