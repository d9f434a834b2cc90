"""The position in one security (Common/Securities/SecurityHolding.cs)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minilean.interop.decimal96 import divide, multiply
from minilean.interop.decimals import ZERO, Number, round_half_even, text, to_decimal, to_double
from minilean.interop.events import Event
from minilean.interop.names import dotnet
from minilean.securities.cash import ConvertibleCashAmount
from minilean.securities.market import Market
from minilean.securities.user_models import is_users, method_of

if TYPE_CHECKING:
    from decimal import Decimal

    from minilean.enums import SecurityType
    from minilean.framework.portfolio_target import PortfolioTarget
    from minilean.securities.cash_book import CashBook
    from minilean.securities.security import Security
    from minilean.securities.symbol import Symbol


def _shown(name: str) -> Any:
    return property(lambda holding: to_double(getattr(holding, name)))


@dotnet
class SecurityHoldingQuantityChangedEventArgs:
    """What a holding was before its quantity changed."""

    __slots__ = ("_previous_average_price", "_previous_quantity", "security")

    previous_average_price = _shown("_previous_average_price")
    previous_quantity = _shown("_previous_quantity")

    def __init__(self, security: Security, previous_average_price: Decimal, previous_quantity: Decimal) -> None:
        self.security = security
        self._previous_average_price = previous_average_price
        self._previous_quantity = previous_quantity


@dotnet
class SecurityHolding:
    """Quantity, average price and results of a security; money is in the account's currency.

    The underscore attributes are exact, the public ones floats.
    """

    __slots__ = (
        "_average_price",
        "_currency_converter",
        "_invested",
        "_last_trade_profit",
        "_quantity",
        "_security",
        "_stated_price",
        "_total_dividends",
        "_total_fees",
        "_total_sale_volume",
        "_traded_profit",
        "_value",
        "_valued",
        "quantity_changed",
        "target",
    )

    average_price = _shown("_average_price")
    quantity = _shown("_quantity")
    price = _shown("_price")
    leverage = _shown("_leverage")
    holdings_cost = _shown("_holdings_cost")
    unlevered_holdings_cost = _shown("_unlevered_holdings_cost")
    absolute_holdings_cost = _shown("_absolute_holdings_cost")
    unlevered_absolute_holdings_cost = _shown("_unlevered_absolute_holdings_cost")
    holdings_value = _shown("_holdings_value")
    absolute_holdings_value = _shown("_absolute_holdings_value")
    total_sale_volume = _shown("_total_sale_volume")
    total_fees = _shown("_total_fees")
    total_dividends = _shown("_total_dividends")
    absolute_quantity = _shown("_absolute_quantity")
    last_trade_profit = _shown("_last_trade_profit")
    profit = _shown("_profit")
    net_profit = _shown("_net_profit")
    unrealized_profit = _shown("_unrealized_profit")
    unrealized_profit_percent = _shown("_unrealized_profit_percent")

    target: PortfolioTarget | None

    def __init__(self, security: Security, currency_converter: CashBook) -> None:
        self._security = security
        self._currency_converter = currency_converter
        self._average_price = self._quantity = self._total_sale_volume = self._total_dividends = ZERO
        self._traded_profit = self._last_trade_profit = self._total_fees = ZERO
        self._stated_price: Decimal | None = None
        self._value = ZERO
        self._valued: tuple[Decimal | None, Decimal | None, Decimal | None] = (None, None, None)
        self._invested = False
        self.target = None
        self.quantity_changed = Event()

    @property
    def symbol(self) -> Symbol:
        """The security's symbol."""
        return self._security.symbol

    @property
    def type(self) -> SecurityType:
        """The security's kind."""
        return self._security.type

    @property
    def hold_stock(self) -> bool:
        """Whether at least one lot is held."""
        return self._invested

    @property
    def invested(self) -> bool:
        """Whether at least one lot is held."""
        return self._invested

    @property
    def is_long(self) -> bool:
        """Whether the quantity is positive."""
        return self._quantity > 0

    @property
    def is_short(self) -> bool:
        """Whether the quantity is negative."""
        return self._quantity < 0

    @property
    def _price(self) -> Decimal:
        """The security's price; the last one known after the security was removed."""
        if self._stated_price is not None:
            return self._stated_price
        security = self._security
        return security._price or security.cache._price_before_reset

    @property
    def _leverage(self) -> Decimal:
        return self._security._leverage

    @property
    def _holdings_cost(self) -> Decimal:
        if not self._quantity:
            return ZERO
        return self.get_quantity_value(self._quantity, self._average_price)._in_account_currency

    @property
    def _unlevered_holdings_cost(self) -> Decimal:
        return divide(self._holdings_cost, self._leverage)

    @property
    def _absolute_holdings_cost(self) -> Decimal:
        return abs(self._holdings_cost)

    @property
    def _unlevered_absolute_holdings_cost(self) -> Decimal:
        return abs(self._unlevered_holdings_cost)

    @property
    def _holdings_value(self) -> Decimal:
        quantity = self._quantity
        if not quantity:
            return ZERO
        security = self._security
        price = self._stated_price
        if price is None:
            price = security._price or security.cache._price_before_reset
        rate = security.quote_currency._conversion._conversion_rate
        if price is not self._valued[0] or quantity is not self._valued[1] or rate is not self._valued[2]:
            amount = price * quantity * security.symbol_properties._contract_multiplier
            self._valued = (price, quantity, rate)
            self._value = amount * rate
        return self._value

    @property
    def _absolute_holdings_value(self) -> Decimal:
        return abs(self._holdings_value)

    @property
    def _absolute_quantity(self) -> Decimal:
        return abs(self._quantity)

    @property
    def _profit(self) -> Decimal:
        return self._traded_profit + self._total_dividends

    @property
    def _net_profit(self) -> Decimal:
        return self._profit - self._total_fees

    @property
    def _unrealized_profit(self) -> Decimal:
        return self._total_close_profit()

    @property
    def _unrealized_profit_percent(self) -> Decimal:
        cost = self._absolute_holdings_cost
        return divide(self._unrealized_profit, cost) if cost else ZERO

    def add_new_fee(self, new_fee: Number) -> None:
        """Adds to the fees paid."""
        self._total_fees += to_decimal(new_fee)

    def add_new_profit(self, profit_loss: Number) -> None:
        """Adds to the profit made."""
        self._traded_profit += to_decimal(profit_loss)

    def add_new_sale(self, sale_value: Number) -> None:
        """Adds to the volume traded."""
        self._total_sale_volume += to_decimal(sale_value)

    def add_new_dividend(self, dividend: Number) -> None:
        """Adds to the dividends received."""
        self._total_dividends += to_decimal(dividend)

    def set_last_trade_profit(self, last_trade_profit: Number) -> None:
        """The profit of the last closing trade."""
        self._last_trade_profit = to_decimal(last_trade_profit)

    def set_holdings(self, average_price: Number, quantity: Number) -> None:
        """Replaces the position."""
        previous = SecurityHoldingQuantityChangedEventArgs(self._security, self._average_price, self._quantity)
        self._quantity = exactly = to_decimal(quantity)
        self._invested = abs(exactly) >= self._security.symbol_properties._lot_size
        self._average_price = to_decimal(average_price)
        self.quantity_changed(self, previous)

    def update_market_price(self, closing_price: Number) -> None:
        """States a price; it holds until the security's next data."""
        self._stated_price = to_decimal(closing_price)

    def get_quantity_value(self, quantity: Number, price: Number | None = None) -> ConvertibleCashAmount:
        """The value of a quantity at a price, the current one unless given, in the currency it is paid in."""
        exact_price = self._price if price is None else to_decimal(price)
        security = self._security
        multiplier = security.symbol_properties._contract_multiplier
        amount = multiply(multiply(exact_price, to_decimal(quantity)), multiplier)
        return ConvertibleCashAmount(amount, security.quote_currency)

    def _total_close_profit(
        self,
        include_fees: bool = True,
        exit_price: Decimal | None = None,
        entry_price: Decimal | None = None,
        quantity: Decimal | None = None,
    ) -> Decimal:
        if quantity is None:
            if not self._invested:
                return ZERO
            quantity = self._quantity
        fees = self._closing_fees(quantity) if include_fees else ZERO
        security = self._security
        if exit_price is None:
            side = security._bid_price if self._quantity > 0 else security._ask_price
            exit_price = side or security._price
        entry = self._average_price if entry_price is None else entry_price
        entry_value = self.get_quantity_value(quantity, entry)._in_account_currency
        exit_value = self.get_quantity_value(quantity, exit_price)._in_account_currency
        return exit_value - entry_value - fees

    def _closing_fees(self, quantity: Decimal) -> Decimal:
        from minilean.securities.market_order_fees import market_order_fees

        return market_order_fees(self._currency_converter, self._security, -quantity)

    def total_close_profit(
        self,
        include_fees: bool = True,
        exit_price: Number | None = None,
        entry_price: Number | None = None,
        quantity: Number | None = None,
    ) -> float:
        """The profit of closing now, at bid or ask unless an exit price is given."""
        prices = [None if number is None else to_decimal(number) for number in (exit_price, entry_price, quantity)]
        return to_double(self._total_close_profit(include_fees, *prices))

    def __str__(self) -> str:
        return f"{self.symbol.value}: {text(self._quantity)} @ {text(self._average_price)}"


class EquityHolding(SecurityHolding):
    """Of an equity."""

    __slots__ = ()


@dotnet
class ForexHolding(SecurityHolding):
    """Of a pair of currencies."""

    __slots__ = ()

    def total_close_profit_pips(self) -> float:
        """The profit of closing now in pips of ten price steps."""
        security = self._security
        pip = security.symbol_properties._minimum_price_variation * 10
        pip_value = pip * self._absolute_quantity * security.quote_currency._conversion_rate
        return to_double(round_half_even(self._total_close_profit() / pip_value, 1))


class CryptoHolding(SecurityHolding):
    """Of a crypto currency."""

    __slots__ = ()


class CfdHolding(SecurityHolding):
    """Of a contract for difference."""

    __slots__ = ()


@dotnet
class CryptoFutureHolding(SecurityHolding):
    """Of a crypto future; coin futures are worth a number of coins (CryptoFutureHolding.cs)."""

    __slots__ = ()

    @property
    def _holdings_value(self) -> Decimal:
        return self.get_quantity_value(self._quantity)._in_account_currency if self._quantity else ZERO

    def get_quantity_value(self, quantity: Number, price: Number | None = None) -> ConvertibleCashAmount:
        """The value of a quantity in the collateral's currency."""
        security: Any = self._security
        if self.symbol.id.market == Market.DYDX or not security.is_crypto_coin_future():
            return super().get_quantity_value(quantity, price)
        exact_price = self._price if price is None else to_decimal(price)
        amount = divide(multiply(to_decimal(quantity), security.symbol_properties._contract_multiplier), exact_price)
        return ConvertibleCashAmount(amount, security.base_currency)


def leverage_of(security: Security) -> Decimal:
    """The leverage the security's buying power model allows, which may be a user's."""
    model = security.buying_power_model
    if not is_users(model, "get_leverage"):
        return model._qc_leverage(security)  # type: ignore[no-any-return]  # LEAN's own models have it
    return to_decimal(method_of(model, "get_leverage")(security))
