"""Whether orders may be placed, and whether one is worth placing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.interop.decimals import Number, to_decimal
from minilean.securities.buying_power.model_calls import initial_margin, is_sufficient_for_order
from minilean.securities.buying_power.parameters import HasSufficientBuyingPowerForOrderResult

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from minilean.orders.order import Order
    from minilean.securities.portfolio import SecurityPortfolioManager
    from minilean.securities.security import Security


def has_sufficient_buying_power(
    portfolio: SecurityPortfolioManager, orders: Sequence[Order]
) -> HasSufficientBuyingPowerForOrderResult:
    """Asks the model of each order's security; the first refusal counts."""
    for order in orders:
        result = is_sufficient_for_order(portfolio, portfolio.securities[order.symbol], order)
        if not result.is_sufficient:
            return result
    return HasSufficientBuyingPowerForOrderResult(True)


def above_minimum_order_margin(
    portfolio: SecurityPortfolioManager, minimum_percentage: Decimal, absolute_margin: Decimal
) -> bool:
    """Whether a margin is worth an order; any is while no margin remains."""
    value = portfolio._total_portfolio_value
    return not (value * minimum_percentage > absolute_margin and portfolio._get_margin_remaining(value) > 0)


def above_minimum_order_margin_portfolio_percentage(
    security: Security, quantity: Number, portfolio: SecurityPortfolioManager, minimum_percentage: Number
) -> bool:
    """Whether a quantity is worth an order (BuyingPowerModelExtensions.AboveMinimumOrderMarginPortfolioPercentage)."""
    minimum = to_decimal(minimum_percentage)
    return not minimum or above_minimum_order_margin(portfolio, minimum, abs(initial_margin(security, quantity)))
