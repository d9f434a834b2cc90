"""Bars as columns: a file is read once into whole-number columns, a bar is a row of them.

A price is ``mantissa * 10**-scale * factor``; the factor (splits and dividends) is constant over
runs of rows. Floats are computed for whole columns, exact decimals only for the rows that ask.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import numpy as np
import numpy.typing as npt

from minilean.interop.decimals import ONE

Integers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


class PriceColumns:
    """Columns of one subscription.

    ``times`` and ``end_times`` are in the exchange's zone, ``end_times_utc`` in UTC. ``mantissas`` has one
    integer column per price field, ``scales`` the decimals of each value (an integer where all share one, as the
    files of equities do, else one column per field), ``factors`` the factor of each row with ``factor_index`` into
    ``factor_values``. ``sizes`` are volumes: exact decimals after adjustment.
    """

    __slots__ = (
        "_dividend_sums",
        "_factor_index",
        "_factor_values",
        "_floats",
        "_mantissas",
        "_scales",
        "_sizes",
        "end_times",
        "end_times_utc",
        "times",
    )

    def __init__(  # noqa: PLR0913 - the columns of a file
        self,
        *,
        times: list[datetime],
        end_times: list[datetime],
        end_times_utc: list[datetime],
        mantissas: list[list[int]],
        scales: int | list[list[int]],
        sizes: list[list[Decimal]],
        factor_index: list[int] | None = None,
        factor_values: list[Decimal] | None = None,
        dividend_sums: list[Decimal] | None = None,
    ) -> None:
        self.times = times
        self.end_times = end_times
        self.end_times_utc = end_times_utc
        self._mantissas = mantissas
        self._scales = scales
        self._sizes = sizes
        self._factor_index = factor_index
        self._factor_values = factor_values or [ONE]
        self._dividend_sums = dividend_sums
        self._floats: dict[int, list[float]] = {}

    def __len__(self) -> int:
        return len(self.times)

    def exact(self, field: int, row: int) -> Decimal:
        """The price of a field in a row, with the scale LEAN's multiplication leaves."""
        scales = self._scales
        scale = scales if isinstance(scales, int) else scales[field][row]
        price = Decimal(self._mantissas[field][row]).scaleb(-scale)
        if self._factor_index is None:
            return price
        position = self._factor_index[row]
        price = price * self._factor_values[position]
        if self._dividend_sums is not None:
            price = price + self._dividend_sums[position]
        return price

    def size(self, field: int, row: int) -> Decimal:
        """A volume or quote size in a row."""
        return self._sizes[field][row]

    def floats(self, field: int) -> list[float]:
        """A whole price column as the floats Python users see, made once."""
        column = self._floats.get(field)
        if column is None:
            column = self._floats[field] = [float(self.exact(field, row)) for row in range(len(self.times))]
        return column
