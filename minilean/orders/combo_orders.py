"""Legs of a group of orders that fill together or not at all (Common/Orders/Combo*Order.cs, GroupOrderManager.cs)."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Self

from minilean.data.base_data import NO_TIME
from minilean.enums import OrderDirection, OrderType
from minilean.errors import ArgumentError
from minilean.interop.decimal96 import divide, multiply
from minilean.interop.decimals import ZERO, Number, strip_zeros, to_decimal, to_double
from minilean.interop.names import dotnet, exact
from minilean.orders.limit_orders import value_at_limit
from minilean.orders.order import Order

if TYPE_CHECKING:
    from minilean.orders.order_request import UpdateOrderRequest
    from minilean.orders.properties import OrderProperties
    from minilean.securities.security import Security
    from minilean.securities.symbol import Symbol


_COPIED = ("id", "contingent_id", "_last_fill_time", "_last_update_time", "_canceled_time", "status", "_price")


@dotnet
class GroupOrderManager:
    """What the legs of a combo share: its quantity, limit price and the ids of its orders."""

    __slots__ = ("_limit_price", "_quantity", "count", "id", "order_ids")

    quantity = exact("_quantity")
    limit_price = exact("_limit_price")
    order_ids: dict[int, None]

    def __init__(self, leg_count: int, quantity: Number, limit_price: Number = ZERO, id: int = 0) -> None:
        self.id = id
        self.count = leg_count
        self._quantity = to_decimal(quantity)
        self._limit_price = to_decimal(limit_price)
        self.order_ids = {}

    @property
    def direction(self) -> OrderDirection:
        """Buy above zero, sell below."""
        if not self._quantity:
            return OrderDirection.HOLD
        return OrderDirection.BUY if self._quantity > 0 else OrderDirection.SELL

    @property
    def absolute_quantity(self) -> float:
        """Combos, whatever the direction."""
        return to_double(abs(self._quantity))


@dotnet
class Leg:
    """A leg as users ask for it; ``order_price`` only for orders with a limit per leg."""

    __slots__ = ("order_price", "quantity", "symbol")

    def __init__(self, symbol: Symbol, quantity: int, order_price: Number | None = None) -> None:
        self.symbol = symbol
        self.quantity = quantity
        self.order_price = order_price

    @staticmethod
    def create(symbol: Symbol, quantity: int, limit_price: Number | None = None) -> Leg:
        """A leg of so many units per combo."""
        return Leg(symbol, quantity, limit_price)


class ComboOrder(Order):
    """A leg; its quantity is its ratio times the group's quantity."""

    __slots__ = ("_ratio",)
    _ratio: Decimal
    group_order_manager: GroupOrderManager

    def __init__(
        self,
        symbol: Symbol = None,  # type: ignore[assignment]  # LEAN's empty constructor
        quantity: Number = ZERO,
        time: datetime = NO_TIME,
        group_order_manager: GroupOrderManager = None,  # type: ignore[assignment]
        tag: str | None = "",
        properties: OrderProperties | None = None,
    ) -> None:
        super().__init__(symbol, ZERO, time, tag, properties)
        self.group_order_manager = group_order_manager
        self._ratio = divide(to_decimal(quantity), group_order_manager._quantity)

    @property
    def _quantity(self) -> Decimal:  # type: ignore[override]  # follows the group's
        return strip_zeros(multiply(self._ratio, self.group_order_manager._quantity))

    def _set_quantity(self, quantity: Decimal) -> None:
        if self.group_order_manager is not None:
            self._ratio = divide(quantity, self.group_order_manager._quantity)

    def apply_update_order_request(self, request: UpdateOrderRequest) -> None:
        """Takes over the tag and, as the group's, the quantity."""
        if request.order_id != self.id:
            raise ArgumentError("Attempted to apply updates to the incorrect order!")
        if request.tag is not None:
            self.tag = request.tag
        if request._quantity is not None:
            self.group_order_manager._quantity = request._quantity

    def clone(self) -> Self:
        """A copy that shares the group."""
        twin = type(self)(self.symbol, ZERO, self._time, self.group_order_manager, self.tag, self.properties.clone())
        twin._ratio = self._ratio
        for field in _COPIED:
            setattr(twin, field, getattr(self, field))
        twin.broker_id = list(self.broker_id)
        twin.price_currency = self.price_currency
        twin.order_submission_data = self.order_submission_data
        twin.price_adjustment_mode = self.price_adjustment_mode
        return twin


@dotnet
class ComboMarketOrder(ComboOrder):
    """A leg filled at market."""

    __slots__ = ()
    order_type = OrderType.COMBO_MARKET


@dotnet
class ComboLimitOrder(ComboOrder):
    """A leg of a combo with one limit price for the whole."""

    __slots__ = ()
    order_type = OrderType.COMBO_LIMIT

    def _quote_value(self, security: Security) -> Decimal:
        return value_at_limit(self._quantity, self.group_order_manager._limit_price, security._price)

    def apply_update_order_request(self, request: UpdateOrderRequest) -> None:
        """Takes over tag, quantity and limit price."""
        super().apply_update_order_request(request)
        if request._limit_price is not None:
            self.group_order_manager._limit_price = request._limit_price


@dotnet
class ComboLegLimitOrder(ComboOrder):
    """A leg with a limit price of its own."""

    __slots__ = ("_limit_price",)
    order_type = OrderType.COMBO_LEG_LIMIT
    _limit_price: Decimal
    limit_price = exact("_limit_price")

    def __init__(
        self,
        symbol: Symbol = None,  # type: ignore[assignment]  # LEAN's empty constructor
        quantity: Number = ZERO,
        time: datetime = NO_TIME,
        group_order_manager: GroupOrderManager = None,  # type: ignore[assignment]
        tag: str | None = "",
        properties: OrderProperties | None = None,
        limit_price: Number = ZERO,
    ) -> None:
        super().__init__(symbol, quantity, time, group_order_manager, tag, properties)
        self._limit_price = to_decimal(limit_price)

    def _quote_value(self, security: Security) -> Decimal:
        return value_at_limit(self._quantity, self._limit_price, security._price)

    def apply_update_order_request(self, request: UpdateOrderRequest) -> None:
        """Takes over tag, quantity and limit price."""
        super().apply_update_order_request(request)
        if request._limit_price is not None:
            self._limit_price = request._limit_price

    def clone(self) -> Self:
        """A copy that shares the group."""
        twin = super().clone()
        twin._limit_price = self._limit_price
        return twin
