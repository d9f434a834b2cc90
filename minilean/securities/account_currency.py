"""Choosing the currency an account is valued in (SecurityPortfolioManager.SetAccountCurrency)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.errors import InvalidOperation
from minilean.interop.decimals import ZERO, Number, text, to_decimal

if TYPE_CHECKING:
    from minilean.securities.cash import Cash
    from minilean.securities.portfolio import SecurityPortfolioManager

_LOGGED_BY = "SecurityPortfolioManager.SetAccountCurrency(): "


def set_account_currency(
    portfolio: SecurityPortfolioManager, account_currency: str, starting_cash: Number | None
) -> None:
    """The first call counts; cash set before in a named currency stays in it.

    Raises InvalidOperation once there are securities.
    """
    currency = account_currency.upper()
    if portfolio._account_currency_was_set:
        present = portfolio.cash_book.account_currency
        if currency != present:
            message = f"account currency has already been set to {present}. Will ignore new value {currency}"
            portfolio._trace(_LOGGED_BY + message)
        return
    portfolio._account_currency_was_set = True
    if len(portfolio.securities):
        raise InvalidOperation(
            f"{_LOGGED_BY}Cannot change AccountCurrency after adding a Security. Please move set_account_currency() "
            "before add_security()."
        )
    portfolio._trace(_LOGGED_BY + _change(portfolio, currency, starting_cash))


def _change(portfolio: SecurityPortfolioManager, currency: str, starting_cash: Number | None) -> str:
    """Changes the currency; tells what LEAN logs of it."""
    previous = portfolio._base_cash if portfolio._set_cash_was_called else None
    amount = previous._amount if previous is not None else ZERO
    message = f"setting account currency to {currency}"
    portfolio.unsettled_cash_book.account_currency = currency
    portfolio.cash_book.account_currency = currency
    portfolio._base_cash = portfolio.cash_book[currency]
    if portfolio._cash_currency_was_named and previous is not None and previous.symbol != currency:
        message += _keep(portfolio, previous)
    if starting_cash is not None:
        exactly = to_decimal(starting_cash)
        portfolio._set_base_cash(exactly)
        if previous is not None and previous.symbol == currency and amount != exactly:
            return f"Account currency cash updated to {text(exactly)} {currency} from {text(amount)} {currency}."
    return message


def _keep(portfolio: SecurityPortfolioManager, previous: Cash) -> str:
    """Cash the user named the currency of stays in that currency."""
    portfolio._base_cash.set_amount(ZERO)
    portfolio.cash_book.add(previous.symbol, previous._amount, previous._conversion_rate)
    return (
        f". Account currency was changed after SetCash() was called. Algorithm still holds {text(previous._amount)} "
        f"{previous.symbol} in the previous account currency."
    )
