"""What is checked before an order gets an id (Algorithm/QCAlgorithm.Trading.cs, PreOrderChecks)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minilean.data.zones import zone_clock
from minilean.enums import AlgorithmStatus, OrderResponseErrorCode, OrderType, Resolution, SecurityType
from minilean.errors import AlgorithmError
from minilean.interop.decimals import text
from minilean.orders.order import MarketOnCloseOrder
from minilean.orders.order_request import OrderResponse, SubmitOrderRequest
from minilean.securities.zero_price import zero_price_message

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm

_ALWAYS_OPEN_TYPES = {OrderType.MARKET_ON_OPEN: "MarketOnOpen", OrderType.MARKET_ON_CLOSE: "MarketOnClose"}


def is_daily_only(self: QCAlgorithm, symbol: Any) -> bool:
    """Whether a symbol has daily subscriptions and no others."""
    configs = [config for config in self._qc.configs if config.symbol == symbol and not config.is_internal_feed]
    return bool(configs) and all(config.resolution == Resolution.DAILY for config in configs)


def is_near_close(self: QCAlgorithm, security: Any) -> bool:
    """Whether it is too late for an order on today's close."""
    hours = security.exchange.hours
    if hours.is_market_always_open:
        return False
    close = hours.get_next_market_close(security.local_time, False)
    latest = zone_clock(hours.time_zone).to_utc(close) - MarketOnCloseOrder.submission_time_buffer
    return bool(self._qc.utc > latest)


def pre_order_checks(self: QCAlgorithm, request: SubmitOrderRequest) -> OrderResponse:
    """Says whether an order may be sent; a refusal is written as an error line."""
    response = _check(self, request)
    if response.is_error:
        self.error(response.error_message)
    return response


def _check(self: QCAlgorithm, request: SubmitOrderRequest) -> OrderResponse:
    if self._qc.warming_up:
        return OrderResponse.warming_up(request)
    found, security = self.securities.try_get_value(request.symbol)
    if not found or security is None:
        return OrderResponse.missing_security(request)
    return (
        _quantity_refusal(request, security)
        or _currency_refusal(self, request, security)
        or _state_refusal(self, request, security)
        or _session_refusal(self, request, security)
        or OrderResponse.success(request)
    )


def _refuse(request: SubmitOrderRequest, code: OrderResponseErrorCode, message: str) -> OrderResponse:
    return OrderResponse.error(request, code, message)


def _quantity_refusal(request: SubmitOrderRequest, security: Any) -> OrderResponse | None:
    if not request._quantity:
        return OrderResponse.zero_quantity(request)
    lot = security.symbol_properties._lot_size
    if abs(request._quantity) < lot:
        return _refuse(
            request,
            OrderResponseErrorCode.ORDER_QUANTITY_LESS_THAN_LOT_SIZE,
            f"Unable to {request.order_request_type.dotnet_name.lower()} order with id {request.order_id} which "
            f"quantity ({text(abs(request._quantity))}) is less than lot size ({text(lot)}).",
        )
    if not security.is_tradable:
        return _refuse(
            request,
            OrderResponseErrorCode.NON_TRADABLE_SECURITY,
            f"The security with symbol '{request.symbol}' is marked as non-tradable.",
        )
    if not security._price:
        return _refuse(request, OrderResponseErrorCode.SECURITY_PRICE_ZERO, zero_price_message(request.symbol))
    return None


def _currency_refusal(self: QCAlgorithm, request: SubmitOrderRequest, security: Any) -> OrderResponse | None:
    ticker = request.symbol.value
    quote = security.quote_currency.symbol
    if not self.portfolio.cash_book.contains_key(quote):
        return _refuse(
            request,
            OrderResponseErrorCode.QUOTE_CURRENCY_REQUIRED,
            f"{ticker}: requires {quote} in the cashbook to trade.",
        )
    if not security.quote_currency._conversion_rate:
        return _refuse(
            request,
            OrderResponseErrorCode.CONVERSION_RATE_ZERO,
            f"{ticker}: requires {quote} to have a non-zero conversion rate. This can be caused by lack of data.",
        )
    if security.type not in (SecurityType.FOREX, SecurityType.CRYPTO):
        return None
    base = security.base_currency.symbol
    found, cash = self.portfolio.cash_book.try_get_value(base)
    if not found or cash is None:
        return _refuse(
            request,
            OrderResponseErrorCode.FOREX_BASE_AND_QUOTE_CURRENCIES_REQUIRED,
            f"{ticker}: requires {base} and {quote} in the cashbook to trade.",
        )
    if not cash._conversion_rate:
        return _refuse(
            request,
            OrderResponseErrorCode.FOREX_CONVERSION_RATE_ZERO,
            f"{ticker}: requires {base} and {quote} to have non-zero conversion rates. This can be caused by lack of "
            "data.",
        )
    return None


def _state_refusal(self: QCAlgorithm, request: SubmitOrderRequest, security: Any) -> OrderResponse | None:
    if not security.has_data:
        return _refuse(
            request,
            OrderResponseErrorCode.SECURITY_HAS_NO_DATA,
            "There is no data for this symbol yet, please check the security.HasData flag to ensure there is at least "
            "one data point.",
        )
    if not self._qc.live_mode and self.transactions.orders_count > self._qc.maximum_orders:
        self._qc.status = AlgorithmStatus.STOPPED
        return _refuse(
            request,
            OrderResponseErrorCode.EXCEEDED_MAXIMUM_ORDERS,
            f"You have exceeded maximum number of orders ({self._qc.maximum_orders}), for unlimited orders upgrade "
            "your account.",
        )
    return None


def _session_refusal(self: QCAlgorithm, request: SubmitOrderRequest, security: Any) -> OrderResponse | None:
    kind = _ALWAYS_OPEN_TYPES.get(request.order_type)
    if kind is None:
        return None
    hours = security.exchange.hours
    if hours.is_market_always_open:
        message = f"Market never closes for this symbol {security.symbol}, can no submit a {kind} order."
        raise AlgorithmError(message)
    if request.order_type == OrderType.MARKET_ON_OPEN:
        if hours.is_open(security.local_time, False) and not is_daily_only(self, security.symbol):
            return _refuse(
                request,
                OrderResponseErrorCode.MARKET_ON_OPEN_NOT_ALLOWED_DURING_REGULAR_HOURS,
                "Cannot submit a MarketOnOpen order while the market is open.",
            )
        return None
    if is_near_close(self, security):
        return _refuse(
            request,
            OrderResponseErrorCode.MARKET_ON_CLOSE_ORDER_TOO_LATE,
            f"MarketOnClose orders must be placed within {_clock(MarketOnCloseOrder.submission_time_buffer)} before "
            "market close. Override this TimeSpan buffer by setting Orders.MarketOnCloseOrder.SubmissionTimeBuffer in "
            "QCAlgorithm.Initialize().",
        )
    return None


def _clock(span: Any) -> str:
    seconds = int(span.total_seconds())
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
