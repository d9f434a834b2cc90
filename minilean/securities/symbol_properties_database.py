"""LEAN's symbol properties file: rows are found in its text and parsed when first asked for."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from decimal import InvalidOperation as NoNumber
from pathlib import Path
from typing import TYPE_CHECKING

from minilean.enums import SecurityType
from minilean.errors import ArgumentError, DataError, InvalidOperation
from minilean.interop.containers import KeyValuePair
from minilean.interop.decimals import ONE
from minilean.interop.names import dotnet
from minilean.securities.database_key import SecurityDatabaseKey, database_symbol_key
from minilean.securities.naming import names
from minilean.securities.symbol_properties import SymbolProperties

if TYPE_CHECKING:
    from minilean.securities.symbol import Symbol

_KINDS = {kind.dotnet_name.lower(): kind for kind in SecurityType}


@dotnet
class SymbolPropertiesDatabase:
    """Properties by market, symbol and kind (Common/Securities/SymbolPropertiesDatabase.cs)."""

    def __init__(self, data_folder: Path) -> None:
        """Raises DataError when the folder has no symbol properties."""
        path = data_folder / "symbol-properties" / "symbol-properties-database.csv"
        self._path = path
        try:
            self._text = b"\n" + path.read_bytes().replace(b"\r", b"") + b"\n"
        except OSError as error:
            message = f"{data_folder} has no readable {path.relative_to(data_folder)}: run `minilean data ensure`"
            raise DataError(message) from error
        # keys are found whatever their letter case; only ASCII letters change, so positions stay
        self._folded = self._text.lower()
        self._entries: dict[SecurityDatabaseKey, SymbolProperties | None] = {}
        self._added: dict[SecurityDatabaseKey, SymbolProperties] = {}
        self._lines: dict[SecurityDatabaseKey, str] = {}
        self._pairs: dict[tuple[str, SecurityType], list[tuple[str, str]]] = {}

    get_database_symbol_key = staticmethod(database_symbol_key)

    @staticmethod
    def from_data_folder() -> SymbolPropertiesDatabase:
        """The database of the run in progress."""
        if names.symbol_properties is None:
            message = "no run has set its symbol properties yet"
            raise InvalidOperation(message)
        return names.symbol_properties

    def contains_key(self, market: str, symbol: Symbol | str | None, security_type: SecurityType) -> bool:
        """Whether the symbol itself has a row; the market's wildcard does not count."""
        return self._find(SecurityDatabaseKey.of(market, symbol, security_type)) is not None

    def try_get_market(self, symbol: str, security_type: SecurityType) -> tuple[bool, str | None]:
        """The market of the first row of a symbol and kind, whatever the market."""
        wanted = f",{symbol},{security_type.dotnet_name},".lower().encode()
        position = self._folded.find(wanted)
        while position >= 0:
            market = self._text[self._text.rindex(b"\n", 0, position) + 1 : position]
            if b"," not in market and not market.startswith(b"#"):
                return True, market.decode()
            position = self._folded.find(wanted, position + 1)
        return False, None

    def get_symbol_properties(
        self, market: str, symbol: Symbol | str | None, security_type: SecurityType, default_quote_currency: str
    ) -> SymbolProperties:
        """The symbol's properties, else its market's, else LEAN's defaults in the given currency."""
        key = SecurityDatabaseKey.of(market, symbol, security_type)
        return self._find(key) or self._find(key.common()) or SymbolProperties.get_default(default_quote_currency)

    def get_symbol_properties_list(
        self, market: str, security_type: SecurityType | None = None
    ) -> list[KeyValuePair[SecurityDatabaseKey, SymbolProperties]]:
        """All rows of a market, of one kind or of all, in the file's order."""
        found: dict[SecurityDatabaseKey, SymbolProperties] = {}
        for line in self._lines_of(market):
            key = _key_of(line)
            if key is not None:
                known = self._entries.get(key)
                found[key] = self._entries[key] = known if known is not None else self._properties(line)
        found |= {key: properties for key, properties in self._added.items() if key.market == market}
        return [
            KeyValuePair(key, properties)
            for key, properties in found.items()
            if security_type is None or security_type is key.security_type
        ]

    def pairs(self, market: str, security_type: SecurityType) -> list[tuple[str, str]]:
        """Tickers with their quote currencies: what the list above says of a market, without parsing the rest."""
        found = self._pairs.get((market, security_type))
        if found is None:
            kind = security_type.dotnet_name.lower()
            quotes: dict[str, str] = {}
            for line in self._lines_of(market):
                row = line.split(",", 5)
                if row[2].lower() == kind:
                    quotes[row[1].upper()] = row[4]
                    self._lines[SecurityDatabaseKey.of(market, row[1], security_type)] = line
            for key, properties in self._added.items():
                if key.market == market and key.security_type is security_type:
                    quotes[key.symbol] = properties.quote_currency
            found = self._pairs[market, security_type] = list(quotes.items())
        return found

    def set_entry(
        self, market: str, symbol: str | None, security_type: SecurityType, properties: SymbolProperties
    ) -> bool:
        """Adds or replaces an entry for this run."""
        key = SecurityDatabaseKey.of(market, symbol, security_type)
        self._entries[key] = self._added[key] = properties
        self._pairs.clear()
        return True

    def _lines_of(self, market: str) -> Iterator[str]:
        start = f"\n{market},".lower().encode()
        position = self._folded.find(start)
        while position >= 0:
            end = self._text.index(b"\n", position + 1)
            yield self._text[position + 1 : end].decode()
            position = self._folded.find(start, end)

    def _find(self, key: SecurityDatabaseKey) -> SymbolProperties | None:
        if key not in self._entries:
            self._entries[key] = self._read(key)
        return self._entries[key]

    def _read(self, key: SecurityDatabaseKey) -> SymbolProperties | None:
        if key in self._lines:
            return self._properties(self._lines[key])
        wanted = f"\n{key.market},{key.symbol},{key.security_type.dotnet_name},".lower().encode()
        position = self._folded.find(wanted)
        if position < 0:
            return None
        return self._properties(self._text[position + 1 : self._text.index(b"\n", position + 1)].decode())

    def _properties(self, line: str) -> SymbolProperties:
        """Raises DataError naming the line when it cannot be read: LEAN would end, or take letters for digits."""
        try:
            return _properties(line)
        except (IndexError, ArgumentError, NoNumber) as error:
            number = self._text.count(b"\n", 0, self._text.index(b"\n" + line.encode() + b"\n") + 1)
            wanted = "no row of symbol properties"
            raise DataError(
                f"{self._path}, line {number}: {line!r} is {wanted}: delete the file and run `minilean data ensure`"
            ) from error


def _key_of(line: str) -> SecurityDatabaseKey | None:
    market, symbol, kind, _ = line.split(",", 3)
    security_type = _KINDS.get(kind.lower())
    return None if security_type is None else SecurityDatabaseKey.of(market, symbol, security_type)


def _properties(line: str) -> SymbolProperties:
    fields = line.split(",")
    fields += [""] * (12 - len(fields))
    return SymbolProperties(
        fields[3],
        fields[4],
        _number(fields[5]),
        _plain(_number(fields[6])),
        _number(fields[7]),
        fields[8],
        _number(fields[9]) if fields[9] else None,
        _number(fields[10]) if fields[10] else ONE,
        _number(fields[11]) if fields[11] else ONE,
    )


def _number(text: str) -> Decimal:
    number = Decimal(text)
    if not number.is_finite():
        raise NoNumber(text)
    return number


def _plain(value: Decimal) -> Decimal:
    """Writes out an exponent above zero, which .NET's decimals do not have."""
    return value.quantize(ONE) if value.as_tuple().exponent > 0 else value  # type: ignore[operator]
