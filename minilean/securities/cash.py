"""Money of one currency and amounts that know their currency (Common/Securities/Cash.cs)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.errors import ArgumentError
from minilean.interop.decimal96 import multiply
from minilean.interop.decimals import (
    ZERO,
    Number,
    round_half_away,
    round_half_even,
    round_to_significant_digits,
    text,
    to_decimal,
    to_double,
)
from minilean.interop.events import Event
from minilean.interop.names import dotnet
from minilean.securities.currencies import Currencies
from minilean.securities.currency_conversion import ConstantCurrencyConversion, CurrencyConversion

if TYPE_CHECKING:
    from decimal import Decimal

    from minilean.securities.cash_book import CashBook
    from minilean.securities.symbol import Symbol

_SHORT_RATE = 9
"""Fewer letters than these are digits that surely fit into 32 bits."""


@dotnet
class CashAmount:
    """An amount of a currency (Common/Securities/CashAmount.cs)."""

    __slots__ = ("_amount", "currency")

    def __init__(self, amount: Number = ZERO, currency: str | None = None) -> None:
        self._amount = to_decimal(amount)
        self.currency = currency

    @property
    def amount(self) -> float:
        """How much."""
        return to_double(self._amount)

    @property
    def Currency(self) -> str | None:  # noqa: N802 - .NET's spelling
        """The currency's letters."""
        return self.currency

    def __eq__(self, other: object) -> bool:
        return isinstance(other, CashAmount) and (self._amount, self.currency) == (other._amount, other.currency)

    def __hash__(self) -> int:
        return hash((self._amount, self.currency))

    def __str__(self) -> str:
        return f"{text(self._amount)} {self.currency}"


@dotnet
class ConvertibleCashAmount:
    """An amount in a currency of the cash book (Common/Securities/ConvertibleCashAmount.cs)."""

    __slots__ = ("_amount", "_cash")

    def __init__(self, amount: Decimal, cash: Cash) -> None:
        self._amount = amount
        self._cash = cash

    @property
    def amount(self) -> float:
        """How much of the cash's own currency."""
        return to_double(self._amount)

    @property
    def cash(self) -> Cash:
        """The currency it is in."""
        return self._cash

    @property
    def _in_account_currency(self) -> Decimal:
        return multiply(self._amount, self._cash._conversion_rate)

    @property
    def in_account_currency(self) -> float:
        """The amount at the rate of now."""
        return to_double(self._in_account_currency)

    @property
    def currency(self) -> str:
        """The currency's letters."""
        return self._cash.symbol

    def __float__(self) -> float:
        return to_double(self._in_account_currency)


@dotnet
class Cash:
    """What is held of a currency, and the rate at which it counts in the account's currency.

    ``_amount`` and ``_conversion_rate`` are exact. ``updated`` fires when the value may have changed.
    """

    __slots__ = (
        "_amount",
        "_book",
        "_conversion",
        "_currency_symbol",
        "_symbol",
        "_zeros",
        "currency_conversion_updated",
        "updated",
    )

    def __init__(self, symbol: str, amount: Number, conversion_rate: Number) -> None:
        if not symbol:
            raise ArgumentError("Cash symbols cannot be null or empty.")
        self._symbol = symbol.upper()
        self._amount = to_decimal(amount)
        self._currency_symbol: str = Currencies.get_currency_symbol(self._symbol)
        self._book: CashBook | None = None
        self._zeros: dict[int, Decimal] = {}
        self.updated = Event()
        self.currency_conversion_updated = Event()
        self._conversion: CurrencyConversion = ConstantCurrencyConversion(
            self._symbol, None, to_decimal(conversion_rate)
        )
        self._conversion._listen(self._tell)

    @property
    def symbol(self) -> str:
        """The currency's letters, such as EUR."""
        return self._symbol

    @property
    def currency_symbol(self) -> str:
        """The currency's sign, such as €; the letters when it has none."""
        return self._currency_symbol

    @property
    def amount(self) -> float:
        """Units held."""
        return to_double(self._amount)

    @property
    def _conversion_rate(self) -> Decimal:
        return self._conversion._conversion_rate

    @_conversion_rate.setter
    def _conversion_rate(self, rate: Decimal) -> None:
        self._conversion._conversion_rate = rate

    @property
    def conversion_rate(self) -> float:
        """Units of the account's currency for one of this; zero while unknown."""
        return to_double(self._conversion._conversion_rate)

    @conversion_rate.setter
    def conversion_rate(self, rate: Number) -> None:
        self._conversion._conversion_rate = to_decimal(rate)

    @property
    def _value_in_account_currency(self) -> Decimal:
        rate = self._conversion._conversion_rate
        return self._amount * rate if self._amount else self._zero_at(rate)

    def _zero_at(self, rate: Decimal) -> Decimal:
        """Nothing at a rate: a zero keeps no scale of a long rate, and the scale of the starting equity shows it.

        Rates of so many decimals give the same zero, which is remembered: it is asked for with every price of a pair.
        """
        digits = str(rate)
        places = len(digits) - digits.find(".") if len(digits) < _SHORT_RATE else 0
        zero = self._zeros.get(places)
        if zero is None:
            zero = multiply(self._amount, rate)
            if places and "E" not in digits:
                self._zeros[places] = zero
        return zero

    @property
    def value_in_account_currency(self) -> float:
        """The amount at the rate of now."""
        return to_double(self._value_in_account_currency)

    @property
    def currency_conversion(self) -> CurrencyConversion:
        """Where the rate comes from."""
        return self._conversion

    @currency_conversion.setter
    def currency_conversion(self, conversion: CurrencyConversion) -> None:
        last_rate = self._conversion._conversion_rate
        self._conversion._forget(self._tell)
        self._conversion = conversion
        if last_rate:
            conversion._conversion_rate = last_rate
        conversion._listen(self._tell)
        self.currency_conversion_updated(self, None)

    @property
    def security_symbols(self) -> list[Symbol]:
        """The symbols of the securities whose prices make the rate."""
        return [security.symbol for security in self._conversion.conversion_rate_securities]

    def update(self) -> None:
        """The rate follows the securities' last prices when next asked."""
        self._conversion.update()

    def _add_amount(self, amount: Decimal) -> None:
        self._amount += amount
        self._zeros.clear()
        self._tell()

    def add_amount(self, amount: Number) -> float:
        """Adds to the amount, or takes away; gives the new amount."""
        self._add_amount(to_decimal(amount))
        return to_double(self._amount)

    def set_amount(self, amount: Number) -> None:
        """Sets the amount."""
        exactly = to_decimal(amount)
        if self._amount != exactly:
            self._amount = exactly
            self._zeros.clear()
            self._tell()

    def _tell(self) -> None:
        if self._book is not None:
            self._book._take_value_of(self)
        if self.updated._handlers:
            self.updated(self, None)

    def to_string(self, account_currency: str = "USD") -> str:
        """Amount, rate and value as LEAN prints them."""
        rate = self._conversion_rate
        rate = round_to_significant_digits(rate, 5) if rate < 1000 else round_half_even(rate, 2)
        amount = f"{text(round_half_away(self._amount, 2)):>15}"
        value = text(round_half_even(self._value_in_account_currency, 2))
        sign = Currencies.get_currency_symbol(account_currency)
        return f"{self._symbol}: {self._currency_symbol}{amount} @ {_rate_text(rate):>10} = {sign}{value}"

    def __str__(self) -> str:
        return self.to_string()


def _rate_text(rate: Decimal) -> str:
    """Two to six decimals, as the format 0.00#### gives."""
    whole, _, decimals = text(round_half_away(rate, 6)).partition(".")
    return f"{whole}.{decimals.rstrip('0').ljust(2, '0')}"
