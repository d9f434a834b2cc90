"""Orders by name (Algorithm/QCAlgorithm.Trading.cs)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minilean.algorithm.last_prices import seed_prices
from minilean.algorithm.order_checks import is_daily_only, is_near_close, pre_order_checks
from minilean.data.zones import zone_clock
from minilean.enums import OrderDirection, OrderStatus, OrderType, SecurityType
from minilean.errors import AlgorithmError
from minilean.interop.decimals import ZERO, Number, to_decimal
from minilean.orders.order_request import SubmitOrderRequest
from minilean.orders.stop_orders import TrailingStopOrder
from minilean.orders.ticket import OrderTicket
from minilean.orders.time_in_force import GoodTilDateTimeInForce, TimeInForce
from minilean.securities.symbol import as_symbol

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm

_CLOSED_WARNING = (
    "Warning: market orders submitted while the market is closed are automatically converted into MarketOnOpen orders "
    "to fill at the next market open."
)
_DAILY_WARNING = (
    "Warning: market orders on daily resolution data sent during market hours are automatically converted into "
    "MarketOnClose orders (or MarketOnOpen near the close) to avoid filling at the stale previous close. Note: in live "
    "trading this conversion is not applied, as the order fills at the current market price."
)
_GTD_WARNING = (
    "Warning: Good-Til-Date Time-In-Force is not supported for MOO and MOC orders. The time-in-force will be reset to "
    "Good-Til-Canceled (GTC)."
)
_CONTRACTS = (SecurityType.FUTURE, SecurityType.FUTURE_OPTION)


def security_for_order(self: QCAlgorithm, symbol: Any) -> Any:
    """The security to trade; one that was never added is added now, with its last known price.

    Raises AlgorithmError for a symbol that can no longer be traded.
    """
    key = as_symbol(symbol)
    found, security = self.securities.try_get_value(key)
    if found and security is not None and (security.is_tradable or security.is_delisted or key.is_canonical()):
        return security
    if not key.is_canonical() and key.security_type != SecurityType.INDEX:
        added = self.add_security(key)
        seed_prices(self, [added])
        return added
    message = (
        f"The symbol {key} is not found in the algorithm's securities collection and cannot be re-added due to it "
        "being delisted or no longer tradable."
    )
    raise AlgorithmError(message)


def order_request(
    self: QCAlgorithm,
    order_type: OrderType,
    security: Any,
    quantity: Number,
    *,
    tag: str | None,
    properties: Any,
    asynchronous: bool,
    stop: Number = ZERO,
    limit: Number = ZERO,
    trigger: Number = ZERO,
    trailing: Number = ZERO,
    as_percentage: bool = False,
    group: Any = None,
) -> SubmitOrderRequest:
    if properties is None and self.default_order_properties is not None:
        properties = self.default_order_properties.clone()
    return SubmitOrderRequest(
        order_type,
        security.type,
        security.symbol,
        to_decimal(quantity),
        to_decimal(stop),
        to_decimal(limit),
        to_decimal(trigger),
        to_decimal(trailing),
        as_percentage,
        self._qc.utc,
        tag or "",
        properties,
        group,
        asynchronous,
    )


def submit_order_request(self: QCAlgorithm, request: SubmitOrderRequest) -> OrderTicket:
    """Checks a request and hands it on; a refused one gives an invalid ticket without an order."""
    response = pre_order_checks(self, request)
    if response.is_error:
        request.set_response(response)
        return OrderTicket.invalid_submit_request(self.transactions, request, response)
    ticket: OrderTicket = self.transactions.add_order(request)
    return ticket


def order(
    self: QCAlgorithm,
    symbol: Any,
    quantity: Number,
    asynchronous: Any = False,
    tag: str = "",
    order_properties: Any = None,
) -> OrderTicket:
    """The same as market_order."""
    return self.market_order(symbol, quantity, asynchronous is True, tag, order_properties)


def buy(self: QCAlgorithm, symbol: Any, quantity: Number) -> OrderTicket:
    """Buys so many units at the market."""
    return self.market_order(symbol, abs(to_decimal(quantity)))


def sell(self: QCAlgorithm, symbol: Any, quantity: Number) -> OrderTicket:
    """Sells so many units at the market."""
    return self.market_order(symbol, -abs(to_decimal(quantity)))


def market_order(
    self: QCAlgorithm,
    symbol: Any,
    quantity: Number,
    asynchronous: bool = False,
    tag: str = "",
    order_properties: Any = None,
) -> OrderTicket:
    """Trades at once; while the market is closed, or on daily data, at the next open or close."""
    security = security_for_order(self, symbol)
    if security.type not in _CONTRACTS:
        if not security.exchange.exchange_open:
            ticket = self.market_on_open_order(security.symbol, quantity, asynchronous, tag, order_properties)
            if ticket.submit_request.response.is_success and self._qc.once("closed"):
                self.debug(_CLOSED_WARNING)
            return ticket
        if (
            not self._qc.live_mode
            and not security.exchange.hours.is_market_always_open
            and is_daily_only(self, security.symbol)
        ):
            convert = self.market_on_open_order if is_near_close(self, security) else self.market_on_close_order
            ticket = convert(security.symbol, quantity, asynchronous, tag, order_properties)
            if ticket.submit_request.response.is_success and self._qc.once("daily"):
                self.debug(_DAILY_WARNING)
            return ticket
    request = order_request(
        self, OrderType.MARKET, security, quantity, tag=tag, properties=order_properties, asynchronous=asynchronous
    )
    ticket = submit_order_request(self, request)
    if ticket.status != OrderStatus.INVALID and not asynchronous:
        self.transactions.wait_for_order(ticket.order_id)
    return ticket


def _without_expiry(self: QCAlgorithm, properties: Any) -> Any:
    if properties is None:
        properties = self.default_order_properties.clone() if self.default_order_properties is not None else None
    if properties is not None and isinstance(properties.time_in_force, GoodTilDateTimeInForce):
        properties.time_in_force = TimeInForce.GOOD_TIL_CANCELED
        if self._qc.once("gtd"):
            self.debug(_GTD_WARNING)
    return properties


def market_on_open_order(
    self: QCAlgorithm,
    symbol: Any,
    quantity: Number,
    asynchronous: bool = False,
    tag: str = "",
    order_properties: Any = None,
) -> OrderTicket:
    """Trades at the next open."""
    properties = _without_expiry(self, order_properties)
    security = security_for_order(self, symbol)
    request = order_request(
        self, OrderType.MARKET_ON_OPEN, security, quantity, tag=tag, properties=properties, asynchronous=asynchronous
    )
    return submit_order_request(self, request)


def market_on_close_order(
    self: QCAlgorithm,
    symbol: Any,
    quantity: Number,
    asynchronous: bool = False,
    tag: str = "",
    order_properties: Any = None,
) -> OrderTicket:
    """Trades at the session's close."""
    properties = _without_expiry(self, order_properties)
    security = security_for_order(self, symbol)
    request = order_request(
        self, OrderType.MARKET_ON_CLOSE, security, quantity, tag=tag, properties=properties, asynchronous=asynchronous
    )
    return submit_order_request(self, request)


def limit_order(
    self: QCAlgorithm,
    symbol: Any,
    quantity: Number,
    limit_price: Number,
    asynchronous: bool = False,
    tag: str = "",
    order_properties: Any = None,
) -> OrderTicket:
    """Trades at the limit price or better."""
    request = order_request(
        self,
        OrderType.LIMIT,
        security_for_order(self, symbol),
        quantity,
        tag=tag,
        properties=order_properties,
        asynchronous=asynchronous,
        limit=limit_price,
    )
    return submit_order_request(self, request)


def stop_market_order(
    self: QCAlgorithm,
    symbol: Any,
    quantity: Number,
    stop_price: Number,
    asynchronous: bool = False,
    tag: str = "",
    order_properties: Any = None,
) -> OrderTicket:
    """Trades at the market once the stop price is reached."""
    request = order_request(
        self,
        OrderType.STOP_MARKET,
        security_for_order(self, symbol),
        quantity,
        tag=tag,
        properties=order_properties,
        asynchronous=asynchronous,
        stop=stop_price,
    )
    return submit_order_request(self, request)


def stop_limit_order(
    self: QCAlgorithm,
    symbol: Any,
    quantity: Number,
    stop_price: Number,
    limit_price: Number,
    asynchronous: bool = False,
    tag: str = "",
    order_properties: Any = None,
) -> OrderTicket:
    """Becomes a limit order once the stop price is reached."""
    request = order_request(
        self,
        OrderType.STOP_LIMIT,
        security_for_order(self, symbol),
        quantity,
        tag=tag,
        properties=order_properties,
        asynchronous=asynchronous,
        stop=stop_price,
        limit=limit_price,
    )
    return submit_order_request(self, request)


def limit_if_touched_order(
    self: QCAlgorithm,
    symbol: Any,
    quantity: Number,
    trigger_price: Number,
    limit_price: Number,
    asynchronous: bool = False,
    tag: str = "",
    order_properties: Any = None,
) -> OrderTicket:
    """Becomes a limit order once the trigger price is touched."""
    request = order_request(
        self,
        OrderType.LIMIT_IF_TOUCHED,
        security_for_order(self, symbol),
        quantity,
        tag=tag,
        properties=order_properties,
        asynchronous=asynchronous,
        limit=limit_price,
        trigger=trigger_price,
    )
    return submit_order_request(self, request)


_TRAILING = ("trailing_amount", "trailing_as_percentage", "asynchronous", "tag", "order_properties")


_TRAILING_NAMES = ("trailing_amount", "trailing_as_percentage", "asynchronous", "tag", "order_properties")


def trailing_stop_order(
    self: QCAlgorithm,
    symbol: Any,
    quantity: Number,
    *arguments: Any,
    **named: Any,
) -> OrderTicket:
    """A stop that follows the market.

    Arguments are ``[stop_price,] trailing_amount, trailing_as_percentage, asynchronous=False, tag="",
    order_properties=None``; without a stop price it starts from the security's price.
    """
    values = list(arguments)
    stop = named.pop("stop_price", None)
    if stop is None and values and ("trailing_amount" in named or not isinstance(values[1], bool)):
        stop = values.pop(0)
    given = dict(zip(_TRAILING_NAMES, values, strict=False)) | named
    security = security_for_order(self, symbol)
    amount, as_percentage = given["trailing_amount"], given["trailing_as_percentage"]
    if stop is None:
        direction = OrderDirection.BUY if quantity > 0 else OrderDirection.SELL
        stop = TrailingStopOrder.calculate_stop_price(security._price, to_decimal(amount), as_percentage, direction)
    request = order_request(
        self,
        OrderType.TRAILING_STOP,
        security,
        quantity,
        tag=given.get("tag", ""),
        properties=given.get("order_properties"),
        asynchronous=bool(given.get("asynchronous", False)),
        stop=stop,
        trailing=amount,
        as_percentage=as_percentage,
    )
    return submit_order_request(self, request)


def is_market_open(self: QCAlgorithm, symbol: Any) -> bool:
    """Whether the regular session of a symbol's exchange is open now."""
    key = as_symbol(symbol)
    found, security = self.securities.try_get_value(key)
    if found and security is not None:
        return bool(security.exchange.hours.is_open(security.local_time, False))
    hours = self.market_hours_database.get_exchange_hours(key.id.market, key, key.security_type)
    return bool(hours.is_open(zone_clock(hours.time_zone).from_utc(self._qc.utc), False))


def set_maximum_orders(self: QCAlgorithm, max: int) -> None:
    """How many orders a run may send."""
    if not self._qc.locked:
        self._qc.maximum_orders = max
