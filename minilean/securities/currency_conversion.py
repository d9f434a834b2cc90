"""Rates from one currency to another: fixed, or through securities (Common/Securities/CurrencyConversion)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from minilean.errors import ArgumentError
from minilean.interop.decimal96 import divide, multiply
from minilean.interop.decimals import ONE, ZERO, to_double
from minilean.interop.names import dotnet
from minilean.securities.currency_pairs import (
    Match,
    compare_pair,
    currency_pair_dual,
    decompose_currency_pair,
    is_decomposable,
)

if TYPE_CHECKING:
    from decimal import Decimal

    from minilean.securities.security import Security
    from minilean.securities.symbol import Symbol

Listener = Callable[[], None]


@dotnet
class CurrencyConversion:
    """A rate that tells its listeners when it changes; ``_conversion_rate`` is exact."""

    def __init__(self, source_currency: str, destination_currency: str | None) -> None:
        self._source_currency = source_currency
        self._destination_currency = destination_currency
        self._listeners: tuple[Listener, ...] = ()
        self._rate = ZERO

    @property
    def source_currency(self) -> str:
        """What is converted."""
        return self._source_currency

    @property
    def destination_currency(self) -> str | None:
        """What it is converted to; None before anybody knows."""
        return self._destination_currency

    @property
    def conversion_rate(self) -> float:
        """Units of the destination for one of the source; zero while unknown."""
        return to_double(self._conversion_rate)

    @property
    def _conversion_rate(self) -> Decimal:
        return self._rate

    @_conversion_rate.setter
    def _conversion_rate(self, rate: Decimal) -> None:
        if self._rate != rate:
            self._rate = rate
            self._tell()

    @property
    def conversion_rate_securities(self) -> list[Security]:
        """The securities whose prices make the rate."""
        return []

    def update(self) -> None:
        """Prices may have changed: the rate is computed anew when next asked."""

    def _listen(self, listener: Listener) -> None:
        self._listeners = (*self._listeners, listener)

    def _forget(self, listener: Listener) -> None:
        self._listeners = tuple(other for other in self._listeners if other != listener)

    def _tell(self) -> None:
        for listener in self._listeners:
            listener()


@dotnet
class ConstantCurrencyConversion(CurrencyConversion):
    """A rate that stays as it was set."""

    def __init__(self, source_currency: str, destination_currency: str | None, conversion_rate: Decimal = ONE) -> None:
        super().__init__(source_currency, destination_currency)
        self._rate = conversion_rate

    @staticmethod
    def identity(source_currency: str, destination_currency: str | None = None) -> ConstantCurrencyConversion:
        """One for one."""
        return ConstantCurrencyConversion(source_currency, destination_currency or source_currency)

    @staticmethod
    def null(source_currency: str, destination_currency: str) -> ConstantCurrencyConversion:
        """No rate at all: zero."""
        return ConstantCurrencyConversion(source_currency, destination_currency, ZERO)


@dotnet
class SecurityCurrencyConversion(CurrencyConversion):
    """A rate made of the last prices of one or two securities."""

    def __init__(self, source_currency: str, destination_currency: str, steps: Sequence[tuple[Security, bool]]) -> None:
        """Each step is a security and whether its price divides instead of multiplying."""
        super().__init__(source_currency, destination_currency)
        self._steps = tuple(steps)
        self._needs_update = False

    @property
    def _conversion_rate(self) -> Decimal:
        if self._needs_update:
            self._needs_update = False
            self._rate = self._computed()
            self._tell()
        return self._rate

    @_conversion_rate.setter
    def _conversion_rate(self, rate: Decimal) -> None:
        if self._rate != rate:
            self._rate = rate
            self._needs_update = False
            self._tell()

    def _computed(self) -> Decimal:
        rate = ONE
        for security, inverted in self._steps:
            last = security.cache._last_data
            price = last._value if last is not None else ZERO
            if not price:
                return ZERO
            rate = divide(rate, price) if inverted else _times(rate, price)
        return rate

    @property
    def conversion_rate_securities(self) -> list[Security]:
        """The securities of the steps."""
        return [security for security, _ in self._steps]

    def update(self) -> None:
        """The rate follows the last prices when next asked."""
        if not self._needs_update:
            self._needs_update = True
            self._tell()

    @staticmethod
    def linear_search(
        source_currency: str,
        destination_currency: str,
        existing_securities: Sequence[Security],
        potential_symbols: Iterable[Symbol],
        make_new_security: Callable[[Symbol], Security],
    ) -> SecurityCurrencyConversion:
        """The first pair, or else the first two pairs, that lead from source to destination.

        Existing securities come first, then the potential symbols in their order. Raises ArgumentError without a path.
        """
        existing = {security.symbol: security for security in reversed(existing_securities)}
        symbols = [security.symbol for security in existing_securities if is_decomposable(security.symbol)]
        path = _direct(symbols, source_currency, destination_currency)
        if path is None:
            symbols += [symbol for symbol in potential_symbols if is_decomposable(symbol)]
            path = _direct(symbols, source_currency, destination_currency)
        path = path or _by_way_of_another(symbols, source_currency, destination_currency)
        if path is None:
            raise ArgumentError(
                f"No conversion path found between source currency {source_currency} and destination currency "
                f"{destination_currency}"
            )
        steps = [(existing.get(symbol) or make_new_security(symbol), inverted) for symbol, inverted in path]
        return SecurityCurrencyConversion(source_currency, destination_currency, steps)


def _times(rate: Decimal, price: Decimal) -> Decimal:
    """The product; one times a price is the price."""
    return price if rate is ONE else multiply(rate, price)


def _direct(symbols: Sequence[Symbol], source: str, destination: str) -> list[tuple[Symbol, bool]] | None:
    """The first pair of both currencies."""
    for symbol in symbols:
        match = compare_pair(symbol, source, destination)
        if match is not Match.NO_MATCH:
            return [(symbol, match is Match.INVERSE_MATCH)]
    return None


def _by_way_of_another(symbols: Sequence[Symbol], source: str, destination: str) -> list[tuple[Symbol, bool]] | None:
    """The first two pairs with a currency between them."""
    for first in symbols:
        middle = currency_pair_dual(first, source)
        if middle is None:
            continue
        second = _direct(symbols, middle, destination)
        if second is not None:
            return [(first, source == decompose_currency_pair(first)[1]), *second]
    return None
