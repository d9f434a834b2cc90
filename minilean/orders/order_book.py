"""All orders of a run with their tickets, and which of them are open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from minilean.orders.open_orders import OpenOrders

if TYPE_CHECKING:
    from minilean.orders.order import Order
    from minilean.orders.ticket import OrderTicket
    from minilean.securities.security import Security


@dataclass(frozen=True, slots=True)
class TrackedOrder:
    """An order, its ticket and the security it trades; the security is None for closed orders."""

    order: Order
    ticket: OrderTicket
    security: Security | None


class OrderBook:
    """``orders`` holds what was handed in, open and closed; ``open`` what may still change."""

    __slots__ = ("count", "open", "orders", "tickets")

    def __init__(self) -> None:
        self.orders: dict[int, Order] = {}
        self.open = OpenOrders()
        self.tickets: dict[int, OrderTicket] = {}
        self.count = 0

    def find(self, order_id: int) -> TrackedOrder | None:
        """An order by its id, open ones first."""
        tracked = self.open.get(order_id)
        if tracked is not None:
            return tracked
        order, ticket = self.orders.get(order_id), self.tickets.get(order_id)
        return TrackedOrder(order, ticket, None) if order is not None and ticket is not None else None

    def close(self, order_id: int) -> TrackedOrder | None:
        """Takes an order off the open ones; None when it was not open."""
        tracked = self.open.pop(order_id)
        if tracked is not None:
            self.orders[order_id] = tracked.order
        return tracked


def group_of(order: Order, orders: dict[int, Order]) -> list[Order] | None:
    """An order and the other legs of its combo by id, or None while a leg is missing (TryGetGroupOrders)."""
    manager = order.group_order_manager
    if manager is None:
        return [order]
    others = [orders.get(other) for other in manager.order_ids if other != order.id]
    legs = [order, *(other for other in others if other is not None)]
    return sorted(legs, key=lambda leg: leg.id) if len(legs) == len(others) + 1 == manager.count else None
