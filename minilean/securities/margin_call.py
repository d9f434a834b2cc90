"""Orders that reduce positions when margin runs out (Common/Securities/DefaultMarginCallModel.cs)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar

from minilean.enums import OrderType
from minilean.interop.decimals import ZERO, Number, to_decimal
from minilean.interop.names import dotnet
from minilean.securities.user_models import method_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from minilean.orders.order_request import SubmitOrderRequest
    from minilean.orders.properties import OrderProperties
    from minilean.orders.ticket import OrderTicket
    from minilean.securities.portfolio import SecurityPortfolioManager
    from minilean.securities.positions import PositionGroup

_WARNING_FRACTION = Decimal("0.05")
_TAG = "Margin Call"


@dotnet
class MarginCallModel:
    """No margin calls at all."""

    NULL: ClassVar[MarginCallModel]
    Null: ClassVar[MarginCallModel]

    def get_margin_call_orders(self, issue_margin_call_warning: bool = False) -> tuple[list[SubmitOrderRequest], bool]:
        """No orders, and no warning."""
        return [], False

    def execute_margin_call(self, generated_margin_call_orders: Iterable[SubmitOrderRequest]) -> list[OrderTicket]:
        """Nothing to do."""
        return []


MarginCallModel.NULL = MarginCallModel.Null = MarginCallModel()


@dotnet
class DefaultMarginCallModel:
    """Warns below 5% of free margin; calls once margin used passes the portfolio's value by the buffer."""

    def __init__(
        self,
        portfolio: SecurityPortfolioManager,
        default_order_properties: OrderProperties | None,
        margin_buffer: Number = Decimal("0.10"),
    ) -> None:
        self.portfolio = portfolio
        self.default_order_properties = default_order_properties
        self._qc_margin_buffer = to_decimal(margin_buffer)

    def get_margin_call_orders(self, issue_margin_call_warning: bool = False) -> tuple[list[SubmitOrderRequest], bool]:
        """The orders needed, and whether to warn."""
        used = self.portfolio._total_margin_used
        if used <= 0:
            return [], False
        value = self.portfolio._total_portfolio_value
        remaining = self.portfolio._margin_beside(value, used)
        if remaining > 0:
            return [], remaining <= value * _WARNING_FRACTION
        requests: list[SubmitOrderRequest] = []
        if used > value * (1 + self._qc_margin_buffer):
            for group in self.portfolio.positions.groups:
                request = self._qc_request(group, value, used)
                if request is not None and request._quantity:
                    requests.append(request)
        return requests, bool(requests)

    def _qc_request(self, group: PositionGroup, value: Decimal, used: Decimal) -> SubmitOrderRequest | None:
        """The order that gives back a position's margin, as far as margin used exceeds the portfolio's value."""
        from minilean.orders.order_request import SubmitOrderRequest

        security, held = group.security, group._quantity
        if not security.quote_currency._conversion_rate:
            return None
        model = group.buying_power_model
        reserved = model._reserved_buying_power(security, security.holdings._quantity)
        keep = max(ZERO, reserved - (used - value))
        delta = (keep - reserved) if held > 0 else (reserved - keep)
        lots = model._maximum_lots_for_delta(self.portfolio, security, delta, ZERO)._number_of_lots
        quantity = abs(lots) * group.positions[0]._unit_quantity
        properties = self.default_order_properties
        return SubmitOrderRequest(
            OrderType.MARKET,
            security.type,
            security.symbol,
            -quantity if held > 0 else quantity,
            security._local_time_as_utc(),
            _TAG,
            properties=properties.clone() if properties is not None else None,
        )

    def execute_margin_call(self, generated_margin_call_orders: Iterable[SubmitOrderRequest]) -> list[OrderTicket]:
        """Sends the orders, largest losers first, until margin is free again."""
        portfolio = self.portfolio
        if portfolio._margin_remaining >= 0:
            return []
        requests = sorted(
            generated_margin_call_orders, key=lambda request: portfolio[request.symbol]._unrealized_profit
        )
        tickets: list[OrderTicket] = []
        for request in requests:
            tickets.append(portfolio.transactions.add_order(request))
            if portfolio._margin_remaining >= 0:
                break
        return tickets


def margin_call_orders(portfolio: SecurityPortfolioManager) -> tuple[list[SubmitOrderRequest], bool]:
    """Asks the portfolio's margin call model, LEAN's or the user's: the orders, and whether to warn."""
    model: Any = portfolio.margin_call_model
    if type(model) is DefaultMarginCallModel:
        return model.get_margin_call_orders(False)
    answer = method_of(model, "get_margin_call_orders")(False)
    if not isinstance(answer, tuple):
        return list(answer), bool(answer)
    orders, warning = answer
    is_leans = type(model).__module__.startswith("minilean.")
    return list(orders), bool(warning) or (not is_leans and bool(orders))
