"""The checks a request passes on its way to the brokerage (BrokerageTransactionHandler.HandleOrderRequest)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from minilean.enums import DataNormalizationMode, OrderResponseErrorCode, OrderStatus
from minilean.errors import NotInMiniLean
from minilean.orders.backtesting_brokerage import BacktestingBrokerage, insufficient_buying_power
from minilean.orders.event import OrderEvent
from minilean.orders.fee.order_fee import OrderFee
from minilean.orders.order_book import OrderBook, TrackedOrder, group_of
from minilean.orders.order_request import (
    OrderRequest,
    OrderResponse,
    SubmitOrderRequest,
    UpdateOrderRequest,
)
from minilean.orders.rounding import OrderRounding
from minilean.orders.status import is_closed
from minilean.securities.user_models import method_of

if TYPE_CHECKING:
    from minilean.orders.order import Order
    from minilean.orders.order_events import OrderEventHandler
    from minilean.securities.security import Security
    from minilean.securities.symbol import Symbol


class RequestHandler:
    """Rounds, checks and passes on."""

    def __init__(
        self,
        algorithm: Any,
        book: OrderBook,
        events: OrderEventHandler,
        brokerage: BacktestingBrokerage,
    ) -> None:
        self._algorithm = algorithm
        self._book = book
        self._events = events
        self._brokerage = brokerage
        self._rounding = OrderRounding(algorithm.error)
        self._price_adjustment_modes: dict[Symbol, DataNormalizationMode] = {}

    def handle(self, request: OrderRequest) -> OrderResponse:
        """Carries out a request that was in the queue."""
        if isinstance(request, SubmitOrderRequest):
            return self._submit(request)
        tracked = self._book.find(request.order_id)
        if tracked is None:
            return OrderResponse.unable_to_find_order(request)
        if isinstance(request, UpdateOrderRequest):
            return self._update(request, tracked)
        return self._cancel(request, tracked)

    def _submit(self, request: SubmitOrderRequest) -> OrderResponse:
        tracked = self._book.open[request.order_id]
        order, security = tracked.order, cast("Security", tracked.security)
        self._book.orders[order.id] = order
        order.price_currency = security.symbol_properties.quote_currency
        order.tag = order.tag or order.get_default_tag()
        self._rounding.round_quantity(order, security)
        orders = group_of(order, self._book.orders)
        securities = {leg: self._algorithm.securities[leg.symbol] for leg in orders} if orders else None
        self._rounding.round_prices(order, security, securities)
        self.set_price_adjustment_mode(order)
        tracked.ticket._set_order(order)
        if orders is None or securities is None:
            return OrderResponse.success(request)
        if not all(leg._quantity for leg in orders):
            response = OrderResponse.zero_quantity(request)
            self._algorithm.error(response.error_message)
            self._invalidate(orders, response.error_message)
            return response
        refusal = self._refuse_unaffordable(request, securities) or self._refuse_by_brokerage(request, securities)
        if refusal is not None:
            return refusal
        for leg in orders:
            self._brokerage.place_order(leg)
        return OrderResponse.success(request)

    def _refuse_unaffordable(
        self, request: SubmitOrderRequest, securities: dict[Order, Security]
    ) -> OrderResponse | None:
        orders = list(securities)
        verdict = self._verdict(orders)
        if verdict is None:
            return _no_verdict(request)
        if verdict.is_sufficient:
            return None
        message = insufficient_buying_power(securities, verdict.reason)
        self._algorithm.error(message)
        self._invalidate(orders, message)
        return OrderResponse.error(request, OrderResponseErrorCode.INSUFFICIENT_BUYING_POWER, message)

    def _refuse_by_brokerage(
        self, request: SubmitOrderRequest, securities: dict[Order, Security]
    ) -> OrderResponse | None:
        can_submit_order = method_of(self._algorithm.brokerage_model, "can_submit_order")
        for order, security in securities.items():
            accepted, advice = verdict_of(can_submit_order(security, order, None))
            if accepted:
                continue
            ids = ",".join(str(leg.id) for leg in securities)
            shown = advice if advice is not None else "Warning - Code: InvalidOrder - "
            message = f"BrokerageModel declared unable to submit order: [{ids}] {shown}"
            self._invalidate(list(securities), message)
            self._algorithm.error(message)
            code = OrderResponseErrorCode.BROKERAGE_MODEL_REFUSED_TO_SUBMIT_ORDER
            return OrderResponse.error(request, code, message)
        return None

    def _update(self, request: UpdateOrderRequest, tracked: TrackedOrder) -> OrderResponse:
        order = tracked.order
        if order.status is OrderStatus.NEW:
            return OrderResponse.invalid_new_status(request, order)
        closed = is_closed(order.status)
        if closed and not request.is_allowed_for_closed_order():
            return OrderResponse.invalid_status(request, order)
        security = tracked.security or self._algorithm.securities[order.symbol]
        self._rounding.round_quantity(order, security)
        refusal = self._refuse_update(request, order, security)
        if refusal is not None:
            return refusal
        order.apply_update_order_request(request)
        group = group_of(order, self._book.orders)
        securities = {leg: self._algorithm.securities[leg.symbol] for leg in group} if group else None
        self._rounding.round_prices(order, security, securities)
        if closed or self._brokerage.update_order(order):
            return OrderResponse.success(request)
        message = f"Brokerage failed to update order with id {request.order_id}"
        self._algorithm.error(message)
        self._emit(order, "Brokerage failed to update order")
        return OrderResponse.error(request, OrderResponseErrorCode.BROKERAGE_FAILED_TO_UPDATE_ORDER, message)

    def _refuse_update(self, request: UpdateOrderRequest, order: Order, security: Security) -> OrderResponse | None:
        can_update_order = method_of(self._algorithm.brokerage_model, "can_update_order")
        accepted, advice = verdict_of(can_update_order(security, order, request, None))
        if not accepted:
            default = f"Warning - Code: InvalidRequest - BrokerageModel declared unable to update order: {order.id}"
            message = f"OrderID: {order.id} {advice if advice is not None else default}"
            self._algorithm.error(message)
            self._emit(order, "BrokerageModel declared unable to update order")
            code = OrderResponseErrorCode.BROKERAGE_MODEL_REFUSED_TO_UPDATE_ORDER
            return OrderResponse.error(request, code, message)
        if order.group_order_manager is not None:
            return None
        updated = order.clone()
        updated.apply_update_order_request(request)
        verdict = self._verdict([updated])
        if verdict is None:
            return _no_verdict(request)
        if verdict.is_sufficient:
            return None
        message = (
            f"Brokerage failed to update order with id: {order.id}, Symbol: {order.symbol.value}, "
            f"Insufficient buying power to complete order, Reason: {verdict.reason}."
        )
        self._algorithm.error(message)
        self._emit(updated, message)
        return OrderResponse.error(request, OrderResponseErrorCode.BROKERAGE_FAILED_TO_UPDATE_ORDER, message)

    def _cancel(self, request: OrderRequest, tracked: TrackedOrder) -> OrderResponse:
        order = tracked.order
        if order.status is OrderStatus.NEW or is_closed(order.status):
            new = order.status is OrderStatus.NEW
            self._fall_back(order)
            refused = OrderResponse.invalid_new_status if new else OrderResponse.invalid_status
            return refused(request, order)
        if not self._brokerage.cancel_order(order):
            message = f"Brokerage failed to cancel order with id {order.id}"
            self._algorithm.error(message)
            self._fall_back(order)
            return OrderResponse.error(request, OrderResponseErrorCode.BROKERAGE_FAILED_TO_CANCEL_ORDER, message)
        if request.tag is not None:
            order.tag = request.tag
        return OrderResponse.success(request)

    def _fall_back(self, order: Order) -> None:
        before = self._events.before_cancellation.pop(order.id, None)
        if before is not None:
            order.status = before

    def _verdict(self, orders: list[Order]) -> Any:
        try:
            return self._algorithm.portfolio.has_sufficient_buying_power_for_order(orders)
        except NotInMiniLean:
            raise
        except Exception as error:  # noqa: BLE001 - LEAN's rule: a model that raises costs the order, not the run
            order = orders[-1]
            self._algorithm.error(f"Order Error: id: {order.id}, Error executing margin models: {error}")
            self._emit(order, "Error executing margin models")
            return None

    def _invalidate(self, orders: list[Order], message: str | None) -> None:
        for order in orders:
            if not is_closed(order.status):
                order.status = OrderStatus.INVALID
            self._emit(order, message or "")

    def _emit(self, order: Order, message: str) -> None:
        self._events.handle([OrderEvent(order, self._algorithm._qc_utc_time, OrderFee.ZERO, message)])

    def set_price_adjustment_mode(self, order: Order) -> None:
        """Notes how the prices the order fills at are adjusted."""
        mode = self._price_adjustment_modes.get(order.symbol)
        if mode is None:
            service = self._algorithm.subscription_manager.subscription_data_config_service
            configs = service.get_subscription_data_configs(order.symbol, True)
            mode = self._price_adjustment_modes[order.symbol] = configs[0].data_normalization_mode
        order.price_adjustment_mode = mode


def verdict_of(answer: Any) -> tuple[bool, Any]:
    """A brokerage model's yes or no, with the message if it gave one."""
    return (bool(answer[0]), answer[1]) if isinstance(answer, tuple) else (bool(answer), None)


def _no_verdict(request: OrderRequest) -> OrderResponse:
    message = "An error occurred while checking sufficient buying power for the orders."
    return OrderResponse.error(request, OrderResponseErrorCode.PROCESSING_ERROR, message)
