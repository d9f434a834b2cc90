"""Orders of several legs that fill together or not at all (Algorithm/QCAlgorithm.Trading.cs, SubmitComboOrder)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from minilean.algorithm.order_checks import pre_order_checks
from minilean.algorithm.trading import order_request, security_for_order
from minilean.enums import OrderType
from minilean.errors import ArgumentError
from minilean.interop.decimals import ZERO, Number, text, to_decimal
from minilean.orders.combo_orders import GroupOrderManager
from minilean.orders.ticket import OrderTicket

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from minilean.algorithm.facade import QCAlgorithm
    from minilean.orders.combo_orders import Leg
    from minilean.orders.order_request import SubmitOrderRequest


def combo_market_order(
    self: QCAlgorithm,
    legs: Sequence[Leg],
    quantity: Number,
    asynchronous: bool = False,
    tag: str = "",
    order_properties: Any = None,
) -> list[OrderTicket]:
    """Trades all legs at the market; a leg's quantity is its ratio in one combo."""
    return _submit(self, legs, quantity, ZERO, asynchronous=asynchronous, tag=tag, properties=order_properties)


def combo_limit_order(
    self: QCAlgorithm,
    legs: Sequence[Leg],
    quantity: Number,
    limit_price: Number,
    asynchronous: bool = False,
    tag: str = "",
    order_properties: Any = None,
) -> list[OrderTicket]:
    """Trades all legs once their prices together reach the limit; raises ArgumentError for limits of single legs."""
    limit = to_decimal(limit_price)
    if not limit:
        raise ArgumentError("ComboLimitOrder requires a limit price")
    if any(leg.order_price for leg in legs):
        raise ArgumentError("ComboLimitOrder does not support limit prices for individual legs")
    return _submit(self, legs, quantity, limit, asynchronous=asynchronous, tag=tag, properties=order_properties)


def combo_leg_limit_order(
    self: QCAlgorithm,
    legs: Sequence[Leg],
    quantity: Number,
    asynchronous: bool = False,
    tag: str = "",
    order_properties: Any = None,
) -> list[OrderTicket]:
    """Trades all legs once each reaches its own limit; raises ArgumentError for a leg without one."""
    if not all(leg.order_price for leg in legs):
        raise ArgumentError("ComboLegLimitOrder requires a limit price for each leg")
    return _submit(self, legs, quantity, ZERO, asynchronous=asynchronous, tag=tag, properties=order_properties)


def _submit(
    self: QCAlgorithm,
    legs: Sequence[Leg],
    quantity: Number,
    limit: Decimal,
    *,
    asynchronous: bool,
    tag: str,
    properties: Any,
) -> list[OrderTicket]:
    _check_ratios(legs, to_decimal(quantity))
    kind = OrderType.COMBO_LIMIT if limit else OrderType.COMBO_MARKET
    group_id = self.transactions.get_increment_group_order_manager_id()
    group = GroupOrderManager(len(legs), quantity, limit, group_id)
    requests: list[SubmitOrderRequest] = []
    for leg in legs:
        if leg.order_price is not None:
            kind, limit = OrderType.COMBO_LEG_LIMIT, to_decimal(leg.order_price)
        request = order_request(
            self,
            kind,
            security_for_order(self, leg.symbol),
            leg.quantity * group._quantity,
            tag=tag,
            properties=properties,
            asynchronous=asynchronous,
            limit=limit,
            group=group,
        )
        response = pre_order_checks(self, request)
        if response.is_error:
            return [OrderTicket.invalid_submit_request(self.transactions, request, response)]
        requests.append(request)
    return [self.transactions.add_order(request) for request in requests]


def _check_ratios(legs: Sequence[Leg], quantity: Decimal) -> None:
    divisor = math.gcd(*(int(leg.quantity) for leg in legs))
    if divisor == 1:
        return
    given = ", ".join(f"{leg.quantity} {leg.symbol}" for leg in legs)
    reduced = ", ".join(f"{int(leg.quantity) // divisor} {leg.symbol}" for leg in legs)
    raise ArgumentError(
        "The global combo quantity should be used to increase or reduce the size of the order, while the leg "
        "quantities should be used to specify the ratio of the order. The combo order quantities should be reduced "
        f"from {text(quantity)}x({given}) to {text(quantity * divisor)}x({reduced})."
    )
