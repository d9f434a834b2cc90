"""What a fill model is given and gives back (Common/Orders/Fills/FillModelParameters.cs, Fill.cs, Prices.cs)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from minilean.interop.containers import DotNetDictionary
from minilean.interop.decimals import Number, to_decimal
from minilean.interop.names import dotnet, exact

if TYPE_CHECKING:
    from minilean.orders.event import OrderEvent
    from minilean.orders.order import Order
    from minilean.securities.security import Security


@dotnet
class FillModelParameters:
    """The order, its security and group; ``config_provider`` knows the subscriptions of a symbol."""

    __slots__ = (
        "_legs",
        "config_provider",
        "on_order_updated",
        "order",
        "security",
        "stale_price_time_span",
    )

    def __init__(
        self,
        security: Security,
        order: Order,
        config_provider: Any,
        stale_price_time_span: timedelta,
        securities_for_orders: dict[Order, Security],
        on_order_updated: Callable[[Order], None] | None = None,
    ) -> None:
        self.security = security
        self.order = order
        self.config_provider = config_provider
        self.stale_price_time_span = stale_price_time_span
        self._legs = securities_for_orders
        self.on_order_updated = on_order_updated or _ignore

    @property
    def securities_for_orders(self) -> DotNetDictionary[Order, Security]:
        """The legs of a combo with their securities; of any other order, itself."""
        return DotNetDictionary(self._legs)


def _ignore(order: Order) -> None:
    """Nobody listens."""


@dotnet
class Fill:
    """The events a fill model made for an order or for the legs of a combo."""

    __slots__ = ("_events",)

    def __init__(self, order_events: OrderEvent | list[OrderEvent]) -> None:
        self._events = order_events if isinstance(order_events, list) else [order_events]

    def __iter__(self) -> Iterator[OrderEvent]:
        return iter(self._events)

    def __len__(self) -> int:
        return len(self._events)


@dotnet
class Prices:
    """A range of prices and the time it covers, in the exchange's zone."""

    __slots__ = ("_close", "_current", "_high", "_low", "_open", "end_time", "time")

    current = exact("_current")
    open = exact("_open")
    high = exact("_high")
    low = exact("_low")
    close = exact("_close")
    time: datetime
    end_time: datetime
    _current: Decimal
    _open: Decimal
    _high: Decimal
    _low: Decimal
    _close: Decimal

    def __init__(self, *arguments: Any) -> None:
        """Takes (bar), (time, end time, bar) or (time, end time, current, open, high, low, close).

        A price of zero means none: the current one stands in.
        """
        if len(arguments) < _SEVEN:
            bar = arguments[-1]
            self.time, self.end_time = arguments[:2] if len(arguments) > 1 else (bar.time, bar.end_time)
            self._current = self._close = current = bar._close
            self._open, self._high, self._low = bar._open or current, bar._high or current, bar._low or current
        else:
            self.time, self.end_time = arguments[:2]
            current, *others = (to_decimal(price) for price in arguments[2:])
            self._current = current
            self._open, self._high, self._low, self._close = (price or current for price in others)


_SEVEN = 7


def flat_prices(time: datetime, end_time: datetime, price: Number) -> Prices:
    """Prices of a single moment."""
    return Prices(time, end_time, price, 0, 0, 0, 0)
