"""CUSIP, FIGI, SEDOL, ISIN and CIK of securities (Common/Securities/SecurityDefinitionSymbolResolver.cs)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from minilean.errors import ArgumentError
from minilean.interop.containers import DotNetList
from minilean.interop.overloads import overloaded
from minilean.securities.identifier import SecurityIdentifier
from minilean.securities.symbol import Symbol, as_symbol

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm

_FILE = "symbol-properties/security-database.csv"
_CUSIP, _FIGI, _SEDOL, _ISIN, _CIK = range(1, 6)


def _rows(self: QCAlgorithm) -> list[list[str]]:
    """The lines of the data folder's list; a folder without it knows no identifiers."""
    file = self._qc.data_folder / _FILE
    if not file.is_file():
        if self._qc.once("security ids"):
            self._qc.trace(f"SecurityDefinitionSymbolResolver: no security definitions in {file}")
        return []
    lines = file.read_text(encoding="utf-8").splitlines()
    rows = [line.split(",") for line in lines if line.strip() and not line.startswith("#")]
    return [[*row, *[""] * (6 - len(row))] for row in rows]


def _identifier_of(self: QCAlgorithm, symbol: Any, column: int) -> str | None:
    wanted = str(as_symbol(symbol).id)
    return next((row[column].strip() or None for row in _rows(self) if row[0] == wanted), None)


def _symbols_of(self: QCAlgorithm, identifier: str, column: int, trading_date: datetime | None) -> list[Symbol]:
    today = self._qc.time.replace(hour=0, minute=0, second=0, microsecond=0)
    date = today if trading_date is None else trading_date
    if date > today:
        raise ArgumentError(
            f'The trading date provided: "{date:%Y-%m-%d}" is after the current algorithm\'s trading date: '
            f'"{today:%Y-%m-%d}"'
        )
    wanted = identifier.strip().lower()
    found = [row[0] for row in _rows(self) if wanted and row[column].strip().lower() == wanted]
    return [_symbol_on(self, SecurityIdentifier.parse(text), date) for text in found]


def _symbol_on(self: QCAlgorithm, identifier: SecurityIdentifier, date: datetime) -> Symbol:
    """The symbol with the ticker it had on a date."""
    symbol = Symbol(identifier, identifier.symbol)
    mapped = self._qc.feed.securities.map_files.resolve(symbol).get_mapped_symbol(date, identifier.symbol)
    return Symbol(identifier, mapped)


def _lookup(column: int, name: str) -> Callable[..., Any]:
    def look_up(self: QCAlgorithm, symbol: Any = None, trading_date: datetime | None = None, **named: str) -> Any:
        identifier = named.get(name, symbol)
        if not isinstance(identifier, str):
            return _identifier_of(self, symbol, column)
        symbols = _symbols_of(self, identifier, column, trading_date)
        return symbols[0] if symbols else None

    look_up.__name__ = name
    look_up.__doc__ = f"The {name} of a symbol, or the symbol that has one given as text; None where it is unknown."
    return look_up


cusip = _lookup(_CUSIP, "cusip")
composite_figi = _lookup(_FIGI, "composite_figi")
sedol = _lookup(_SEDOL, "sedol")
isin = _lookup(_ISIN, "isin")


@overloaded("cik trading_date")
def cik(self: QCAlgorithm, symbol: Any, trading_date: datetime | None = None) -> Any:
    """The CIK of a symbol, None where it is unknown; or all symbols with a CIK."""
    if isinstance(symbol, int):
        return DotNetList(_symbols_of(self, str(symbol), _CIK, trading_date))
    found = _identifier_of(self, symbol, _CIK)
    return None if found is None else int(found)
