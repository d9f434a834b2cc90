"""Cash accounts: only the currencies held may be spent (Common/Securities/CashBuyingPowerModel.cs)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minilean.enums import OrderDirection, OrderType
from minilean.errors import InvalidOperation, NotInMiniLean
from minilean.interop.decimal96 import divide
from minilean.interop.decimals import ONE, ZERO, Number, strip_zeros, text, to_decimal
from minilean.interop.names import dotnet
from minilean.orders.fee.fee_model import order_fee_of
from minilean.securities.buying_power.cash_sizing import quantity_for_target
from minilean.securities.buying_power.margin_model import BuyingPowerModel
from minilean.securities.buying_power.parameters import (
    BuyingPower,
    BuyingPowerParameters,
    GetMaximumOrderQuantityForDeltaBuyingPowerParameters,
    GetMaximumOrderQuantityForTargetBuyingPowerParameters,
    GetMaximumOrderQuantityResult,
    HasSufficientBuyingPowerForOrderParameters,
    HasSufficientBuyingPowerForOrderResult,
    ReservedBuyingPowerForPosition,
    ReservedBuyingPowerForPositionParameters,
)

if TYPE_CHECKING:
    from decimal import Decimal

    from minilean.orders.order import Order
    from minilean.securities.portfolio import SecurityPortfolioManager
    from minilean.securities.security import Security
    from minilean.securities.symbol import Symbol

_BUY, _SELL = OrderDirection.BUY, OrderDirection.SELL
_RESERVING = (OrderType.LIMIT, OrderType.STOP_MARKET)


@dotnet
class CashBuyingPowerModel(BuyingPowerModel):
    """Buys with the quote currency, sells the base currency, never goes short; forex and crypto only."""

    _qc_maintenance_requirement = ZERO

    def __init__(self) -> None:
        super().__init__(ONE, ZERO, ZERO)

    def _qc_leverage(self, security: Security) -> Decimal:
        return ONE

    def set_leverage(self, security: Security, leverage: Number) -> None:
        """Raises InvalidOperation unless the leverage is 1."""
        if to_decimal(leverage) != 1:
            raise InvalidOperation(
                "CashBuyingPowerModel does not allow setting leverage. Cash accounts have no leverage."
            )

    def _qc_initial_margin(self, security: Security, quantity: Decimal) -> Decimal:
        rate = security.quote_currency._conversion_rate
        margin: Decimal = rate * security.symbol_properties._contract_multiplier * security._price * quantity
        return margin

    def has_sufficient_buying_power_for_order(
        self, parameters: HasSufficientBuyingPowerForOrderParameters
    ) -> HasSufficientBuyingPowerForOrderResult:
        """Whether the cash not reserved by open orders covers the order."""
        portfolio, security, order = parameters._portfolio, parameters._security, parameters._order
        base = security.base_currency
        if base is None:
            return parameters.insufficient(
                f"The '{security.symbol.value}' security is not supported by this cash model. Currently only Crypto "
                "and Forex are supported."
            )
        reserved = _reserved_by_open_orders(portfolio, security, order)
        if order.direction is not _BUY:
            quantity = abs(order._quantity)
            if order.direction is not _SELL or quantity <= base._amount - reserved:
                return parameters.sufficient()
            return parameters.insufficient(_oversold(base.symbol, base._amount, reserved, quantity))
        needed = abs(order._quantity) * _order_price(security, order)
        available = self._qc_available(portfolio, security, order, reserved)
        if needed <= available:
            return parameters.sufficient()
        return parameters.insufficient(_overspent(security, order, reserved, needed, available))

    def _qc_available(
        self, portfolio: SecurityPortfolioManager, security: Security, order: Order, reserved: Decimal
    ) -> Decimal:
        """The quote currency an order to buy may use."""
        total, book, quote = security.quote_currency._amount, portfolio.cash_book, security.quote_currency.symbol
        if order.type is OrderType.MARKET:
            base: Any = security.base_currency
            holdings = book._convert(base._amount, base.symbol, quote)
            target = book._to_account_currency(total - reserved + holdings, quote)
            value = portfolio._total_portfolio_value
            percent = divide(target, value) if value else ZERO
            result = quantity_for_target(
                GetMaximumOrderQuantityForTargetBuyingPowerParameters(portfolio, security, percent, ZERO)
            )
            return abs(result._quantity * _order_price(security, order))
        fee = ZERO
        if order.type is OrderType.LIMIT:
            cash = order_fee_of(security.fee_model, security, order).value
            fee = book._convert(cash._amount, cash.currency or "", quote)
        return total - reserved - fee

    def get_maximum_order_quantity_for_delta_buying_power(
        self, parameters: GetMaximumOrderQuantityForDeltaBuyingPowerParameters
    ) -> GetMaximumOrderQuantityResult:
        """Raises NotInMiniLean, as LEAN raises NotImplementedException."""
        raise NotInMiniLean(
            "The CashBuyingPowerModel does not require 'GetMaximumOrderQuantityForDeltaBuyingPower', which"
        )

    def _qc_quantity_for_target(
        self, parameters: GetMaximumOrderQuantityForTargetBuyingPowerParameters
    ) -> GetMaximumOrderQuantityResult:
        return quantity_for_target(parameters)

    def get_reserved_buying_power_for_position(
        self, parameters: ReservedBuyingPowerForPositionParameters
    ) -> ReservedBuyingPowerForPosition:
        """Nothing: positions are cash."""
        return parameters.result_in_account_currency(ZERO)

    def get_buying_power(self, parameters: BuyingPowerParameters) -> BuyingPower:
        """Units of the base currency that may be bought or sold."""
        from minilean.orders.order import MarketOrder

        security = parameters._security
        base = security.base_currency
        if base is None:
            return parameters.result_in_account_currency(ZERO)
        quote = parameters._portfolio.cash_book[security.quote_currency.symbol]
        order = MarketOrder(security.symbol, 1, security._local_time_as_utc())
        price = divide(order._get_value(security), security.quote_currency._conversion_rate)
        if price and parameters._direction is _BUY:
            return parameters.result(divide(quote._amount, price), base.symbol)
        if price and parameters._direction is _SELL:
            return parameters.result(base._amount, base.symbol)
        return parameters.result_in_account_currency(ZERO)


def _order_price(security: Security, order: Any) -> Decimal:
    """The price an order is reckoned at; zero for market on open and close."""
    price: Decimal
    if order.type is OrderType.MARKET:
        price = security._price
    elif order.type in (OrderType.LIMIT, OrderType.STOP_LIMIT, OrderType.LIMIT_IF_TOUCHED):
        price = order._limit_price
    elif order.type in (OrderType.STOP_MARKET, OrderType.TRAILING_STOP):
        price = order._stop_price
    else:
        price = ZERO
    return price


def _reserved_by_open_orders(portfolio: SecurityPortfolioManager, security: Security, order: Order) -> Decimal:
    """What other open limit and stop orders will spend of the currency this order spends."""
    base: Any = security.base_currency
    currency = security.quote_currency.symbol if order.direction is _BUY else base.symbol
    spending: dict[Symbol, OrderDirection] = {}
    for other in portfolio.securities._active_securities():
        if other.base_currency is None:
            continue
        if other.base_currency.symbol == currency:
            spending[other.symbol] = _SELL
        elif other.quote_currency.symbol == currency:
            spending[other.symbol] = _BUY

    def reserves(candidate: Order) -> bool:
        same = spending.get(candidate.symbol) is candidate.direction
        return same and candidate.id != order.id and candidate.type in _RESERVING

    reserved = ZERO
    for open_order in portfolio.transactions.get_open_orders(reserves):
        quantity = abs(open_order._quantity)
        if portfolio.securities[open_order.symbol].quote_currency.symbol == currency:
            quantity *= _order_price(security, open_order)
        reserved += quantity
    return reserved


def _plain(number: Decimal) -> str:
    return text(strip_zeros(number))


def _oversold(currency: str, total: Decimal, reserved: Decimal, quantity: Decimal) -> str:
    return (
        f"Your portfolio holds {_plain(total)} {currency}, {_plain(reserved)} {currency} of which are reserved for "
        f"open orders, but your Sell order is for {_plain(quantity)} {currency}. Cash Modeling trading does not permit "
        "short holdings so ensure you only sell what you have, including any additional open orders."
    )


def _overspent(security: Security, order: Order, reserved: Decimal, needed: Decimal, available: Decimal) -> str:
    quote, base = security.quote_currency.symbol, security.base_currency
    return (
        f"Your portfolio holds {_plain(security.quote_currency._amount)} {quote}, {_plain(reserved)} {quote} of which "
        f"are reserved for open orders, but your Buy order is for {_plain(abs(order._quantity))} "
        f"{base.symbol if base else ''}. Your order requires a total value of {_plain(needed)} {quote}, but only a "
        f"total value of {_plain(abs(available))} {quote} is available."
    )
