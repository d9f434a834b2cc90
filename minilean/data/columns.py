"""Bars as rows of a file: read once, a bar is a row number until something asks for its prices."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from minilean.interop.decimals import ONE, to_double

EQUITY_DECIMALS = 4
"""Files of equities hold prices as whole numbers of a hundredth of a cent."""


class PriceColumns:
    """The rows of one subscription with their times and factors.

    ``rows`` are the split lines of a file, prices from position 1. ``times`` and ``end_times`` are in the exchange's
    zone, ``end_times_utc`` in UTC. ``decimals`` shifts whole-number prices; None keeps the text's own decimals.
    ``factor_index`` gives each row's position in ``factors`` (price factors of splits and dividends) and in
    ``dividend_sums`` (added to prices under total return).
    """

    __slots__ = (
        "_floats",
        "decimals",
        "dividend_sums",
        "end_times",
        "end_times_utc",
        "factor_index",
        "factors",
        "rows",
        "size_positions",
        "times",
    )

    def __init__(
        self,
        *,
        rows: list[list[str]],
        times: list[datetime],
        end_times: list[datetime],
        end_times_utc: list[datetime],
        size_positions: tuple[int, ...],
        decimals: int | None = None,
        factor_index: list[int] | None = None,
        factors: list[Decimal] | None = None,
        dividend_sums: list[Decimal] | None = None,
    ) -> None:
        self.rows = rows
        self.times = times
        self.end_times = end_times
        self.end_times_utc = end_times_utc
        self.size_positions = size_positions
        self.decimals = decimals
        self.factor_index = factor_index
        self.factors = factors or [ONE]
        self.dividend_sums = dividend_sums
        self._floats: dict[int, list[float]] = {}

    def __len__(self) -> int:
        return len(self.times)

    def raw(self, position: int, row: int) -> Decimal:
        """A price as the file has it, at a position of the line; an empty field is zero."""
        text = self.rows[row][position]
        price = Decimal(text or 0)
        return price if self.decimals is None else price.scaleb(-self.decimals)

    def exact(self, field: int, row: int) -> Decimal:
        """The adjusted price of a field (0 is the open), with the scale LEAN's multiplication leaves."""
        price = self.raw(1 + field + (field >= _FIELDS_A_SIDE), row)
        if self.factor_index is None:
            return price
        index = self.factor_index[row]
        price = price * self.factors[index]
        return price if self.dividend_sums is None else price + self.dividend_sums[index]

    def size(self, number: int, row: int) -> Decimal:
        """A volume or quote size, divided by the factor and rounded as LEAN does."""
        fields = self.rows[row]
        position = self.size_positions[number] if number < len(self.size_positions) else len(fields)
        amount = Decimal(fields[position] or 0) if position < len(fields) else Decimal(0)
        if self.factor_index is None:
            return amount
        factor = self.factors[self.factor_index[row]]
        return (amount * (ONE / factor)).to_integral_value() if factor else amount

    def floats(self, field: int) -> list[float]:
        """A whole price column as Python users see it, made once."""
        column = self._floats.get(field)
        if column is None:
            column = self._floats[field] = [to_double(self.exact(field, row)) for row in range(len(self.times))]
        return column


_FIELDS_A_SIDE = 4
"""Quotes have four bid prices, a size, then four ask prices."""
