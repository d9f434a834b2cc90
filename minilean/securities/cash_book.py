"""All currencies held (Common/Securities/CashBook.cs)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, overload

from minilean.enums import CashBookUpdateType
from minilean.errors import ArgumentError, InvalidOperation, KeyNotFound
from minilean.interop.containers import DotNetDictionary
from minilean.interop.decimal96 import divide, multiply
from minilean.interop.decimals import ZERO, Number, round_half_even, text, to_decimal, to_double
from minilean.interop.events import Event
from minilean.interop.names import dotnet
from minilean.securities.cash import Cash, CashAmount
from minilean.securities.currencies import Currencies

if TYPE_CHECKING:
    from collections.abc import Callable

_ONE = Decimal("1.0")


@dotnet
class CashBookUpdatedEventArgs:
    """What changed in a cash book."""

    __slots__ = ("_cash", "_update_type")

    def __init__(self, update_type: CashBookUpdateType, cash: Cash | None) -> None:
        self._update_type = update_type
        self._cash = cash

    @property
    def update_type(self) -> CashBookUpdateType:
        """Added, removed or updated."""
        return self._update_type

    @property
    def cash(self) -> Cash | None:
        """The currency, None when the book was cleared."""
        return self._cash


@dotnet
class CashBook(DotNetDictionary[str, Cash]):
    """Cash by currency; rates are towards ``account_currency``.

    ``_currencies_changed`` fires when one is added or removed, ``_on_value`` is called whenever the total may be
    another; ``updated`` is the users' event for both.
    """

    def __init__(self) -> None:
        super().__init__()
        self.updated = Event()
        self._currencies_changed = Event()
        self._on_value: Callable[[], None] | None = None
        self._total: Decimal | None = None
        self._account_currency = ""
        self.account_currency = "USD"

    @property
    def account_currency(self) -> str:
        """The currency the account is valued in."""
        return self._account_currency

    @account_currency.setter
    def account_currency(self, currency: str) -> None:
        amount = ZERO
        previous = self._items.get(self._account_currency)
        if previous is not None:
            amount = previous._amount
            self.remove(self._account_currency)
        self._account_currency = currency.upper()
        self.add(self._account_currency, Cash(self._account_currency, amount, _ONE))

    @property
    def _total_value_in_account_currency(self) -> Decimal:
        if self._total is None:
            total = ZERO
            for cash in self._items.values():
                total += cash._value_in_account_currency
            self._total = total
        return self._total

    @property
    def total_value_in_account_currency(self) -> float:
        """The sum of all currencies at the rates of now."""
        return to_double(self._total_value_in_account_currency)

    def update_conversions(self) -> None:
        """All rates follow the last prices when next asked."""
        for cash in self._items.values():
            cash._conversion.update()

    def add(  # type: ignore[override]  # LEAN gives the cash back
        self, key: Any, value: Cash | Number, conversion_rate: Number | None = None
    ) -> Cash | None:
        """Adds a currency, or sets amount and rate of one that is there; the null currency is not added."""
        cash = value if isinstance(value, Cash) else Cash(key, value, conversion_rate or ZERO)
        if key == Currencies.NULL_CURRENCY:
            return None
        existing = self._items.get(key)
        if existing is not None:
            existing._conversion_rate = cash._conversion_rate
            existing.set_amount(cash._amount)
            return existing
        cash._book = self
        cash.currency_conversion_updated += self._forget_total
        self._items = {**self._items, key: cash}
        self._tell(CashBookUpdateType.ADDED, cash)
        return cash

    def _store(self, key: str, value: Cash) -> None:
        self.add(key, value)

    def remove(self, key: Any) -> bool:
        """Removes a currency; says whether it was there."""
        items = dict(self._items)
        cash = items.pop(key, None)
        self._items = items
        if cash is None:
            return False
        cash._book = None
        cash.currency_conversion_updated -= self._forget_total
        self._tell(CashBookUpdateType.REMOVED, cash)
        return True

    def clear(self) -> None:
        """Removes all currencies."""
        self._items = {}
        self._tell(CashBookUpdateType.REMOVED, None)

    def _missing(self, key: str) -> Cash:
        if key == Currencies.NULL_CURRENCY:
            raise InvalidOperation("Unexpected request for NullCurrency Cash instance")
        raise KeyNotFound(f"This cash symbol ({key}) was not found in your cash book.")

    def _convert(self, source_quantity: Decimal, source_currency: str, destination_currency: str) -> Decimal:
        if not source_quantity:
            return ZERO
        source_rate = self[source_currency]._conversion_rate
        destination_rate = self[destination_currency]._conversion_rate
        if not source_rate:
            raise ArgumentError(f"The conversion rate for {source_currency} is not available.")
        if not destination_rate:
            raise ArgumentError(f"The conversion rate for {destination_currency} is not available.")
        return multiply(source_quantity, divide(source_rate, destination_rate))

    def _to_account_currency(self, amount: Decimal, currency: str | None) -> Decimal:
        if currency == self._account_currency:
            return amount
        return self._convert(amount, currency or "", self._account_currency)

    def convert(self, source_quantity: Number, source_currency: str, destination_currency: str) -> float:
        """An amount of one currency in another; raises ArgumentError while a rate is unknown."""
        return to_double(self._convert(to_decimal(source_quantity), source_currency, destination_currency))

    @overload
    def convert_to_account_currency(self, source_quantity: CashAmount) -> CashAmount: ...

    @overload
    def convert_to_account_currency(self, source_quantity: Number, source_currency: str) -> float: ...

    def convert_to_account_currency(self, source_quantity: Any, source_currency: str | None = None) -> Any:
        """A cash amount, or a number of a currency, in the account's currency."""
        if source_currency is not None:
            return to_double(self._to_account_currency(to_decimal(source_quantity), source_currency))
        amount = self._to_account_currency(source_quantity._amount, source_quantity.currency)
        return CashAmount(amount, self._account_currency)

    def _take_value_of(self, cash: Cash) -> None:
        """An amount or a rate may have changed: happens with every price of a pair, so little is done of it."""
        self._total = None
        if self._on_value is not None:
            self._on_value()
        if self.updated._handlers:
            self.updated(self, CashBookUpdatedEventArgs(CashBookUpdateType.UPDATED, cash))

    def _forget_total(self, sender: object, argument: object) -> None:
        """A rate from elsewhere may be equal and yet have other decimals, which the total shows."""
        self._total = None

    def _tell(self, kind: CashBookUpdateType, cash: Cash | None) -> None:
        self._total = None
        if self._on_value is not None:
            self._on_value()
        change = CashBookUpdatedEventArgs(kind, cash)
        self._currencies_changed(self, change)
        self.updated(self, change)

    def __str__(self) -> str:
        lines = [f"Symbol {'Quantity':>13} {'Conversion':>10} = Value in {self._account_currency}"]
        lines += [cash.to_string(self._account_currency) for cash in self._items.values()]
        total = text(round_half_even(self._total_value_in_account_currency, 2))
        sign = Currencies.get_currency_symbol(self._account_currency)
        lines += ["-" * 49, f"CashBook Total Value:    {sign}{total}", ""]
        return "\n".join(lines)
