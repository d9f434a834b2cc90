"""Orders and the three kinds that trade at market (Common/Orders/Order.cs and Market*Order.cs)."""

from __future__ import annotations

import functools
from datetime import datetime, timedelta
from decimal import Decimal
from types import MemberDescriptorType
from typing import TYPE_CHECKING, ClassVar, Self

from minilean.data.base_data import NO_TIME
from minilean.enums import DataNormalizationMode, OrderDirection, OrderStatus, OrderType, SecurityType
from minilean.errors import ArgumentError
from minilean.interop.decimals import ZERO, Number, strip_zeros, text, to_decimal, to_double
from minilean.interop.names import dotnet, exact
from minilean.orders.messages import Printed
from minilean.orders.moments import naive_utc, utc_moment
from minilean.orders.properties import OrderProperties
from minilean.securities.symbol import Symbol, as_symbol

if TYPE_CHECKING:
    from minilean.orders.combo_orders import GroupOrderManager
    from minilean.orders.order_request import SubmitOrderRequest, UpdateOrderRequest
    from minilean.orders.time_in_force import TimeInForce
    from minilean.securities.security import Security

_BUY, _SELL, _HOLD = OrderDirection.BUY, OrderDirection.SELL, OrderDirection.HOLD


@dotnet
class OrderSubmissionData:
    """The prices at the moment an order was submitted."""

    __slots__ = ("_ask_price", "_bid_price", "_last_price")

    bid_price = exact("_bid_price")
    ask_price = exact("_ask_price")
    last_price = exact("_last_price")

    def __init__(self, bid_price: Number, ask_price: Number, last_price: Number) -> None:
        self._bid_price = to_decimal(bid_price)
        self._ask_price = to_decimal(ask_price)
        self._last_price = to_decimal(last_price)

    def clone(self) -> OrderSubmissionData:
        """A copy."""
        return OrderSubmissionData(self._bid_price, self._ask_price, self._last_price)


@dotnet
class Order(Printed):
    """An order; all times are UTC, ``_quantity`` and ``_price`` are exact and without trailing zeros.

    ``_time`` and its siblings are naive for us, ``time`` and its siblings are aware for users.
    """

    __slots__ = (
        "_canceled_time",
        "_event_count",
        "_last_fill_time",
        "_last_update_time",
        "_price",
        "_quantity",
        "_time",
        "broker_id",
        "contingent_id",
        "group_order_manager",
        "id",
        "order_submission_data",
        "price_adjustment_mode",
        "price_currency",
        "properties",
        "status",
        "symbol",
        "tag",
    )

    order_type: ClassVar[OrderType]

    id: int
    contingent_id: int
    broker_id: list[str]
    symbol: Symbol
    _time: datetime
    _last_fill_time: datetime | None
    _last_update_time: datetime | None
    _canceled_time: datetime | None
    status: OrderStatus
    tag: str
    properties: OrderProperties
    price_currency: str
    order_submission_data: OrderSubmissionData | None
    group_order_manager: GroupOrderManager | None
    price_adjustment_mode: DataNormalizationMode
    _price: Decimal
    _quantity: Decimal

    price = property(lambda order: to_double(order._price))
    quantity = property(lambda order: to_double(order._quantity))
    time = utc_moment("_time")
    created_time = utc_moment("_time")
    last_fill_time = utc_moment("_last_fill_time")
    last_update_time = utc_moment("_last_update_time")
    canceled_time = utc_moment("_canceled_time")

    def __init__(
        self,
        symbol: Symbol = None,  # type: ignore[assignment]  # LEAN's empty constructor
        quantity: Number = ZERO,
        time: datetime = NO_TIME,
        tag: str | None = "",
        properties: OrderProperties | None = None,
    ) -> None:
        self.id = self.contingent_id = 0
        self.broker_id = []
        self.symbol = symbol if symbol is None else as_symbol(symbol)
        self._time = naive_utc(time)
        self._last_fill_time = self._last_update_time = self._canceled_time = None
        self.group_order_manager = None
        self._price = ZERO
        self._set_quantity(to_decimal(quantity))
        self.status = OrderStatus.NONE
        self.tag = tag or ""
        self.properties = properties if properties is not None else OrderProperties()
        self.price_currency = ""
        self.order_submission_data = None
        self.price_adjustment_mode = DataNormalizationMode.RAW
        self._event_count = 0

    def _set_quantity(self, quantity: Decimal) -> None:
        self._quantity = strip_zeros(quantity)

    @property
    def type(self) -> OrderType:
        """The kind of order."""
        return self.order_type

    @property
    def time_in_force(self) -> TimeInForce:
        """How long the order stays open."""
        return self.properties.time_in_force

    @property
    def security_type(self) -> SecurityType:
        """The type of the security traded."""
        return self.symbol.security_type

    @property
    def direction(self) -> OrderDirection:
        """Buy above zero, sell below."""
        quantity = self._quantity
        if not quantity:
            return _HOLD
        return _BUY if quantity > 0 else _SELL

    @property
    def absolute_quantity(self) -> float:
        """Units, whatever the direction."""
        return to_double(abs(self._quantity))

    @property
    def value(self) -> float:
        """Quantity times price, in the quote currency."""
        return to_double(self._quantity * self._price)

    @property
    def is_marketable(self) -> bool:
        """Whether the order takes liquidity: a market order, or a limit beyond the quote it was submitted at."""
        return self.order_type in (OrderType.MARKET, OrderType.COMBO_MARKET)

    def get_value(self, security: Security) -> float:
        """What filling the order would be worth, in the account currency."""
        return to_double(self._get_value(security))

    def _get_value(self, security: Security) -> Decimal:
        rate: Decimal = security.quote_currency._conversion_rate
        multiplier: Decimal = security.symbol_properties._contract_multiplier
        return self._quote_value(security) * rate * multiplier

    def _quote_value(self, security: Security) -> Decimal:
        price: Decimal = security._price
        return self._quantity * price

    def get_default_tag(self) -> str:
        """The tag of an order whose user gave none."""
        return ""

    def _next_event_id(self) -> int:
        self._event_count += 1
        return self._event_count

    def apply_update_order_request(self, request: UpdateOrderRequest) -> None:
        """Takes over what an update request changes. Raises ArgumentError when it is another order's."""
        if request.order_id != self.id:
            raise ArgumentError("Attempted to apply updates to the incorrect order!")
        if request._quantity is not None:
            self._set_quantity(request._quantity)
        if request.tag is not None:
            self.tag = request.tag

    def shallow_copy(self) -> Self:
        """A copy that shares what the order refers to."""
        kind: type = type(self)
        twin: Self = object.__new__(kind)
        for field in _fields(kind):
            setattr(twin, field, getattr(self, field))
        return twin

    def clone(self) -> Self:
        """A copy that shares nothing that changes."""
        twin = self.shallow_copy()
        twin._event_count = 0
        twin.broker_id = list(self.broker_id)
        twin.properties = self.properties.clone()
        return twin

    def __str__(self) -> str:
        tag = f": {self.tag}" if self.tag else ""
        plural = "" if self._quantity == 1 else "s"
        return (
            f"OrderId: {self.id} (BrokerId: {','.join(self.broker_id)}) {self.status.dotnet_name} "
            f"{self.order_type.dotnet_name} order for {text(self._quantity)} unit{plural} of {self.symbol}{tag}"
        )

    @staticmethod
    def create_order(request: SubmitOrderRequest) -> Order:
        """The order a submit request asks for."""
        from minilean.orders.creation import create_order

        return create_order(request)


@functools.cache
def _fields(kind: type) -> tuple[str, ...]:
    """What is stored; combo orders replace the quantity by their group's."""
    slots = dict.fromkeys(field for cls in kind.__mro__ for field in vars(cls).get("__slots__", ()))
    return tuple(field for field in slots if isinstance(getattr(kind, field), MemberDescriptorType))


@dotnet
class MarketOrder(Order):
    """Trades at once at the current price."""

    __slots__ = ()
    order_type = OrderType.MARKET

    def __init__(
        self,
        symbol: Symbol = None,  # type: ignore[assignment]  # LEAN's empty constructor
        quantity: Number = ZERO,
        time: datetime = NO_TIME,
        price_or_tag: Number | str | None = "",
        tag: str | OrderProperties | None = "",
        properties: OrderProperties | None = None,
    ) -> None:
        if isinstance(price_or_tag, str) or price_or_tag is None:
            given = tag if isinstance(tag, OrderProperties) else properties
            super().__init__(symbol, quantity, time, price_or_tag or (tag if isinstance(tag, str) else ""), given)
        else:
            super().__init__(symbol, quantity, time, tag if isinstance(tag, str) else "", properties)
            self._price = strip_zeros(to_decimal(price_or_tag))


@dotnet
class MarketOnOpenOrder(Order):
    """Trades at the next open."""

    __slots__ = ()
    order_type = OrderType.MARKET_ON_OPEN


@dotnet
class MarketOnCloseOrder(Order):
    """Trades at the close; must be submitted ``SubmissionTimeBuffer`` before it."""

    __slots__ = ()
    order_type = OrderType.MARKET_ON_CLOSE
    DEFAULT_SUBMISSION_TIME_BUFFER: ClassVar[timedelta] = timedelta(minutes=15.5)
    submission_time_buffer: ClassVar[timedelta] = timedelta(minutes=15.5)
