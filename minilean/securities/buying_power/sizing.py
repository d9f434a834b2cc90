"""The quantity whose margin comes nearest a target without passing it (BuyingPowerModel.cs)."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING

from minilean.errors import ArgumentError
from minilean.interop.decimal96 import divide
from minilean.interop.decimals import ONE, ZERO, discretely_round_by, text
from minilean.securities.buying_power.order_checks import above_minimum_order_margin
from minilean.securities.buying_power.parameters import (
    GetMaximumOrderQuantityForTargetBuyingPowerParameters,
    GetMaximumOrderQuantityResult,
)
from minilean.securities.market_order_fees import market_order_fees
from minilean.securities.zero_price import zero_price_message

if TYPE_CHECKING:
    from minilean.securities.buying_power.margin_model import BuyingPowerModel
    from minilean.securities.security import Security

Parameters = GetMaximumOrderQuantityForTargetBuyingPowerParameters
Result = GetMaximumOrderQuantityResult


def quantity_for_target(model: BuyingPowerModel, parameters: Parameters) -> Result:
    """The order that brings the position to a fraction of the portfolio's value, as margin, fee included."""
    portfolio, security = parameters._portfolio, parameters._security
    value = portfolio._total_portfolio_value
    free = value * model._qc_required_free_percent
    target = parameters._buying_power * (value - free)
    if not target:
        return Result(-security.holdings._quantity, "", False)
    current = model._qc_initial_margin(security, security.holdings._quantity)
    unit = model._qc_initial_margin(security, ONE)
    if not unit:
        return Result(ZERO, zero_price_message(security.symbol))
    if not above_minimum_order_margin(portfolio, parameters._minimum, abs(target - current)):
        return _too_small(parameters, abs(target - current))
    last = ZERO
    while True:
        quantity, margin = amount_to_order(model, security, target, unit)
        if not quantity:
            return _rounded_to_zero(parameters, target - current)
        fees = market_order_fees(portfolio.cash_book, security, quantity)
        target = (value - fees - free) * parameters._buying_power
        if last == quantity:
            raise ArgumentError(_not_converging(parameters, target, fees))
        last = quantity
        if abs(margin) <= abs(target):
            return Result(quantity)


def amount_to_order(
    model: BuyingPowerModel, security: Security, target: Decimal, unit: Decimal
) -> tuple[Decimal, Decimal]:
    """The order, rounded to lots towards less exposure, and the margin of the position after it."""
    lot, held = security.symbol_properties._lot_size, security.holdings._quantity
    is_short = target < 0
    quantity = discretely_round_by(divide(target, unit) - held, lot, ROUND_CEILING if is_short else ROUND_FLOOR)
    margin = model._qc_initial_margin(security, quantity + held)
    difference = margin - target
    while (is_short and difference < 0) or (target > 0 and difference > 0):
        quantity += lot if is_short else -lot
        margin = model._qc_initial_margin(security, quantity + held)
        after = margin - target
        if abs(after) > abs(difference) and (after > 0) == (difference > 0) and after:
            raise ArgumentError(_wrong_direction(security, target, unit))
        difference = after
    return quantity, margin


def _too_small(parameters: Parameters, difference: Decimal) -> Result:
    portfolio = parameters._portfolio
    reason = None
    if not parameters._silence:
        minimum = portfolio._total_portfolio_value * parameters._minimum
        reason = f"The target order margin {text(difference)} is less than the minimum {text(minimum)}."
    if portfolio._minimum_order_margin_warning_sent is None:
        portfolio._minimum_order_margin_warning_sent = False
    return Result(ZERO, reason, False)


def _rounded_to_zero(parameters: Parameters, target_order_margin: Decimal) -> Result:
    if parameters._silence:
        return Result(ZERO, None, False)
    lot = text(parameters._security.symbol_properties._lot_size)
    reason = (
        f"The order quantity is less than the lot size of {lot} and has been rounded to zero. "
        f"Target order margin {text(target_order_margin)}. "
    )
    return Result(ZERO, reason, False)


def _not_converging(parameters: Parameters, target: Decimal, fees: Decimal) -> str:
    security, holding = parameters._security, parameters._security.holdings
    return (
        f"GetMaximumOrderQuantityForTargetBuyingPower failed to converge on the target margin: {text(target)}; the "
        "following information can be used to reproduce the issue. Total Portfolio Cash: "
        f"{text(parameters._portfolio._cash)}; Security : {security.symbol.id}; Price : {text(security._close)}; "
        f"Leverage: {text(security._leverage)}; Order Fee: {text(fees)}; "
        f"Lot Size: {text(security.symbol_properties._lot_size)}; "
        f"Current Holdings: {text(holding._quantity)} @ {text(holding._average_price)}; "
        f"Target Percentage: %{text(parameters._buying_power * 100)};"
    )


def _wrong_direction(security: Security, target: Decimal, unit: Decimal) -> str:
    holding = security.holdings
    return (
        "BuyingPowerModel().GetAmountToOrder(): Margin is being adjusted in the wrong direction. Reproduce this issue "
        f"with the following variables, Target Margin: {text(target)}; MarginForOneUnit: {text(unit)}; "
        f"Security Holdings: {text(holding._quantity)} @ {text(holding._average_price)}; "
        f"LotSize: {text(security.symbol_properties._lot_size)}; Price: {text(security._close)}; "
        f"Leverage: {text(security._leverage)}"
    )
