"""The newest row of a file that reached a price cache, turned into exact numbers only when asked.

A bar of a file is a row of columns. Most bars pass without anybody asking for the exact price; those who do ask get the
newest value that is not zero, because zeros never replace a price or a size.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from minilean.data.columns import PriceColumns
from minilean.interop.decimals import ZERO

Read = Callable[[PriceColumns, int], Decimal]


class NewestRow:
    """Where a kind of bar stands: the columns, the newest row, and the first row since these columns came."""

    __slots__ = ("columns", "first", "row")

    def __init__(self) -> None:
        self.columns: PriceColumns | None = None
        self.row = self.first = -1

    def forget(self) -> None:
        """There is no row to read."""
        self.columns = None
        self.row = self.first = -1

    def move(self, columns: PriceColumns, row: int) -> None:
        """A newer row came."""
        if columns is not self.columns:
            self.columns = columns
            self.first = row
        self.row = row


class LazyNumber:
    """A number of the cache: its last known value and how far its rows were read."""

    __slots__ = ("_columns", "_row", "value")

    def __init__(self) -> None:
        self.value = ZERO
        self._columns: PriceColumns | None = None
        self._row = -1

    def set(self, value: Decimal) -> None:
        """Takes a value that is no row's; zero changes nothing."""
        if value:
            self.value = value

    def settle(self, newest: NewestRow, read: Read) -> Decimal:
        """The newest value that is not zero."""
        columns, row = newest.columns, newest.row
        if columns is None or (columns is self._columns and row == self._row):
            return self.value
        stop = self._row if columns is self._columns else newest.first - 1
        for candidate in range(row, stop, -1):
            value = read(columns, candidate)
            if value:
                self.value = value
                break
        self._columns, self._row = columns, row
        return self.value

    def reset(self) -> None:
        """Forgets everything."""
        self.value = ZERO
        self._columns = None
        self._row = -1


def trade_open(columns: PriceColumns, row: int) -> Decimal:
    """A trade bar's open."""
    return columns.exact(0, row)


def trade_high(columns: PriceColumns, row: int) -> Decimal:
    """A trade bar's high."""
    return columns.exact(1, row)


def trade_low(columns: PriceColumns, row: int) -> Decimal:
    """A trade bar's low."""
    return columns.exact(2, row)


def trade_close(columns: PriceColumns, row: int) -> Decimal:
    """A trade bar's close."""
    return columns.exact(3, row)


def first_size(columns: PriceColumns, row: int) -> Decimal:
    """A trade bar's volume or a quote bar's bid size."""
    return columns.size(0, row)


def second_size(columns: PriceColumns, row: int) -> Decimal:
    """A quote bar's ask size."""
    return columns.size(1, row)


def ask_close(columns: PriceColumns, row: int) -> Decimal:
    """The ask at a quote bar's end."""
    return columns.exact(7, row)


def _middle(field: int) -> Read:
    def read(columns: PriceColumns, row: int) -> Decimal:
        return columns.middle(field, row)

    return read


TRADE_READS = (trade_open, trade_high, trade_low, trade_close)
QUOTE_READS = tuple(_middle(field) for field in range(4))
bid_close = trade_close
