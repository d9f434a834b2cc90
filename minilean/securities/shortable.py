"""How much can be borrowed to sell short (Common/Data/Shortable)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from minilean.errors import DataError
from minilean.interop.decimals import ZERO, to_double
from minilean.interop.names import dotnet

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from minilean.securities.symbol import Symbol


@dotnet
class NullShortableProvider:
    """No limit and no cost."""

    INSTANCE: ClassVar[NullShortableProvider]
    Instance: ClassVar[NullShortableProvider]

    def fee_rate(self, symbol: Symbol, local_time: datetime) -> float:
        """The yearly cost of borrowing, as a fraction."""
        return 0.0

    def rebate_rate(self, symbol: Symbol, local_time: datetime) -> float:
        """The yearly rebate, as a fraction."""
        return 0.0

    def shortable_quantity(self, symbol: Symbol, local_time: datetime) -> int | None:
        """Units that can be borrowed; None without limit."""
        return None


NullShortableProvider.INSTANCE = NullShortableProvider.Instance = NullShortableProvider()


class _Day(NamedTuple):
    quantity: int | None
    rebate: Decimal
    fee: Decimal


@dotnet
class LocalDiskShortableProvider:
    """Reads what a brokerage offered, by day, from the data folder."""

    def __init__(self, brokerage: str) -> None:
        self._qc_brokerage = brokerage.lower()
        self._qc_ticker: str | None = None
        self._qc_days: dict[str, _Day] = {}

    @property
    def brokerage(self) -> str:
        """The folder of the brokerage whose lists are read."""
        return self._qc_brokerage

    @property
    def data_provider(self) -> None:
        """What Extensions.read_lines takes first; files are read from the disk."""
        return

    def fee_rate(self, symbol: Symbol, local_time: datetime) -> float:
        """The yearly cost of borrowing, as a fraction."""
        day = self._qc_day(symbol, local_time)
        return to_double(day.fee) if day else 0.0

    def rebate_rate(self, symbol: Symbol, local_time: datetime) -> float:
        """The yearly rebate, as a fraction."""
        day = self._qc_day(symbol, local_time)
        return to_double(day.rebate) if day else 0.0

    def shortable_quantity(self, symbol: Symbol, local_time: datetime) -> int | None:
        """Units that can be borrowed; None without limit or without data."""
        day = self._qc_day(symbol, local_time)
        return day.quantity if day else None

    def _qc_day(self, symbol: Symbol | None, local_time: datetime) -> _Day | None:
        if symbol is None:
            return None
        if symbol.value != self._qc_ticker:
            self._qc_ticker = symbol.value
            self._qc_days = self._qc_read(symbol)
        return self._qc_days.get(local_time.strftime("%Y%m%d"))

    def _qc_read(self, symbol: Symbol) -> dict[str, _Day]:
        kind = symbol.security_type.dotnet_name.lower()
        folder = _data_folder() / kind / symbol.id.market / "shortable" / self._qc_brokerage / "symbols"
        path = folder / f"{symbol.value.lower()}.csv"
        if not path.is_file():
            return {}
        days = {}
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            if line and not line.startswith("#"):
                try:
                    date, day = _parsed(line)
                except (ValueError, ArithmeticError) as error:
                    raise DataError(f"{path}, line {number}: {line!r} is no date with a quantity: mend it") from error
                days[date] = day
        return days


def _data_folder() -> Path:
    from minilean.algorithm.run_context import RUN

    return RUN.get().data_folder


def _parsed(line: str) -> tuple[str, _Day]:
    date, quantity, *rates = line.split(",")
    rebate, fee = ([Decimal(rate) / 100 if rate else ZERO for rate in rates] + [ZERO, ZERO])[:2]
    return date, _Day(int(Decimal(quantity)) if quantity else None, rebate, fee)


class InteractiveBrokersShortableProvider(LocalDiskShortableProvider):
    """What Interactive Brokers offered."""

    def __init__(self) -> None:
        super().__init__("interactivebrokers")
