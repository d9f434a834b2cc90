"""The base of fee models, and asking any model, the user's included (Common/Orders/Fees/FeeModel.cs)."""

from __future__ import annotations

import inspect
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from minilean.interop.decimals import ZERO, to_decimal
from minilean.interop.names import dotnet
from minilean.orders.fee.order_fee import OrderFee, OrderFeeParameters
from minilean.securities.cash import CashAmount
from minilean.securities.user_models import is_users, method_of

if TYPE_CHECKING:
    from minilean.orders.order import Order
    from minilean.securities.security import Security


@dotnet
class FeeModel:
    """A model without fees, for others to derive from."""

    def get_order_fee(self, parameters: OrderFeeParameters) -> OrderFee:
        """The fee of an order that fills completely."""
        return OrderFee(CashAmount(ZERO, "USD"))


def money(amount: Decimal, currency: str) -> OrderFee:
    """A fee of so much of a currency."""
    return OrderFee(CashAmount(amount, currency))


def order_fee_of(model: object, security: Security, order: Order) -> OrderFee:
    """The fee by any model: LEAN's, or a user's in either spelling.

    A user's model of the old kind takes security and order and gives a plain number of dollars.
    """
    method: Any = method_of(model, "get_order_fee")
    if is_users(model, "get_order_fee") and _takes_two(method):
        return money(to_decimal(method(security, order)), "USD")
    fee: OrderFee = method(OrderFeeParameters(security, order))
    return fee


def _takes_two(method: Any) -> bool:
    try:
        parameters = inspect.signature(method).parameters.values()
    except ValueError:
        return False
    needed = [p for p in parameters if p.default is p.empty and p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)]
    return len(needed) == 2
