"""Target holdings and liquidation (Algorithm/QCAlgorithm.Trading.cs)."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from minilean.enums import OrderType
from minilean.framework.portfolio_target import PortfolioTarget
from minilean.interop.decimals import ZERO, Number, to_decimal, to_double
from minilean.interop.overloads import overloaded
from minilean.securities.symbol import as_symbol

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm
    from minilean.orders.ticket import OrderTicket
    from minilean.securities.symbol import Symbol

_AT_MARKET = (OrderType.MARKET, OrderType.MARKET_ON_OPEN)


@overloaded("targets", "symbol percentage")
def set_holdings(self: QCAlgorithm, *arguments: Any, **named: Any) -> list[OrderTicket]:
    """Brings a holding to a fraction of the portfolio's value, or several to those of a list of targets.

    Arguments are ``symbol, percentage, liquidate_existing_holdings=False, asynchronous=False, tag=None,
    order_properties=None``; a list of targets takes the place of the first two.
    """
    several = isinstance(arguments[0], (list, tuple))
    return _set_targets(self, *arguments, **named) if several else _set_one(self, *arguments, **named)


def _set_targets(
    self: QCAlgorithm,
    targets: Iterable[PortfolioTarget],
    liquidate_existing_holdings: bool = False,
    asynchronous: bool = False,
    tag: str | None = None,
    order_properties: Any = None,
) -> list[OrderTicket]:
    from minilean.framework.portfolio_target_collection import order_targets_by_margin_impact

    targets = list(targets)
    tickets: list[OrderTicket] = []
    if liquidate_existing_holdings:
        keep = {target.symbol for target in targets}
        tickets += self.liquidate(_others(self, keep), tag=tag, order_properties=order_properties)
    quantities = [
        PortfolioTarget(target.symbol, order_quantity(self, target.symbol, target._quantity)) for target in targets
    ]
    for target in order_targets_by_margin_impact(quantities, self, target_is_delta=True):
        tickets += _send(self, target.symbol, target._quantity, asynchronous, tag, order_properties)
    return tickets


def _set_one(
    self: QCAlgorithm,
    symbol: Any,
    percentage: Number,
    liquidate_existing_holdings: bool = False,
    asynchronous: bool = False,
    tag: str | None = None,
    order_properties: Any = None,
) -> list[OrderTicket]:
    quantity = order_quantity(self, symbol, to_decimal(percentage))
    key = as_symbol(symbol)
    tickets: list[OrderTicket] = []
    if liquidate_existing_holdings:
        tickets += self.liquidate(_others(self, {key}), tag=tag, order_properties=order_properties)
    return tickets + _send(self, key, quantity, asynchronous, tag, order_properties)


def _others(self: QCAlgorithm, keep: set[Symbol]) -> list[Symbol]:
    return sorted((symbol for symbol in self.portfolio.keys() if symbol not in keep), key=lambda symbol: symbol.value)  # noqa: SIM118


def _send(
    self: QCAlgorithm, symbol: Symbol, quantity: Decimal, asynchronous: bool, tag: str | None, properties: Any
) -> list[OrderTicket]:
    for ticket in self.transactions.get_open_order_tickets(symbol):
        if ticket.order_type in _AT_MARKET:
            quantity -= ticket._quantity_remaining
    if not quantity:
        return []
    found, security = self.securities.try_get_value(symbol)
    if not found or security is None:
        self.error(f"{symbol} not found in portfolio. Request this data when initializing the algorithm.")
        return []
    send = self.market_order if security.exchange.exchange_open else self.market_on_open_order
    return [send(symbol, quantity, asynchronous, tag or "", properties)]


def order_quantity(self: QCAlgorithm, symbol: Any, target: Decimal) -> Decimal:
    """The order that brings a holding to a fraction of the portfolio's value, in units."""
    percent = PortfolioTarget.percent(self, as_symbol(symbol), target, True)
    return ZERO if percent is None else percent._quantity


def calculate_order_quantity(self: QCAlgorithm, symbol: Any, target: Number) -> float:
    """The order that brings a holding to a fraction of the portfolio's value, in units."""
    return to_double(order_quantity(self, symbol, to_decimal(target)))


@overloaded("symbols asynchronous tag order_properties", "symbol_to_liquidate tag")
def liquidate(
    self: QCAlgorithm,
    symbol: Any = None,
    asynchronous: Any = False,
    tag: str | None = None,
    order_properties: Any = None,
) -> list[OrderTicket]:
    """Closes positions at the market and cancels other open orders of the symbols."""
    if isinstance(asynchronous, str):
        asynchronous, tag = False, asynchronous
    if not self.settings.liquidate_enabled:
        self.debug(
            "Liquidate() is currently disabled by settings. To re-enable please set 'Settings.LiquidateEnabled' to true"
        )
        return []
    if symbol is None:
        symbols = sorted(self.securities.keys(), key=lambda key: key.value)
    elif isinstance(symbol, (list, tuple, set)):
        symbols = [as_symbol(item) for item in symbol]
    else:
        symbols = [as_symbol(symbol)]
    tickets: list[OrderTicket] = []
    for key in symbols:
        tickets += _liquidate_one(self, key, asynchronous, "Liquidated" if tag is None else tag, order_properties)
    return tickets


def _liquidate_one(
    self: QCAlgorithm,
    symbol: Symbol,
    asynchronous: bool,
    tag: str,
    properties: Any,
) -> list[OrderTicket]:
    if not self.securities.contains_key(symbol):
        if self._qc.once("liquidate"):
            self.debug(
                f"Warning: liquidate ignored symbol '{symbol}' because it has not been added to the algorithm. Add the "
                "security before liquidating it."
            )
        return []
    orders = self.transactions.get_open_orders(symbol)
    holding = self.portfolio[symbol]
    quantity = holding._quantity if holding.invested else ZERO
    if len(orders) == 1 and quantity and orders[0]._quantity == -quantity and orders[0].type == OrderType.MARKET:
        return []
    pending = ZERO
    for order in orders:
        if order.type == OrderType.MARKET:
            ticket = self.transactions.get_order_ticket(order.id)
            if ticket is not None:
                pending += ticket._quantity_remaining
        else:
            self.transactions.cancel_order(order.id, tag)
    if not quantity:
        return []
    return [self.order(symbol, -quantity - pending, asynchronous, tag, properties)]
