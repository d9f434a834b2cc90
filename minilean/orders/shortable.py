"""Whether a quantity may be sold short (QCAlgorithm.Shortable)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from minilean.interop.decimals import Number, text, to_decimal
from minilean.securities.user_models import method_of

if TYPE_CHECKING:
    from minilean.orders.transactions import SecurityTransactionManager
    from minilean.securities.security import Security


def shortable_quantity(security: Security) -> Decimal | None:
    """How many units can be borrowed; None when there is no limit."""
    provider = security.shortable_provider
    quantity: Number | None = method_of(provider, "shortable_quantity")(security.symbol, security.local_time)
    return None if quantity is None else to_decimal(quantity)


def is_shortable(
    security: Security, transactions: SecurityTransactionManager, quantity: Decimal, update_order_id: int | None = None
) -> bool:
    """Whether a sale, on top of holdings and open orders, stays within what can be borrowed.

    ``update_order_id`` is the order being replaced, whose present quantity does not count.
    """
    limit = shortable_quantity(security)
    if limit is None:
        return True
    symbol = security.symbol
    waiting = transactions._get_open_orders_remaining_quantity(
        lambda ticket: ticket.symbol == symbol and ticket.order_id != update_order_id
    )
    held: Decimal = security.holdings._quantity
    if held + waiting <= -limit:
        return False
    return held - abs(quantity) + waiting >= -limit


def shortable_refusal(security: Security, quantity: Decimal) -> str:
    """The message of a refused sale."""
    limit = shortable_quantity(security)
    shown = text(limit) if limit is not None else ""
    return f"Order exceeds shortable quantity {shown} for Symbol {security.symbol} requested {text(quantity)})"
