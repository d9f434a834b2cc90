"""The portfolio: what is held, owed and worth (Common/Securities/SecurityPortfolioManager.cs)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from minilean.enums import CashBookUpdateType, DataNormalizationMode, OrderDirection, SecurityType
from minilean.errors import NotInMiniLean
from minilean.interop.containers import KeyValuePair
from minilean.interop.decimal96 import divide, multiply
from minilean.interop.decimals import ZERO, Number, to_decimal, to_double, truncate
from minilean.interop.names import dotnet
from minilean.securities.account_currency import set_account_currency
from minilean.securities.buying_power.order_checks import has_sufficient_buying_power
from minilean.securities.cash import Cash
from minilean.securities.cash_book import CashBook, CashBookUpdatedEventArgs
from minilean.securities.holding import SecurityHolding
from minilean.securities.margin_call import DefaultMarginCallModel
from minilean.securities.positions import SecurityPositionGroupModel
from minilean.securities.symbol import Symbol, SymbolDictionary
from minilean.securities.user_models import method_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from minilean.data.corporate import Dividend, Split
    from minilean.orders.event import OrderEvent
    from minilean.orders.order import Order
    from minilean.orders.properties import OrderProperties
    from minilean.orders.transactions import SecurityTransactionManager
    from minilean.securities.buying_power.parameters import HasSufficientBuyingPowerForOrderResult
    from minilean.securities.security import Security
    from minilean.securities.security_manager import SecurityManager

_STARTING_CASH = Decimal(100000)
_EQUITY = SecurityType.EQUITY
_IN_CASH_BOOK = frozenset({SecurityType.FOREX, SecurityType.CRYPTO})
"""Kinds whose holdings already count as cash of their base currency."""
_BY_PROFIT = frozenset({SecurityType.CFD, SecurityType.CRYPTO_FUTURE, SecurityType.FUTURE})
"""Kinds that count with their unrealized profit."""


def _be_silent(line: str) -> None:
    """Where nobody keeps a log."""


def _shown(name: str) -> Any:
    return property(lambda portfolio: to_double(getattr(portfolio, name)))


def _sum(securities: Sequence[Security], field: str) -> Decimal:
    total = ZERO
    for security in securities:
        total += getattr(security.holdings, field)
    return total


def _of_active(field: str) -> Any:
    return property(lambda portfolio: _sum(portfolio.securities._active_securities(), field))


def _of_all(field: str) -> Any:
    return property(lambda portfolio: _sum(portfolio.securities.total, field))


@dotnet
class SecurityPortfolioManager(SymbolDictionary[SecurityHolding]):
    """Holdings by symbol, cash, margin and totals in the account's currency.

    The underscore attributes are exact, the public ones floats. The total value is kept until something changes it.
    """

    _total_unlevered_absolute_holdings_cost = _of_active("_unlevered_absolute_holdings_cost")
    _total_absolute_holdings_cost = _of_active("_absolute_holdings_cost")
    _total_holdings_value = _of_active("_absolute_holdings_value")
    _total_unrealized_profit = _of_active("_unrealized_profit")
    _total_fees = _of_all("_total_fees")
    _total_profit = _of_all("_profit")
    _total_net_profit = _of_all("_net_profit")
    _total_sale_volume = _of_all("_total_sale_volume")

    cash = _shown("_cash")
    unsettled_cash = _shown("_unsettled_cash")
    total_unlevered_absolute_holdings_cost = _shown("_total_unlevered_absolute_holdings_cost")
    total_absolute_holdings_cost = _shown("_total_absolute_holdings_cost")
    total_holdings_value = _shown("_total_holdings_value")
    total_unrealised_profit = _shown("_total_unrealized_profit")
    total_unrealized_profit = _shown("_total_unrealized_profit")
    total_portfolio_value = _shown("_total_portfolio_value")
    total_portfolio_value_less_free_buffer = _shown("_total_portfolio_value_less_free_buffer")
    total_fees = _shown("_total_fees")
    total_profit = _shown("_total_profit")
    total_net_profit = _shown("_total_net_profit")
    total_sale_volume = _shown("_total_sale_volume")
    total_margin_used = _shown("_total_margin_used")
    margin_remaining = _shown("_margin_remaining")

    def __init__(
        self,
        security_manager: SecurityManager,
        transactions: SecurityTransactionManager,
        algorithm_settings: Any,
        default_order_properties: OrderProperties | None = None,
        trace: Callable[[str], None] | None = None,
    ) -> None:
        """``trace`` takes the lines LEAN writes to its own log."""
        super().__init__()
        self.securities = security_manager
        self.transactions = transactions
        self._settings = algorithm_settings
        self._trace = trace or _be_silent
        self._value = ZERO
        self._value_is_known = False
        self._minimum_order_margin_warning_sent: bool | None = None
        self._set_cash_was_called = False
        self._cash_currency_was_named = False
        self._account_currency_was_set = False
        self._positions = SecurityPositionGroupModel()
        self._positions.initialize(security_manager)
        self.margin_call_model: Any = DefaultMarginCallModel(self, default_order_properties)
        self.cash_book = CashBook()
        self.unsettled_cash_book = CashBook()
        self._base_cash: Cash = self.cash_book["USD"]
        self._base_cash.set_amount(_STARTING_CASH)
        self.cash_book._currencies_changed += self._on_currencies_changed
        self.cash_book._on_value = self.unsettled_cash_book._on_value = self.invalidate_total_portfolio_value

    def _on_currencies_changed(self, sender: object, change: CashBookUpdatedEventArgs) -> None:
        cash = change.cash
        if change.update_type is CashBookUpdateType.ADDED and cash is not None:
            unsettled = Cash(cash.symbol, ZERO, cash._conversion_rate)
            unsettled.currency_conversion = cash.currency_conversion
            cash.currency_conversion_updated += self._on_conversion_update
            self.unsettled_cash_book.add(cash.symbol, unsettled)

    def _on_conversion_update(self, cash: Cash, argument: object) -> None:
        self.unsettled_cash_book[cash.symbol].currency_conversion = cash.currency_conversion

    # ---- the dictionary of holdings ----

    def __getitem__(self, key: Any) -> SecurityHolding:
        security = self.securities._complete.get(key) if type(key) is Symbol else None
        return super().__getitem__(key) if security is None else security.holdings

    def _find(self, key: Any) -> Any:
        found = self.securities._find(key)
        return getattr(found, "holdings", found)

    def _missing(self, key: Symbol) -> SecurityHolding:
        return self.securities._missing(key)  # type: ignore[return-value]  # it raises

    def _store(self, key: Symbol, value: SecurityHolding) -> None:
        self.securities[key].holdings = value

    def __iter__(self) -> Iterator[KeyValuePair[Symbol, SecurityHolding]]:
        return iter([KeyValuePair(symbol, holding) for symbol, holding in self.items()])

    def __len__(self) -> int:
        return len(self.securities)

    def __bool__(self) -> bool:
        return bool(self.securities)

    @property
    def count(self) -> int:
        """How many securities there are."""
        return len(self.securities)

    def keys(self) -> list[Symbol]:
        """The symbols of the securities of now."""
        return self.securities.keys()

    def values(self) -> list[SecurityHolding]:
        """The holdings of the securities of now."""
        return [security.holdings for security in self.securities._active_securities()]

    def items(self) -> list[tuple[Symbol, SecurityHolding]]:
        """Symbols with their holdings."""
        return [(symbol, security.holdings) for symbol, security in self.securities.items()]

    def copy(self) -> dict[Symbol, SecurityHolding]:
        """The holdings in a Python dictionary."""
        return dict(self.items())

    def add(self, key: Any, value: object = None) -> None:
        """Holdings come with their securities; raises NotInMiniLean."""
        raise NotInMiniLean(
            "Portfolio.add",
            "Portfolio object is an adaptor for Security Manager. To add a new asset add the required data during "
            "initialization.",
        )

    def remove(self, key: Any) -> bool:
        """Holdings go with their securities; raises NotInMiniLean."""
        raise NotInMiniLean("Portfolio.remove", "Portfolio object is an adaptor for Security Manager")

    def clear(self) -> None:
        """Holdings go with their securities; raises NotInMiniLean."""
        raise NotInMiniLean("Portfolio.clear", "Portfolio object is an adaptor for Security Manager")

    # ---- totals ----

    @property
    def _cash(self) -> Decimal:
        return self.cash_book._total_value_in_account_currency

    @property
    def _unsettled_cash(self) -> Decimal:
        return self.unsettled_cash_book._total_value_in_account_currency

    @property
    def invested(self) -> bool:
        """Whether anything is held."""
        return any(security.holdings._invested for security in self.securities._active_securities())

    @property
    def hold_stock(self) -> bool:
        """Whether anything is held."""
        return self.invested

    @property
    def _total_portfolio_value(self) -> Decimal:
        if not self._value_is_known:
            self._value = self._current_value()
            self._value_is_known = True
        return self._value

    def _current_value(self) -> Decimal:
        holdings_value = profit = ZERO
        for security in self.securities._active_securities():
            holding = security.holdings
            if holding._invested:
                kind = security.type
                if kind is _EQUITY:
                    holdings_value += holding._holdings_value
                elif kind in _BY_PROFIT:
                    profit += holding._unrealized_profit
                elif kind not in _IN_CASH_BOOK:
                    holdings_value += holding._holdings_value
        return (
            self.cash_book._total_value_in_account_currency
            + self.unsettled_cash_book._total_value_in_account_currency
            + holdings_value
            + profit
        )

    @property
    def _total_portfolio_value_less_free_buffer(self) -> Decimal:
        value = self._total_portfolio_value
        free = self._settings._free_portfolio_value
        kept: Decimal = free if free is not None else value * self._settings._free_portfolio_value_percentage
        return value - kept

    def invalidate_total_portfolio_value(self) -> None:
        """Something changed: the value is computed anew when next asked."""
        self._value_is_known = False

    # ---- margin ----

    @property
    def _total_margin_used(self) -> Decimal:
        return self._positions._total_margin_used()

    @property
    def _margin_remaining(self) -> Decimal:
        return self._get_margin_remaining(self._total_portfolio_value)

    def _get_margin_remaining(self, total_portfolio_value: Decimal) -> Decimal:
        return self._margin_beside(total_portfolio_value, self._positions._total_margin_used())

    def _margin_beside(self, total_portfolio_value: Decimal, used: Decimal) -> Decimal:
        """The margin remaining beside what is used."""
        return total_portfolio_value - self.unsettled_cash_book._total_value_in_account_currency - used

    def get_margin_remaining(self, symbol: Any, direction: OrderDirection = OrderDirection.BUY) -> float:
        """The margin free for an order in a security; given a portfolio value, the margin free altogether."""
        if isinstance(symbol, int | float | Decimal):
            return to_double(self._get_margin_remaining(to_decimal(symbol)))
        return to_double(self._margin_remaining_for(self.securities[symbol], direction))

    def _margin_remaining_for(self, security: Security, direction: OrderDirection) -> Decimal:
        if security.holdings._quantity < 0:
            direction = OrderDirection.SELL if direction is OrderDirection.BUY else OrderDirection.BUY
        group = self._positions.get_or_create_default_group(security)
        remaining: Decimal = group.buying_power_model._position_group_buying_power(self, group, direction)
        return remaining

    def get_buying_power(self, symbol: Any, direction: OrderDirection = OrderDirection.BUY) -> float:
        """The same as get_margin_remaining."""
        return self.get_margin_remaining(symbol, direction)

    @property
    def positions(self) -> SecurityPositionGroupModel:
        """The positions in groups that share their margin."""
        return self._positions

    @positions.setter
    def positions(self, model: SecurityPositionGroupModel) -> None:
        model.initialize(self.securities)
        self._positions = model

    def set_positions(self, position_group_model: SecurityPositionGroupModel) -> None:
        """Replaces the way positions are grouped."""
        self.positions = position_group_model

    def set_margin_call_model(self, margin_call_model: Any) -> None:
        """Replaces the margin call model, by LEAN's or the user's."""
        self.margin_call_model = margin_call_model

    def has_sufficient_buying_power_for_order(self, orders: Sequence[Order]) -> HasSufficientBuyingPowerForOrderResult:
        """Whether the orders may be placed; the reason if not."""
        return has_sufficient_buying_power(self, orders)

    # ---- cash ----

    def set_account_currency(self, account_currency: str, starting_cash: Number | None = None) -> None:
        """Sets the currency the account is valued in; only the first call counts, before any security."""
        set_account_currency(self, account_currency, starting_cash)

    def set_cash(self, *arguments: Any) -> None:
        """Sets the account currency's amount; with symbol, amount and rate, that of any currency."""
        if len(arguments) == 1:
            self._set_base_cash(to_decimal(arguments[0]))
            return
        symbol, amount, rate = (*arguments, ZERO)[:3]
        self._set_cash_was_called = self._cash_currency_was_named = True
        currency = symbol.upper()
        existing = self.cash_book.get(currency)
        if existing is None:
            self.cash_book.add(currency, amount, rate)
        else:
            existing.set_amount(amount)
            existing._conversion_rate = to_decimal(rate)

    def _set_base_cash(self, amount: Decimal) -> None:
        self._set_cash_was_called = True
        self._cash_currency_was_named = False
        self._base_cash.set_amount(amount)

    # ---- what changes holdings ----

    def process_fills(self, fills: Sequence[OrderEvent]) -> None:
        """Books fills by the portfolio models of their securities."""
        for fill in fills:
            security = self.securities[fill.symbol]
            method_of(security.portfolio_model, "process_fill")(self, security, fill)
        self._value_is_known = False

    def apply_dividend(self, dividend: Dividend, live_mode: bool, mode: DataNormalizationMode) -> None:
        """Pays a dividend in cash where prices do not contain it."""
        if live_mode or mode not in (DataNormalizationMode.RAW, DataNormalizationMode.SPLIT_ADJUSTED):
            return
        security = self.securities[dividend.symbol]
        rate = security.quote_currency._conversion_rate
        total = security.holdings._quantity * dividend._distribution * rate
        self._base_cash._add_amount(total)
        security.holdings.add_new_dividend(total)

    def apply_split(self, split: Split, security: Security, live_mode: bool, mode: DataNormalizationMode) -> None:
        """Changes quantity and average price where prices are raw, and pays the fraction in cash."""
        if security.type is not SecurityType.EQUITY or (not live_mode and mode is not DataNormalizationMode.RAW):
            return
        factor = split._split_factor
        quantity = divide(security.holdings._quantity, factor)
        whole = truncate(quantity)
        security.holdings.set_holdings(multiply(security.holdings._average_price, factor), whole)
        last = security.get_last_data()
        if last is None:
            self._base_cash._add_amount((quantity - whole) * split._reference_price * factor)
            return
        security._apply_split(split)
        self._base_cash._add_amount((quantity - whole) * last._value)
        self._value_is_known = False

    def add_transaction_record(self, time: datetime, transaction_profit_loss: Number, is_win: bool) -> None:
        """Remembers the result of a closing fill at a UTC time."""
        self.transactions.add_transaction_record(time, to_decimal(transaction_profit_loss), is_win)
