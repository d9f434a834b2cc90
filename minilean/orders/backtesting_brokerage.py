"""The simulated brokerage: keeps pending orders, looks for fills (Brokerages/Backtesting/BacktestingBrokerage.cs)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from minilean.data.zones import zone_clock
from minilean.enums import OrderStatus, OrderType
from minilean.errors import NotInMiniLean
from minilean.interop.decimals import smart_rounding, text
from minilean.orders.event import OrderEvent
from minilean.orders.fee.fee_model import order_fee_of
from minilean.orders.fee.order_fee import OrderFee
from minilean.orders.fill.parameters import FillModelParameters
from minilean.orders.order_book import group_of
from minilean.orders.status import is_closed
from minilean.securities.user_models import method_of

if TYPE_CHECKING:
    from minilean.orders.order import Order
    from minilean.securities.security import Security

_AT_ONCE = (OrderType.MARKET, OrderType.COMBO_MARKET)


class BacktestingBrokerage:
    """Keeps what was placed until it fills, expires or is canceled."""

    def __init__(self, algorithm: Any, emit: Callable[[Sequence[OrderEvent]], None]) -> None:
        self._algorithm = algorithm
        self._emit = emit
        self._pending: dict[int, Order] = {}
        self.needs_scan = False

    def place_order(self, order: Order) -> bool:
        """Takes a new order; False for one that is not new."""
        if order.status is not OrderStatus.NEW:
            return False
        self.needs_scan = True
        self._pending[order.id] = order
        self._emit_status(order, OrderStatus.SUBMITTED)
        return True

    def update_order(self, order: Order) -> bool:
        """Takes note of a changed order; False for one that is not pending."""
        if order.id not in self._pending:
            return False
        self.needs_scan = True
        self._emit_status(order, OrderStatus.UPDATE_SUBMITTED)
        return True

    def cancel_order(self, order: Order) -> bool:
        """Cancels an order and the other legs of its combo; False when one was not pending."""
        orders = group_of(order, self._pending)
        if orders is None:
            return False
        found = True
        for leg in orders:
            found = self._pending.pop(leg.id, None) is not None and found
            self._emit_status(leg, OrderStatus.CANCELED)
        return found

    def _emit_status(self, order: Order, status: OrderStatus) -> None:
        brokerage_id = str(order.id)
        if brokerage_id not in order.broker_id:
            order.broker_id.append(brokerage_id)
        event = OrderEvent(order, self._algorithm._qc_utc_time, OrderFee.ZERO)
        event.status = status
        self._emit([event])

    def scan(self) -> None:
        """Looks at every pending order once, in the order of their ids."""
        if not self.needs_scan:
            return
        again = False
        for order_id, order in sorted(self._pending.items()):
            if is_closed(order.status):
                self._pending.pop(order_id, None)
            elif order._time == self._algorithm._qc_utc_time and order.type not in _AT_ONCE:
                again = True
            else:
                again = self._look_at(order) or again
        self.needs_scan = again or bool(self._pending)

    def _look_at(self, order: Order) -> bool:
        """Whether the order, or a leg of it, has to be looked at again."""
        orders = group_of(order, self._pending)
        if orders is None:
            return True
        securities: dict[Order, Security] = {}
        for leg in orders:
            found, security = self._algorithm.securities.try_get_value(leg.symbol)
            if not found:
                self._remove(orders, OrderStatus.INVALID)
                return False
            securities[leg] = security
        if not self._may_fill(securities) or not self._can_afford(order, securities):
            return False
        fills = self._fills(order, securities)
        news = _news(orders, fills)
        if news:
            self._emit(news)
        if not fills or not all(is_closed(fill.status) for fill in fills):
            return bool(fills)
        for leg in orders:
            self._pending.pop(leg.id, None)
        return False

    def _may_fill(self, securities: dict[Order, Security]) -> bool:
        for order, security in securities.items():
            if order.type is OrderType.MARKET_ON_OPEN and not _has_newer_data(security, order._time):
                return False
            if order.properties.time_in_force.is_order_expired(security, order):
                self._remove(list(securities), OrderStatus.CANCELED, "The order has expired.")
                return False
            if not method_of(self._algorithm.brokerage_model, "can_execute_order")(security, order):
                return False
        return True

    def _can_afford(self, order: Order, securities: dict[Order, Security]) -> bool:
        orders = list(securities)
        try:
            verdict = self._algorithm.portfolio.has_sufficient_buying_power_for_order(orders)
        except NotInMiniLean:
            raise
        except Exception as error:  # noqa: BLE001 - LEAN's rule: a model that raises costs the order, not the run
            self._remove(orders, OrderStatus.INVALID, str(error))
            ids = ",".join(str(leg.id) for leg in orders)
            self._algorithm.error(f"Order Error: ids: [{ids}], Error executing margin models: {error}")
            return False
        if verdict.is_sufficient:
            return True
        if order.status is not OrderStatus.CANCEL_PENDING:
            message = insufficient_buying_power(securities, verdict.reason)
            self._remove(orders, OrderStatus.INVALID, message)
            self._algorithm.error(message)
        return False

    def _fills(self, order: Order, securities: dict[Order, Security]) -> list[OrderEvent]:
        security = securities[order]
        algorithm = self._algorithm
        parameters = FillModelParameters(
            security,
            order,
            algorithm.subscription_manager.subscription_data_config_service,
            algorithm.settings.stale_price_time_span,
            securities,
        )
        try:
            fills: list[OrderEvent] = list(method_of(security.fill_model, "fill")(parameters))
            time_in_force = order.properties.time_in_force
            if not all(time_in_force.is_fill_valid(security, order, fill) for fill in fills):
                return []
            for fill in fills:
                if fill.status is OrderStatus.FILLED and not fill.order_fee.value._amount:
                    leg = next(leg for leg in securities if leg.id == fill.order_id)
                    fill.order_fee = order_fee_of(securities[leg].fee_model, securities[leg], leg)
        except NotInMiniLean:
            raise
        except Exception as error:  # noqa: BLE001 - LEAN's rule: a model that raises costs the order, not the run
            algorithm.error(
                f"Order Error: id: {order.id}, Transaction model failed to fill for order type: "
                f"{order.type.dotnet_name} with error: {error}"
            )
            return []
        return fills

    def _remove(self, orders: list[Order], status: OrderStatus, message: str = "") -> None:
        events = []
        for order in orders:
            event = OrderEvent(order, self._algorithm._qc_utc_time, OrderFee.ZERO, message)
            event.status = status
            events.append(event)
            self._pending.pop(order.id, None)
        self._emit(events)


def _news(orders: list[Order], fills: list[OrderEvent]) -> list[OrderEvent]:
    news = []
    for order in orders:
        for fill in fills:
            if fill.order_id == order.id and (order.status is not fill.status or fill._fill_quantity):
                order.status = fill.status
                news.append(fill)
    return news


def _has_newer_data(security: Security, order_time: datetime) -> bool:
    last = security.get_last_data()
    return last is not None and zone_clock(security.exchange.time_zone).from_utc(order_time) < last.end_time


def insufficient_buying_power(securities: dict[Order, Security], reason: str | None) -> str:
    """Why a group of orders cannot be paid (Messages.GroupOrderExtensions)."""
    ids = ",".join(str(order.id) for order in securities)
    values = ",".join(text(smart_rounding(order._get_value(security))) for order, security in securities.items())
    return (
        f"Order Error: ids: [{ids}], Insufficient buying power to complete orders (Value:[{values}]), "
        f"Reason: {reason or ''}."
    )
