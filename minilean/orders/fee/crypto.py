"""What the fees of crypto exchanges have in common: maker or taker, and the currency they are taken in."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from minilean.enums import OrderType, SecurityType
from minilean.orders.fee.fee_model import money
from minilean.orders.limit_orders import LimitOrder
from minilean.securities.currency_pairs import decompose_currency_pair

if TYPE_CHECKING:
    from minilean.orders.fee.order_fee import OrderFee
    from minilean.orders.order import Order
    from minilean.orders.properties import OrderProperties
    from minilean.securities.security import Security


def is_maker(order: Order, kind: type[OrderProperties]) -> bool:
    """A limit order that waits in the book: by its price, or because its properties (of a kind) ask for it."""
    if order.type is not OrderType.LIMIT:
        return False
    posts = isinstance(order.properties, kind) and getattr(order.properties, "post_only", False)
    return bool(posts) or not order.is_marketable


def unit_price(security: Security, order: Order) -> Decimal:
    """What a unit trades at, in the quote currency: the limit, else the side of the quote."""
    if isinstance(order, LimitOrder):
        price = order._limit_price
    else:
        price = security._ask_price if order._quantity > 0 else security._bid_price
    multiplier: Decimal = security.symbol_properties._contract_multiplier
    return price * multiplier


def received_currency_fee(security: Security, order: Order, rate: Decimal) -> OrderFee:
    """A share of what is received: base currency when buying, quote currency when selling.

    Crypto futures pay in the currency of their position's value.
    """
    quantity = abs(order._quantity)
    if security.symbol.security_type is SecurityType.CRYPTO_FUTURE:
        value = security.holdings.get_quantity_value(quantity, security._price)
        return money(value._amount * rate, value.cash.symbol)
    if order._quantity > 0:
        base, _ = decompose_currency_pair(order.symbol)
        return money(quantity * rate, base)
    return money(unit_price(security, order) * quantity * rate, security.quote_currency.symbol)
