"""Shorter ways to ask a buying power model (Common/Securities/BuyingPowerModelExtensions.cs)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minilean.interop.decimals import Number, to_decimal
from minilean.interop.names import dotnet
from minilean.securities.buying_power.order_checks import above_minimum_order_margin
from minilean.securities.buying_power.parameters import (
    BuyingPowerParameters,
    GetMaximumOrderQuantityForTargetBuyingPowerParameters,
    GetMaximumOrderQuantityResult,
    HasSufficientBuyingPowerForOrderParameters,
    HasSufficientBuyingPowerForOrderResult,
    InitialMarginParameters,
    MaintenanceMarginParameters,
    ReservedBuyingPowerForPositionParameters,
)
from minilean.securities.user_models import method_of

if TYPE_CHECKING:
    from minilean.enums import OrderDirection
    from minilean.orders.order import Order
    from minilean.securities.portfolio import SecurityPortfolioManager
    from minilean.securities.security import Security


@dotnet
class BuyingPowerModelExtensions:
    """Each takes the model first, LEAN's or a user's."""

    @staticmethod
    def get_reserved_buying_power_for_position(model: Any, security: Security) -> float:
        """The margin the position uses."""
        parameters = ReservedBuyingPowerForPositionParameters(security)
        answer = method_of(model, "get_reserved_buying_power_for_position")(parameters)
        return float(answer.absolute_used_buying_power)

    @staticmethod
    def has_sufficient_buying_power_for_order(
        model: Any, portfolio: SecurityPortfolioManager, security: Security, order: Order
    ) -> HasSufficientBuyingPowerForOrderResult:
        """Whether the order may be placed."""
        parameters = HasSufficientBuyingPowerForOrderParameters(portfolio, security, order)
        answer: HasSufficientBuyingPowerForOrderResult = method_of(model, "has_sufficient_buying_power_for_order")(
            parameters
        )
        return answer

    @staticmethod
    def get_maximum_order_quantity_for_target_buying_power(
        model: Any,
        portfolio: SecurityPortfolioManager,
        security: Security,
        target: Number,
        minimum_order_margin_portfolio_percentage: Number,
    ) -> GetMaximumOrderQuantityResult:
        """The order that brings the position to a fraction of the portfolio's value, as margin."""
        parameters = GetMaximumOrderQuantityForTargetBuyingPowerParameters(
            portfolio, security, target, minimum_order_margin_portfolio_percentage
        )
        answer: GetMaximumOrderQuantityResult = method_of(model, "get_maximum_order_quantity_for_target_buying_power")(
            parameters
        )
        return answer

    @staticmethod
    def get_buying_power(
        model: Any, portfolio: SecurityPortfolioManager, security: Security, direction: OrderDirection
    ) -> float:
        """What may be spent in a direction."""
        answer = method_of(model, "get_buying_power")(BuyingPowerParameters(portfolio, security, direction))
        return float(answer.value)

    @staticmethod
    def get_maintenance_margin(model: Any, security: Security) -> float:
        """The margin needed to keep what is held."""
        parameters = MaintenanceMarginParameters.for_current_holdings(security)
        return float(method_of(model, "get_maintenance_margin")(parameters))

    @staticmethod
    def get_initial_margin_requirement(model: Any, security: Security, quantity: Number) -> float:
        """The margin needed to open a quantity."""
        parameters = InitialMarginParameters(security, quantity)
        return float(method_of(model, "get_initial_margin_requirement")(parameters))

    @staticmethod
    def above_minimum_order_margin_portfolio_percentage(
        model: Any,
        security: Security,
        quantity: Number,
        portfolio_manager: SecurityPortfolioManager,
        minimum_order_margin_portfolio_percentage: Number,
    ) -> bool:
        """Whether a quantity is worth an order."""
        minimum = to_decimal(minimum_order_margin_portfolio_percentage)
        margin = method_of(model, "get_initial_margin_requirement")(InitialMarginParameters(security, quantity))
        return not minimum or above_minimum_order_margin(portfolio_manager, minimum, abs(margin._value))
