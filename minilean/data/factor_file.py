"""Factor files: what splits and dividends make of earlier prices."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING

from minilean.data.archives import readable_zip
from minilean.enums import DataNormalizationMode, SecurityType
from minilean.errors import ArgumentError, DataError
from minilean.interop.dates import midnight_of, to_date_time
from minilean.interop.decimal96 import divide
from minilean.interop.decimals import ONE, ZERO, to_double
from minilean.interop.names import dotnet, exact

if TYPE_CHECKING:
    from minilean.data.map_file import MapFileProvider
    from minilean.securities.symbol import Symbol

_END_OF_TIME = datetime(2050, 12, 31)
_SPLITS_ONLY = (DataNormalizationMode.TOTAL_RETURN, DataNormalizationMode.SPLIT_ADJUSTED)
_SPLITS_AND_DIVIDENDS = (DataNormalizationMode.ADJUSTED, DataNormalizationMode.SCALED_RAW)


@dotnet
@dataclass(frozen=True, slots=True)
class CorporateFactorRow:
    """The factors of all prices up to and including a date (Common/Data/Auxiliary/CorporateFactorRow.cs).

    ``_reference_price`` is the raw close of that date.
    """

    date: datetime
    _price_factor: Decimal
    _split_factor: Decimal
    _reference_price: Decimal = ZERO

    price_factor = exact("_price_factor")
    split_factor = exact("_split_factor")
    reference_price = exact("_reference_price")
    price_scale_factor = exact("_price_scale_factor")

    @property
    def _price_scale_factor(self) -> Decimal:
        return self._price_factor * self._split_factor

    @classmethod
    def parse(cls, line: str) -> CorporateFactorRow:
        """Reads ``20130807,0.8798652,0.0357143,464.98``; raises ValueError or InvalidOperation for another shape."""
        fields = line.split(",")
        text = fields[0].strip()
        date = datetime(int(text[:4]), int(text[4:6]), int(text[6:8]))
        reference = Decimal(fields[3].strip()) if len(fields) > 3 else ZERO
        return cls(date, Decimal(fields[1].strip()), Decimal(fields[2].strip()), reference)


@dotnet
class CorporateFactorProvider:
    """The factors of one equity (Common/Data/Auxiliary/CorporateFactorProvider.cs)."""

    def __init__(
        self, permtick: str, rows: Iterable[CorporateFactorRow], factor_file_minimum_date: datetime | None = None
    ) -> None:
        self.permtick = permtick.upper()
        self.factor_file_minimum_date = factor_file_minimum_date
        first_of_date: dict[datetime, CorporateFactorRow] = {}
        for row in rows:
            first_of_date.setdefault(row.date, row)
        self.rows = [first_of_date[date] for date in sorted(first_of_date)]
        self._dates = [row.date for row in self.rows]

    @property
    def most_recent_factor_change(self) -> datetime:
        """The last date with a factor of its own; the first of all dates when there is none."""
        return next((date for date in reversed(self._dates) if date != _END_OF_TIME), datetime.min)

    def row_dates(self) -> list[datetime]:
        """The dates of the rows, oldest first."""
        return self._dates

    def _row_of(self, search_date: datetime) -> CorporateFactorRow | None:
        midnight = midnight_of(search_date)
        position = bisect_left(self._dates, midnight)
        return self.rows[position] if position < len(self.rows) else None

    def get_price_factor(self, search_date: date, data_normalization_mode: DataNormalizationMode) -> float:
        """What raw prices of a date are multiplied by; zero when prices stay raw, as in LEAN."""
        return to_double(self._get_price_factor(to_date_time(search_date), data_normalization_mode))

    def _get_price_factor(self, search_date: datetime, mode: DataNormalizationMode) -> Decimal:
        if mode is DataNormalizationMode.RAW:
            return ZERO
        row = self._row_of(search_date)
        if row is None:
            return ONE
        if mode in _SPLITS_ONLY:
            return row._split_factor
        if mode in _SPLITS_AND_DIVIDENDS:
            return row._price_scale_factor
        message = f"equities have no factor for {mode.dotnet_name} prices"
        raise ArgumentError(message)

    def _get_price_scale(
        self, date_time: datetime, mode: DataNormalizationMode, end_date_time: datetime | None = None
    ) -> Decimal:
        """The factor of a date; scaled raw prices take the end date as their present (PriceScalingExtensions.cs)."""
        factor = self._get_price_factor(date_time, mode)
        if mode is not DataNormalizationMode.SCALED_RAW:
            return factor
        if end_date_time is None:
            message = "ScaledRaw normalization mode requires an end date for price scaling."
            raise ArgumentError(message)
        return divide(factor, self._get_price_factor(end_date_time, mode))

    def get_scaling_factors(self, search_date: datetime) -> CorporateFactorRow:
        """The row that holds for a date; factors of one after the last."""
        return self._row_of(search_date) or CorporateFactorRow(search_date, ONE, ONE)

    def dividend_event_on_next_trading_day(self, date: datetime) -> tuple[Decimal, Decimal] | None:
        """Ratio of price factors and reference price, when a dividend is paid on the trading day after the date."""
        pair = self._row_and_next(date)
        if pair is None or pair[0]._price_factor == pair[1]._price_factor:
            return None
        return divide(pair[0]._price_factor, pair[1]._price_factor), pair[0]._reference_price

    def split_event_on_next_trading_day(self, date: datetime) -> tuple[Decimal, Decimal] | None:
        """Split factor and reference price, when a split happens on the trading day after the date."""
        pair = self._row_and_next(date)
        if pair is None or pair[0]._split_factor == pair[1]._split_factor:
            return None
        return divide(pair[0]._split_factor, pair[1]._split_factor), pair[0]._reference_price

    def _row_and_next(self, date: datetime) -> tuple[CorporateFactorRow, CorporateFactorRow] | None:
        position = bisect_left(self._dates, date)
        if position >= len(self._dates) - 1 or self._dates[position] != date:
            return None
        return self.rows[position], self.rows[position + 1]


class FactorFileProvider:
    """Factor files of a data folder, each read once (LocalDiskFactorFileProvider, LocalZipFactorFileProvider)."""

    def __init__(self, data_folder: Path, map_files: MapFileProvider) -> None:
        self._data_folder = data_folder
        self._map_files = map_files
        self._files: dict[Symbol, CorporateFactorProvider] = {}

    def get(self, symbol: Symbol) -> CorporateFactorProvider:
        """The symbol's factors; none change a price when there is no file.

        Raises DataError for a broken line: LEAN trades on with unadjusted prices.
        """
        found = self._files.get(symbol)
        if found is None:
            map_file = self._map_files.resolve(symbol)
            permtick = map_file.permtick if map_file.rows else symbol.value
            path, text = self._text(symbol, permtick)
            found = self._files[symbol] = parse_factor_file(permtick, text, path)
        return found

    def _text(self, symbol: Symbol, permtick: str) -> tuple[Path, str]:
        folder = self._data_folder / "equity" / symbol.id.market / "factor_files"
        path = folder / f"{permtick.lower()}.csv"
        if symbol.security_type != SecurityType.EQUITY:
            return path, ""
        if path.is_file():
            return path, path.read_text(encoding="utf-8", errors="replace")
        for archive_path in sorted(folder.glob("factor_files_*.zip"), reverse=True)[:1]:
            with readable_zip(archive_path, archive_path) as archive:
                if path.name in archive.namelist():
                    return archive_path / path.name, archive.read(path.name).decode(errors="replace")
        return path, ""


def parse_factor_file(permtick: str, text: str, path: Path) -> CorporateFactorProvider:
    """Reads a factor file; lines with ``inf`` or a large exponent lack digits and are left out, as in LEAN.

    Raises DataError, with the line, for one that cannot be read.
    """
    rows = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or "inf" in line or "e+" in line:
            continue
        try:
            row = CorporateFactorRow.parse(line)
            is_known = row._price_scale_factor > 0
        except (ValueError, IndexError, InvalidOperation) as error:
            wanted = "no date with a price factor and a split factor"
            raise DataError(f"{path}, line {number}: {line!r} is {wanted}: mend it") from error
        if is_known:
            rows.append(row)
    minimum = min((row.date for row in rows), default=None)
    return CorporateFactorProvider(permtick, rows, minimum - timedelta(days=1) if minimum else None)
