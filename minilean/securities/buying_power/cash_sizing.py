"""How much base currency brings a cash account to a target value (CashBuyingPowerModel.cs)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.errors import ArgumentError
from minilean.interop.decimal96 import divide
from minilean.interop.decimals import ZERO, text
from minilean.securities.buying_power.parameters import (
    GetMaximumOrderQuantityForTargetBuyingPowerParameters,
    GetMaximumOrderQuantityResult,
)
from minilean.securities.market_order_fees import market_order_fees
from minilean.securities.zero_price import zero_price_message

if TYPE_CHECKING:
    from decimal import Decimal

    from minilean.securities.security import Security

Parameters = GetMaximumOrderQuantityForTargetBuyingPowerParameters
Result = GetMaximumOrderQuantityResult


def quantity_for_target(parameters: Parameters) -> Result:
    """The order that brings the base currency to a fraction of the portfolio's value, fee included; never short."""
    portfolio, security = parameters._portfolio, parameters._security
    target_value = parameters._buying_power * portfolio._total_portfolio_value
    if target_value < 0:
        return Result(ZERO, "The cash model does not allow shorting.")
    base = security.base_currency
    if base is None:
        return Result(ZERO, "The security type must be Cryptoor Forex.")
    if not target_value:
        return Result(-base._amount)
    held_value = portfolio.cash_book._to_account_currency(base._amount, base.symbol)
    order_value = abs(target_value - held_value)
    is_buy = target_value > held_value
    unit_price = security._ask_price if is_buy else security._bid_price
    unit_price *= security.quote_currency._conversion_rate * security.symbol_properties._contract_multiplier
    if not unit_price:
        return Result(ZERO, _why_no_price(parameters))
    lot = security.symbol_properties._lot_size
    quantity = divide(order_value, unit_price)
    quantity -= quantity % lot
    if not quantity:
        return Result(ZERO, None if parameters._silence else _too_small(security), False)
    return _fitting(parameters, order_value, unit_price, quantity, is_buy)


def _fitting(
    parameters: Parameters, order_value: Decimal, unit_price: Decimal, quantity: Decimal, is_buy: bool
) -> Result:
    """Takes lots away until value and fee together fit."""
    security, lot = parameters._security, parameters._security.symbol_properties._lot_size
    value = fees = last = ZERO
    while True:
        if value > order_value:
            surplus = divide(value - order_value, divide(value, quantity))
            quantity -= max(surplus, lot)
        quantity -= quantity % lot
        if quantity <= 0:
            details = (
                f"Target order value {text(order_value)}. Order fees {text(fees)}. Order quantity {text(quantity)}."
            )
            return Result(ZERO, _too_small(security) + details)
        if quantity == last:
            raise ArgumentError(
                "GetMaximumOrderQuantityForTargetBuyingPower failed to converge to target order value "
                f"{text(order_value)}. Current order value is {text(value)}. Order quantity {text(quantity)}. "
                f"Lot size is {text(lot)}. Order fees {text(fees)}. Security symbol {security.symbol}"
            )
        last = quantity
        fees = market_order_fees(parameters._portfolio.cash_book, security, quantity)
        value = quantity * unit_price + fees
        if value <= order_value:
            return Result(quantity if is_buy else -quantity)


def _too_small(security: Security) -> str:
    lot = text(security.symbol_properties._lot_size)
    return f"The order quantity is less than the lot size of {lot} and has been rounded to zero."


def _why_no_price(parameters: Parameters) -> str:
    security = parameters._security
    if not security.quote_currency._conversion_rate:
        return (
            f"The internal cash feed required for converting {security.quote_currency.symbol} to "
            f"{parameters._portfolio.cash_book.account_currency} does not have any data yet (or market may be closed)."
        )
    if not security.symbol_properties._contract_multiplier:
        return (
            f"The contract multiplier for the {security.symbol.value} security is zero. The symbol properties database "
            "may be out of date."
        )
    return zero_price_message(security.symbol)
