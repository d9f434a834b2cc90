"""How a fill changes holdings and cash (Common/Securities/SecurityPortfolioModel.cs)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.enums import OrderDirection, SecurityType
from minilean.interop.decimal96 import add, divide, multiply, subtract
from minilean.interop.decimals import ZERO
from minilean.interop.names import dotnet
from minilean.securities.cash import ConvertibleCashAmount
from minilean.securities.settlement import apply_funds

if TYPE_CHECKING:
    from decimal import Decimal

    from minilean.orders.event import OrderEvent
    from minilean.securities.portfolio import SecurityPortfolioManager
    from minilean.securities.security import Security

_PROFIT_SETTLED = frozenset({SecurityType.FUTURE, SecurityType.CFD, SecurityType.CRYPTO_FUTURE})
"""Kinds that exchange profits instead of the whole value."""
_BASE_CURRENCY_TRADED = frozenset({SecurityType.FOREX, SecurityType.CRYPTO})
_BUY, _SELL = OrderDirection.BUY, OrderDirection.SELL


@dotnet
class SecurityPortfolioModel:
    """LEAN's bookkeeping: fees, cash, profit of the closed part, average price."""

    def process_fill(self, portfolio: SecurityPortfolioManager, security: Security, fill: OrderEvent) -> None:
        """Books one fill."""
        holding = security.holdings
        was_long, was_short = holding._quantity > 0, holding._quantity < 0
        sale = holding.get_quantity_value(abs(fill._fill_quantity), fill._fill_price)
        holding.add_new_sale(sale._in_account_currency)
        fee = self._qc_fee(portfolio, security, fill)
        if security.type not in _PROFIT_SETTLED:
            multiplier = security.symbol_properties._contract_multiplier
            amount = multiply(multiply(-fill._fill_quantity, fill._fill_price), multiplier)
            apply_funds(portfolio, security, fill, amount, security.quote_currency.symbol)
        if security.type in _BASE_CURRENCY_TRADED:
            apply_funds(portfolio, security, fill, fill._fill_quantity, _base_currency(security))
        if (was_long and fill.direction is _SELL) or (was_short and fill.direction is _BUY):
            profit = self.process_close_trade_profit(portfolio, security, fill)._in_account_currency
            holding.add_new_profit(profit)
            holding.set_last_trade_profit(profit)
            transaction = subtract(profit, 2 * fee)
            portfolio.add_transaction_record(security._local_time_as_utc(), transaction, transaction > 0)
        holding.set_holdings(*_after(holding._average_price, holding._quantity, fill))

    def _qc_fee(self, portfolio: SecurityPortfolioManager, security: Security, fill: OrderEvent) -> Decimal:
        """Pays the fee; gives it in the account's currency."""
        order_fee = fill.order_fee
        cash = order_fee.value
        if not cash._amount:
            return ZERO
        fee = portfolio.cash_book._to_account_currency(cash._amount, cash.currency)
        security.holdings.add_new_fee(fee)
        order_fee.apply_to_portfolio(portfolio, fill)
        return fee

    def process_close_trade_profit(
        self, portfolio: SecurityPortfolioManager, security: Security, fill: OrderEvent
    ) -> ConvertibleCashAmount:
        """The profit of the part of the position that the fill closes."""
        holding = security.holdings
        closed = min(abs(fill._fill_quantity), abs(holding._quantity))
        if fill._fill_quantity > 0:
            closed = -closed
        cost = holding.get_quantity_value(closed, holding._average_price)
        value = holding.get_quantity_value(closed, fill._fill_price)
        profit = ConvertibleCashAmount(subtract(value._amount, cost._amount), value.cash)
        if security.type in _PROFIT_SETTLED:
            apply_funds(portfolio, security, fill, profit._amount, profit.currency)
        return profit


def _base_currency(security: Security) -> str:
    return security.base_currency.symbol if security.base_currency is not None else ""


def _after(average: Decimal, quantity: Decimal, fill: OrderEvent) -> tuple[Decimal, Decimal]:
    """Average price and quantity after a fill."""
    filled, price = fill._fill_quantity, fill._fill_price
    if not quantity:
        return price, filled
    new = quantity + filled
    adds = fill.direction is (_BUY if quantity > 0 else _SELL)
    if adds:
        cost = add(multiply(average, quantity), multiply(filled, price))
        return divide(cost, new), new
    if not new:
        return ZERO, new
    reversed_side = (new < 0) if quantity > 0 else (new > 0)
    return (price if reversed_side else average), new
