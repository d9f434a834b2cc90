"""From securities to what industries call them, and back (Algorithm/QCAlgorithm.cs)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from minilean.errors import ArgumentError
from minilean.interop.containers import DotNetList
from minilean.interop.dates import midnight_of
from minilean.interop.overloads import overloaded
from minilean.securities.identifier import SecurityIdentifier
from minilean.securities.naming import names
from minilean.securities.security_definitions import SecurityDefinitions, Standard
from minilean.securities.symbol import Symbol, as_symbol

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm


def _definitions(self: QCAlgorithm) -> SecurityDefinitions:
    definitions = names.definitions or SecurityDefinitions(self._qc.data_folder)
    if not definitions.file.is_file() and self._qc.once("security ids"):
        self._qc.trace(f"SecurityDefinitionSymbolResolver: no security definitions in {definitions.file}")
    return definitions


def _symbols_of(self: QCAlgorithm, name: str, standard: Standard, trading_date: datetime | None) -> list[Symbol]:
    today = midnight_of(self._qc.time)
    date = today if trading_date is None else trading_date
    if date > today:
        raise ArgumentError(
            f'The trading date provided: "{date:%Y-%m-%d}" is after the current algorithm\'s trading date: '
            f'"{today:%Y-%m-%d}"'
        )
    found = _definitions(self).identifiers(name, standard)
    return [_symbol_on(self, SecurityIdentifier.parse(text), date) for text in found]


def _symbol_on(self: QCAlgorithm, identifier: SecurityIdentifier, date: datetime) -> Symbol:
    """The symbol with the ticker it had on a date."""
    symbol = Symbol(identifier, identifier.symbol)
    mapped = self._qc.feed.securities.map_files.resolve(symbol).get_mapped_symbol(date, identifier.symbol)
    return Symbol(identifier, mapped)


def _lookup(standard: Standard) -> Callable[..., Any]:
    name = standard.name.lower()

    def look_up(self: QCAlgorithm, symbol: Any = None, trading_date: datetime | None = None, **named: str) -> Any:
        identifier = named.get(name, symbol)
        if not isinstance(identifier, str):
            return _definitions(self).find(str(as_symbol(symbol).id), standard)
        symbols = _symbols_of(self, identifier, standard, trading_date)
        return symbols[0] if symbols else None

    look_up.__name__ = name
    look_up.__doc__ = f"The {name} of a symbol, or the symbol that has one given as text; None where it is unknown."
    return look_up


cusip = _lookup(Standard.CUSIP)
composite_figi = _lookup(Standard.COMPOSITE_FIGI)
sedol = _lookup(Standard.SEDOL)
isin = _lookup(Standard.ISIN)


@overloaded("cik trading_date")
def cik(self: QCAlgorithm, symbol: Any, trading_date: datetime | None = None) -> Any:
    """The CIK of a symbol, None where it is unknown; or all symbols with a CIK."""
    if isinstance(symbol, int):
        return DotNetList(_symbols_of(self, str(symbol), Standard.CIK, trading_date))
    found = _definitions(self).find(str(as_symbol(symbol).id), Standard.CIK)
    return None if found is None else int(found)
