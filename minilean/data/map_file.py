"""Map files: which ticker an equity traded under until when."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from minilean.data.archives import readable_zip
from minilean.enums import DataMappingMode, SecurityType
from minilean.errors import DataError
from minilean.securities.identifier import DEFAULT_DATE, SecurityIdentifier

if TYPE_CHECKING:
    from minilean.securities.symbol import Symbol

_BEGINNING_OF_TIME = datetime(1899, 12, 30)
_END_OF_TIME = datetime(2050, 12, 31)


@dataclass(frozen=True, slots=True)
class MapFileRow:
    """The ticker in use up to and including a date (Common/Data/Auxiliary/MapFileRow.cs)."""

    date: datetime
    mapped_symbol: str
    primary_exchange: str = ""
    data_mapping_mode: DataMappingMode | None = None

    @classmethod
    def parse(cls, line: str) -> MapFileRow:
        """Reads ``20501231,spy,P``; raises ValueError for another shape."""
        fields = line.strip().split(",")
        mode = DataMappingMode(int(fields[3])) if len(fields) > 3 and fields[3] else None
        exchange = fields[2] if len(fields) > 2 else ""
        text = fields[0]
        date = datetime(int(text[:4]), int(text[4:6]), int(text[6:8]))
        return cls(date, fields[1].upper(), exchange, mode)


class MapFile:
    """All tickers of one security, oldest first (Common/Data/Auxiliary/MapFile.cs)."""

    __slots__ = ("delisting_date", "first_date", "first_ticker", "permtick", "rows")

    def __init__(self, permtick: str, rows: Iterable[MapFileRow]) -> None:
        self.permtick = permtick.upper()
        self.rows = sorted(dict.fromkeys(rows), key=lambda row: row.date)
        self.first_date = self.rows[0].date if self.rows else _BEGINNING_OF_TIME
        self.delisting_date = self.rows[-1].date if self.rows else _END_OF_TIME
        self.first_ticker = _without_number(self.get_mapped_symbol(self.first_date, self.permtick))

    def __iter__(self) -> Iterator[MapFileRow]:
        return iter(self.rows)

    def get_mapped_symbol(
        self, search_date: datetime, default_return_value: str = "", data_mapping_mode: DataMappingMode | None = None
    ) -> str:
        """The ticker on a date, or the default after the last row."""
        for row in self.rows:
            other_mode = row.data_mapping_mode is not None and row.data_mapping_mode != data_mapping_mode
            if row.date >= search_date and not other_mode:
                return row.mapped_symbol
        return default_return_value

    def has_data(self, date: datetime) -> bool:
        """Whether the security was listed on the date; without rows nothing speaks against it."""
        return not self.rows or self.first_date <= date <= self.delisting_date


def _without_number(ticker: str) -> str:
    """Removes the ``.1`` by which files tell apart securities that shared a ticker."""
    name, dot, number = ticker.rpartition(".")
    return name if dot and name and number.isdigit() else ticker


class MapFileResolver:
    """Finds a security's map file by any of its tickers (Common/Data/Auxiliary/MapFileResolver.cs)."""

    def __init__(self, map_files: Iterable[MapFile]) -> None:
        self._by_permtick: dict[str, MapFile] = {}
        entries: dict[str, dict[datetime, str]] = {}
        for map_file in map_files:
            self._by_permtick[map_file.permtick] = map_file
            for row in map_file.rows:
                entries.setdefault(row.mapped_symbol, {}).setdefault(row.date, map_file.permtick)
        self._by_symbol = {ticker: sorted(dates.items()) for ticker, dates in entries.items()}

    def __iter__(self) -> Iterator[MapFile]:
        return iter(self._by_permtick.values())

    def get_by_permtick(self, permtick: str) -> MapFile | None:
        """The file of that name."""
        return self._by_permtick.get(permtick.upper())

    def resolve_map_file(self, symbol: str, date: datetime) -> MapFile:
        """The file of what the ticker meant on the date; one without rows when there is none."""
        ticker = symbol.upper()
        entries = self._by_symbol.get(ticker)
        if entries:
            position = min(bisect_left(entries, (date, "")), len(entries) - 1)
            ticker = entries[position][1]
        found = self._by_permtick.get(ticker)
        if found is None or (found.first_date > date and date != DEFAULT_DATE):
            return MapFile(ticker, ())
        return found

    def resolve_symbol(self, symbol: Symbol, data_type: str | None = None) -> MapFile:
        """The file of a security, of custom data's underlying where there is one (MappingExtensions.cs)."""
        sid = symbol.underlying.id if symbol.has_underlying else symbol.id
        ticker = sid.symbol
        if symbol.security_type is SecurityType.BASE:
            name = data_type or SecurityIdentifier.try_get_custom_data_type(symbol.id.symbol)[1]
            ticker = ticker.removesuffix(f".{name}") if name else ticker
        if not self._by_permtick:
            return self.resolve_map_file(symbol.value, _BEGINNING_OF_TIME)
        return self.resolve_map_file(ticker, sid.date)


class MapFileProvider:
    """Map files of a data folder, read once per market (LocalDiskMapFileProvider, LocalZipMapFileProvider)."""

    def __init__(self, data_folder: Path) -> None:
        self._data_folder = data_folder
        self._resolvers: dict[tuple[str, SecurityType], MapFileResolver] = {}

    def get(self, market: str, security_type: SecurityType) -> MapFileResolver:
        """The resolver of a market; an empty one when the market has no map files."""
        key = (market, _file_kind(security_type))
        resolver = self._resolvers.get(key)
        if resolver is None:
            folder = self._data_folder / key[1].dotnet_name.lower() / market / "map_files"
            resolver = self._resolvers[key] = MapFileResolver(_read_folder(folder))
        return resolver

    def for_symbol(self, symbol: Symbol) -> MapFileResolver:
        """The resolver for a symbol's market and kind, or its underlying's (AuxiliaryDataKey.Create)."""
        owner = symbol.underlying if symbol.has_underlying else symbol
        return self.get(owner.id.market, owner.security_type)

    def resolve(self, symbol: Symbol, data_type: str | None = None) -> MapFile:
        """The symbol's map file; one without rows for kinds that are never renamed."""
        if not symbol.requires_mapping():
            return MapFile(symbol.value or "NONE", ())
        return self.for_symbol(symbol).resolve_symbol(symbol, data_type)


def _file_kind(security_type: SecurityType) -> SecurityType:
    return SecurityType.EQUITY if security_type in (SecurityType.OPTION, SecurityType.BASE) else security_type


def _read_folder(folder: Path) -> Iterator[MapFile]:
    """The folder's csv files; where there are none, the newest zip of them."""
    if not folder.is_dir():
        return
    files = sorted(folder.glob("*.csv"))
    for file in files:
        yield MapFile(file.stem, _read_rows(file.read_text(encoding="utf-8", errors="replace"), file))
    archives = sorted(folder.glob("map_files_*.zip"))
    if not files and archives:
        with readable_zip(archives[-1], archives[-1]) as archive:
            names = sorted(name for name in archive.namelist() if name.endswith(".csv"))
            texts = [(name, archive.read(name).decode(errors="replace")) for name in names]
        for name, text in texts:
            yield MapFile(Path(name).stem, _read_rows(text, archives[-1] / name))


def _read_rows(text: str, file: Path) -> list[MapFileRow]:
    rows = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            rows.append(MapFileRow.parse(line))
        except (ValueError, IndexError) as error:
            raise DataError(f"{file}, line {number}: {line!r} is no date with a ticker: mend it") from error
    return rows
