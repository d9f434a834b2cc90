"""Asking a security's buying power model, LEAN's or the user's.

A user's method answers calls from outside; inside LEAN's own models it is not called, because C# does not see what
Python overrides. So LEAN's models work through their ``_qc_`` methods and these functions decide whom to ask.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minilean.interop.decimals import Number, to_decimal
from minilean.securities.buying_power.parameters import (
    GetMaximumOrderQuantityForDeltaBuyingPowerParameters,
    GetMaximumOrderQuantityForTargetBuyingPowerParameters,
    GetMaximumOrderQuantityResult,
    HasSufficientBuyingPowerForOrderParameters,
    HasSufficientBuyingPowerForOrderResult,
    InitialMarginParameters,
    MaintenanceMarginParameters,
    ReservedBuyingPowerForPositionParameters,
)
from minilean.securities.user_models import is_users, method_of

if TYPE_CHECKING:
    from decimal import Decimal

    from minilean.orders.order import Order
    from minilean.securities.portfolio import SecurityPortfolioManager
    from minilean.securities.security import Security


def _amount(answer: Any, field: str = "_value") -> Decimal:
    """A margin object's number, or the plain number a user's model gave."""
    exactly = getattr(answer, field, None)
    return to_decimal(float(answer) if exactly is None else exactly)


def initial_margin(security: Security, quantity: Number) -> Decimal:
    """The initial margin of a quantity."""
    model = security.buying_power_model
    exactly = to_decimal(quantity)
    if not is_users(model, "get_initial_margin_requirement"):
        margin: Decimal = model._qc_initial_margin(security, exactly)
        return margin
    return _amount(method_of(model, "get_initial_margin_requirement")(InitialMarginParameters(security, exactly)))


def maintenance_margin_of_holdings(security: Security) -> Decimal:
    """The maintenance margin of what is held."""
    holding = security.holdings
    model = security.buying_power_model
    if not is_users(model, "get_maintenance_margin"):
        margin: Decimal = model._qc_maintenance_margin(security, holding._quantity, holding._holdings_value)
        return margin
    parameters = MaintenanceMarginParameters.for_current_holdings(security)
    return _amount(method_of(model, "get_maintenance_margin")(parameters))


def maintenance_margin_of_quantity(security: Security, quantity: Decimal) -> Decimal:
    """The maintenance margin of a quantity at the price of now."""
    model = security.buying_power_model
    if not is_users(model, "get_maintenance_margin"):
        holding = security.holdings
        is_held = quantity is holding._quantity
        value = holding._holdings_value if is_held else holding.get_quantity_value(quantity)._in_account_currency
        margin: Decimal = model._qc_maintenance_margin(security, quantity, value)
        return margin
    parameters = MaintenanceMarginParameters.for_quantity_at_current_price(security, quantity)
    return _amount(method_of(model, "get_maintenance_margin")(parameters))


def reserved_buying_power(security: Security) -> Decimal:
    """The margin the position uses."""
    parameters = ReservedBuyingPowerForPositionParameters(security)
    answer = method_of(security.buying_power_model, "get_reserved_buying_power_for_position")(parameters)
    return _amount(answer, "_absolute_used_buying_power")


def maximum_quantity_for_target(
    portfolio: SecurityPortfolioManager,
    security: Security,
    target: Decimal,
    minimum_order_margin_portfolio_percentage: Decimal,
) -> GetMaximumOrderQuantityResult:
    """The order that brings the position to a fraction of the portfolio's value, as margin."""
    parameters = GetMaximumOrderQuantityForTargetBuyingPowerParameters(
        portfolio, security, target, minimum_order_margin_portfolio_percentage
    )
    method = method_of(security.buying_power_model, "get_maximum_order_quantity_for_target_buying_power")
    result: GetMaximumOrderQuantityResult = method(parameters)
    return result


def maximum_quantity_for_delta(
    portfolio: SecurityPortfolioManager,
    security: Security,
    delta: Decimal,
    minimum_order_margin_portfolio_percentage: Decimal,
) -> GetMaximumOrderQuantityResult:
    """The order that changes the margin used by an amount."""
    parameters = GetMaximumOrderQuantityForDeltaBuyingPowerParameters(
        portfolio, security, delta, minimum_order_margin_portfolio_percentage
    )
    method = method_of(security.buying_power_model, "get_maximum_order_quantity_for_delta_buying_power")
    result: GetMaximumOrderQuantityResult = method(parameters)
    return result


def is_sufficient_for_order(
    portfolio: SecurityPortfolioManager, security: Security, order: Order
) -> HasSufficientBuyingPowerForOrderResult:
    """Whether an order may be placed."""
    parameters = HasSufficientBuyingPowerForOrderParameters(portfolio, security, order)
    method = method_of(security.buying_power_model, "has_sufficient_buying_power_for_order")
    result: HasSufficientBuyingPowerForOrderResult = method(parameters)
    return result
