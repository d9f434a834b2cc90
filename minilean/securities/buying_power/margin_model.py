"""Margin as a fraction of value: LEAN's base model (Common/Securities/BuyingPowerModel.cs)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from minilean.enums import OrderDirection
from minilean.errors import ArgumentError
from minilean.interop.decimal96 import divide
from minilean.interop.decimals import ONE, ZERO, Number, strip_zeros, text, to_decimal, to_double
from minilean.interop.names import dotnet
from minilean.orders.fee.fee_model import order_fee_of
from minilean.securities.buying_power import sizing
from minilean.securities.buying_power.model_calls import reserved_buying_power
from minilean.securities.buying_power.parameters import (
    BuyingPower,
    BuyingPowerParameters,
    GetMaximumOrderQuantityForDeltaBuyingPowerParameters,
    GetMaximumOrderQuantityForTargetBuyingPowerParameters,
    GetMaximumOrderQuantityResult,
    HasSufficientBuyingPowerForOrderParameters,
    HasSufficientBuyingPowerForOrderResult,
    InitialMargin,
    InitialMarginParameters,
    InitialMarginRequiredForOrderParameters,
    MaintenanceMargin,
    MaintenanceMarginParameters,
    ReservedBuyingPowerForPosition,
    ReservedBuyingPowerForPositionParameters,
)

if TYPE_CHECKING:
    from decimal import Decimal

    from minilean.orders.order import Order
    from minilean.securities.cash_book import CashBook
    from minilean.securities.portfolio import SecurityPortfolioManager
    from minilean.securities.security import Security

_LEVERAGE_TOO_LOW = "Leverage must be greater than or equal to 1."
_BUY, _SELL, _HOLD = OrderDirection.BUY, OrderDirection.SELL, OrderDirection.HOLD


@dotnet
class BuyingPowerModel:
    """Initial and maintenance margin are fractions of a position's value; leverage is one over the initial one."""

    NULL: ClassVar[BuyingPowerModel]
    Null: ClassVar[BuyingPowerModel]

    _qc_initial_requirement = ONE
    _qc_maintenance_requirement = ONE
    _qc_required_free_percent = ZERO

    def __init__(self, *arguments: Any, **named: Any) -> None:
        """Takes leverage and required free buying power percent, or initial margin, maintenance margin and that."""
        margins = ("initial_margin_requirement", "maintenance_margin_requirement", "required_free_buying_power_percent")
        leverage_names = ("leverage", "required_free_buying_power_percent")
        by_margin = len(arguments) == 3 or margins[0] in named
        given = dict(zip(margins if by_margin else leverage_names, arguments, strict=False)) | named
        values = {name: to_decimal(value) for name, value in given.items()}
        if by_margin:
            initial, maintenance = values[margins[0]], values[margins[1]]
        else:
            leverage = values.get("leverage", ONE)
            if leverage < 1:
                raise ArgumentError(_LEVERAGE_TOO_LOW)
            initial = maintenance = divide(ONE, leverage)
        free = values.get("required_free_buying_power_percent", ZERO)
        for value, title in ((initial, "Initial margin"), (maintenance, "Maintenance margin")):
            if not 0 <= value <= 1:
                raise ArgumentError(f"{title} requirement must be between 0 and 1")
        if not 0 <= free <= 1:
            raise ArgumentError("Free Buying Power Percent requirement must be between 0 and 1")
        self._qc_initial_requirement = initial
        self._qc_maintenance_requirement = maintenance
        self._qc_required_free_percent = free

    # ---- LEAN's arithmetic; its own models override these ----

    def _qc_leverage(self, security: Security) -> Decimal:
        return divide(ONE, self._qc_initial_requirement)

    def _qc_initial_margin(self, security: Security, quantity: Decimal) -> Decimal:
        rate = security.quote_currency._conversion._conversion_rate
        multiplier = security.symbol_properties._contract_multiplier
        margin: Decimal = rate * multiplier * security._price * quantity * self._qc_initial_requirement
        return margin

    def _qc_maintenance_margin(self, security: Security, quantity: Decimal, holdings_value: Decimal) -> Decimal:
        return abs(holdings_value) * self._qc_maintenance_requirement

    def _qc_initial_margin_for_order(self, cash_book: CashBook, security: Security, order: Order) -> Decimal:
        fee = order_fee_of(security.fee_model, security, order).value
        fee_amount = cash_book._to_account_currency(fee._amount, fee.currency)
        margin = self._qc_initial_margin(security, order._quantity)
        if margin < 0:
            return margin - fee_amount
        return margin + fee_amount if margin else margin

    def _qc_freed_margin(self, security: Security, direction: OrderDirection) -> Decimal:
        """What an order against the position may use: what it frees, and as much as it opens on the other side."""
        quantity = security.holdings._quantity
        if (quantity > 0 and direction is _SELL) or (quantity < 0 and direction is _BUY):
            maintenance = self._qc_maintenance_margin(security, quantity, security.holdings._holdings_value)
            return maintenance + self._qc_initial_margin(security, abs(quantity))
        return ZERO

    def _qc_margin_remaining(
        self, portfolio: SecurityPortfolioManager, security: Security, direction: OrderDirection
    ) -> Decimal:
        value = portfolio._total_portfolio_value
        result = portfolio._get_margin_remaining(value) + self._qc_freed_margin(security, direction)
        result -= value * self._qc_required_free_percent
        return max(result, ZERO)

    # ---- what users call and override ----

    def get_leverage(self, security: Security) -> float:
        """The leverage the initial margin allows."""
        return to_double(self._qc_leverage(security))

    def set_leverage(self, security: Security, leverage: Number) -> None:
        """Sets both margin requirements to one over the leverage; raises ArgumentError below 1."""
        exactly = to_decimal(leverage)
        if exactly < 1:
            raise ArgumentError(_LEVERAGE_TOO_LOW)
        self._qc_initial_requirement = self._qc_maintenance_requirement = divide(ONE, exactly)

    def get_initial_margin_required_for_order(
        self, parameters: InitialMarginRequiredForOrderParameters
    ) -> InitialMargin:
        """The margin of an order with its fee."""
        cash_book, security = parameters._currency_converter, parameters._security
        return InitialMargin(self._qc_initial_margin_for_order(cash_book, security, parameters._order))

    def get_maintenance_margin(self, parameters: MaintenanceMarginParameters) -> MaintenanceMargin:
        """The margin needed to keep a position."""
        margin = self._qc_maintenance_margin(parameters._security, parameters._quantity, parameters._holdings_value)
        return MaintenanceMargin(margin)

    def get_initial_margin_requirement(self, parameters: InitialMarginParameters) -> InitialMargin:
        """The margin needed to open a quantity."""
        return InitialMargin(self._qc_initial_margin(parameters._security, parameters._quantity))

    def get_margin_remaining(
        self, portfolio: SecurityPortfolioManager, security: Security, direction: OrderDirection
    ) -> float:
        """The margin free for an order."""
        return to_double(self._qc_margin_remaining(portfolio, security, direction))

    def has_sufficient_buying_power_for_order(
        self, parameters: HasSufficientBuyingPowerForOrderParameters
    ) -> HasSufficientBuyingPowerForOrderResult:
        """Whether the free margin covers what is unfilled of the order; closing orders always may be placed."""
        portfolio, security, order = parameters._portfolio, parameters._security, parameters._order
        if not order._quantity:
            return parameters.sufficient()
        ticket = portfolio.transactions.get_order_ticket(order.id)
        if ticket is None:
            return parameters.insufficient(f"Null order ticket for id: {order.id}")
        held = security.holdings._quantity
        if held * order._quantity < 0 and abs(held) >= abs(order._quantity):
            return parameters.sufficient()
        free = self._qc_margin_remaining(portfolio, security, order.direction)
        required = self._qc_initial_margin_for_order(portfolio.cash_book, security, order)
        size = abs(order._quantity)
        unfilled = divide(size - abs(ticket._quantity_filled), size)
        remaining = unfilled * required
        if abs(remaining) <= free:
            return parameters.sufficient()
        margins = f"Initial Margin: {text(strip_zeros(remaining))}, Free Margin: {text(strip_zeros(free))}"
        return parameters.insufficient(f"Id: {order.id}, {margins}")

    def get_maximum_order_quantity_for_delta_buying_power(
        self, parameters: GetMaximumOrderQuantityForDeltaBuyingPowerParameters
    ) -> GetMaximumOrderQuantityResult:
        """The order that changes the margin used by an amount."""
        portfolio, security = parameters._portfolio, parameters._security
        used = reserved_buying_power(security)
        signed = used if security.holdings._quantity > 0 else -used
        value = portfolio._total_portfolio_value
        target = divide(signed + parameters._buying_power, value) if value else ZERO
        return self._qc_quantity_for_target(
            GetMaximumOrderQuantityForTargetBuyingPowerParameters(
                portfolio, security, target, parameters._minimum, parameters._silence
            )
        )

    def get_maximum_order_quantity_for_target_buying_power(
        self, parameters: GetMaximumOrderQuantityForTargetBuyingPowerParameters
    ) -> GetMaximumOrderQuantityResult:
        """The order that brings the position to a fraction of the portfolio's value, as margin."""
        return self._qc_quantity_for_target(parameters)

    def _qc_quantity_for_target(
        self, parameters: GetMaximumOrderQuantityForTargetBuyingPowerParameters
    ) -> GetMaximumOrderQuantityResult:
        return sizing.quantity_for_target(self, parameters)

    def get_amount_to_order(
        self, security: Security, target_margin: Number, margin_for_one_unit: Number, final_margin: object = None
    ) -> tuple[float, float]:
        """The order that brings the margin to the target without passing it, and the margin then."""
        quantity, margin = sizing.amount_to_order(
            self, security, to_decimal(target_margin), to_decimal(margin_for_one_unit)
        )
        return to_double(quantity), to_double(margin)

    def get_reserved_buying_power_for_position(
        self, parameters: ReservedBuyingPowerForPositionParameters
    ) -> ReservedBuyingPowerForPosition:
        """The margin the position uses."""
        holding = parameters._security.holdings
        margin = self._qc_maintenance_margin(parameters._security, holding._quantity, holding._holdings_value)
        return parameters.result_in_account_currency(margin)

    def get_buying_power(self, parameters: BuyingPowerParameters) -> BuyingPower:
        """What may be spent in a direction, as margin."""
        remaining = self._qc_margin_remaining(parameters._portfolio, parameters._security, parameters._direction)
        return parameters.result_in_account_currency(remaining)
