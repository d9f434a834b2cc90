"""When money from fills arrives (Common/Securities/*SettlementModel.cs)."""

from __future__ import annotations

from collections import deque
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from minilean.data.zones import zone_clock
from minilean.interop.decimals import ZERO, Number
from minilean.interop.names import dotnet, exact
from minilean.securities.cash import CashAmount
from minilean.securities.user_models import method_of

if TYPE_CHECKING:
    from decimal import Decimal

    from minilean.orders.event import OrderEvent
    from minilean.securities.cash_book import CashBook
    from minilean.securities.portfolio import SecurityPortfolioManager
    from minilean.securities.security import Security

_EQUITY_SETTLEMENT_TIME = timedelta(hours=6)


@dotnet
class ApplyFundsSettlementModelParameters:
    """Money to be booked."""

    __slots__ = ("_values",)

    def __init__(
        self,
        portfolio: SecurityPortfolioManager,
        security: Security,
        application_time_utc: datetime,
        cash_amount: CashAmount,
        fill: OrderEvent | None,
    ) -> None:
        self._values = (portfolio, security, application_time_utc, cash_amount, fill)

    @property
    def portfolio(self) -> SecurityPortfolioManager:
        """Whose money it is."""
        return self._values[0]

    @property
    def security(self) -> Security:
        """The security that was traded."""
        return self._values[1]

    @property
    def utc_time(self) -> datetime:
        """When it was traded."""
        return self._values[2]

    @property
    def cash_amount(self) -> CashAmount:
        """The money; negative when it was spent."""
        return self._values[3]

    @property
    def fill(self) -> OrderEvent | None:
        """The fill it comes from."""
        return self._values[4]


@dotnet
class ScanSettlementModelParameters:
    """A look for money that has become available."""

    __slots__ = ("_values",)

    def __init__(self, portfolio: SecurityPortfolioManager, security: Security, time_utc: datetime) -> None:
        self._values = (portfolio, security, time_utc)

    @property
    def portfolio(self) -> SecurityPortfolioManager:
        """Whose money it is."""
        return self._values[0]

    @property
    def security(self) -> Security:
        """The security whose model is asked."""
        return self._values[1]

    @property
    def utc_time(self) -> datetime:
        """The time now."""
        return self._values[2]


@dotnet
class ImmediateSettlementModel:
    """Money is there at once."""

    def apply_funds(self, apply_funds_parameters: ApplyFundsSettlementModelParameters) -> None:
        """Books the money."""
        amount = apply_funds_parameters.cash_amount
        apply_funds_parameters.portfolio.cash_book[amount.currency]._add_amount(amount._amount)

    def scan(self, settlement_parameters: ScanSettlementModelParameters) -> None:
        """Nothing is ever waiting."""

    def get_unsettled_cash(self) -> CashAmount:
        """Nothing is ever waiting."""
        return CashAmount()


@dotnet
class AccountCurrencyImmediateSettlementModel(ImmediateSettlementModel):
    """Money is there at once, changed into the account's currency."""

    def apply_funds(self, apply_funds_parameters: ApplyFundsSettlementModelParameters) -> None:
        """Books the money."""
        amount = apply_funds_parameters.cash_amount
        book = apply_funds_parameters.portfolio.cash_book
        book[book.account_currency]._add_amount(book._to_account_currency(amount._amount, amount.currency))


@dotnet
class UnsettledCashAmount:
    """Money that arrives at a UTC time."""

    __slots__ = ("_amount", "currency", "settlement_time_utc")

    amount = exact("_amount")

    def __init__(self, settlement_time_utc: datetime, currency: str, amount: Decimal) -> None:
        self.settlement_time_utc = settlement_time_utc
        self.currency = currency
        self._amount = amount


@dotnet
class DelayedSettlementModel:
    """Proceeds wait for a number of trading days until a time of day in the exchange's zone."""

    def __init__(self, number_of_days: int = 1, time_of_day: timedelta = _EQUITY_SETTLEMENT_TIME) -> None:
        """The defaults are those of equities."""
        self._qc_days = number_of_days
        self._qc_time_of_day = time_of_day
        self._qc_cash_book: CashBook | None = None
        self._qc_waiting: deque[UnsettledCashAmount] = deque()

    def apply_funds(self, apply_funds_parameters: ApplyFundsSettlementModelParameters) -> None:
        """Books what is spent at once, and proceeds as unsettled."""
        portfolio = apply_funds_parameters.portfolio
        cash = apply_funds_parameters.cash_amount
        currency, amount = cash.currency or "", cash._amount
        if amount > 0:
            portfolio.unsettled_cash_book[currency]._add_amount(amount)
            time = self._qc_settlement_time(apply_funds_parameters.security, apply_funds_parameters.utc_time)
            self._qc_waiting.append(UnsettledCashAmount(time, currency, amount))
        else:
            portfolio.cash_book[currency]._add_amount(amount)
        self._qc_cash_book = portfolio.unsettled_cash_book

    def _qc_settlement_time(self, security: Security, utc_time: datetime) -> datetime:
        clock = zone_clock(security.exchange.time_zone)
        local = clock.from_utc(utc_time)
        date = datetime(local.year, local.month, local.day)
        remaining = self._qc_days
        while remaining > 0:
            date += timedelta(days=1)
            remaining -= security.exchange.hours.is_date_open(date)
        return clock.to_utc(date + self._qc_time_of_day)

    def scan(self, settlement_parameters: ScanSettlementModelParameters) -> None:
        """Moves what has waited long enough to the settled cash."""
        portfolio, now = settlement_parameters.portfolio, settlement_parameters.utc_time
        while self._qc_waiting and now >= self._qc_waiting[0].settlement_time_utc:
            item = self._qc_waiting.popleft()
            portfolio.unsettled_cash_book[item.currency]._add_amount(-item._amount)
            portfolio.cash_book[item.currency]._add_amount(item._amount)

    def get_unsettled_cash(self) -> CashAmount:
        """What is waiting, in the account's currency."""
        book = self._qc_cash_book
        if book is None or not self._qc_waiting:
            return CashAmount()
        total = ZERO
        for item in self._qc_waiting:
            total += book._to_account_currency(item._amount, item.currency)
        return CashAmount(total, book.account_currency)


def apply_funds(
    portfolio: SecurityPortfolioManager,
    security: Security,
    fill: OrderEvent,
    amount: Number,
    currency: str,
) -> None:
    """Books money of a fill by the security's settlement model, LEAN's or the user's."""
    parameters = ApplyFundsSettlementModelParameters(
        portfolio, security, fill._utc_time, CashAmount(amount, currency), fill
    )
    method_of(security.settlement_model, "apply_funds")(parameters)


def scan_settlement(portfolio: SecurityPortfolioManager, security: Security, utc_time: datetime) -> None:
    """Lets the security's settlement model, LEAN's or the user's, release money that has waited long enough."""
    model = security.settlement_model
    if type(model) is not ImmediateSettlementModel:
        method_of(model, "scan")(ScanSettlementModelParameters(portfolio, security, utc_time))
