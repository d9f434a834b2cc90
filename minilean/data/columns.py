"""Bars as rows of a file: read once, a bar is a row number until something asks for its prices."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import MIN_EMIN, Context, Decimal

from minilean.interop.decimals import ONE

EQUITY_DECIMALS = 4
"""Files of equities hold prices as whole numbers of a hundredth of a cent."""
_FIELDS_A_SIDE = 4
"""Quotes have four bid prices, a size, then four ask prices."""
_ALL_DIGITS = Context(prec=60, Emin=MIN_EMIN)
_POSITIONS = (1, 2, 3, 4, 6, 7, 8, 9)
"""Where the fields stand in a line."""
_FIRST_ASK = 6


class PriceColumns:
    """The rows of one subscription with their times and factors.

    ``lines`` are those of a file, prices from position 1; a line is split when a field of it is asked for. ``times``
    and ``end_times`` are in the exchange's zone, ``end_times_utc`` in UTC. ``decimals`` shifts whole-number prices;
    None keeps the text's own decimals. ``factor_index`` gives each row's position in ``factors`` (price factors of
    splits and dividends) and in ``dividend_sums`` (added to prices under total return).
    """

    __slots__ = (
        "_fields",
        "_fields_row",
        "_known",
        "_known_rows",
        "_middle_rows",
        "_middles",
        "_scales",
        "dividend_sums",
        "end_times",
        "end_times_utc",
        "factor_index",
        "factors",
        "lines",
        "size_positions",
        "times",
        "unit",
    )

    def __init__(
        self,
        *,
        lines: Sequence[str],
        times: list[datetime],
        end_times: list[datetime],
        end_times_utc: list[datetime],
        size_positions: tuple[int, ...],
        decimals: int | None = None,
        factor_index: list[int] | None = None,
        factors: list[Decimal] | None = None,
        dividend_sums: list[Decimal] | None = None,
    ) -> None:
        self.lines = lines
        self.times = times
        self.end_times = end_times
        self.end_times_utc = end_times_utc
        self.size_positions = size_positions
        self.unit = None if decimals is None else ONE.scaleb(-decimals)
        self.factor_index = factor_index
        self.factors = factors or [ONE]
        self.dividend_sums = dividend_sums
        # a factor that shifts the price at once leaves the same digits and decimals as shifting first
        self._scales = [factor.scaleb(-(decimals or 0), _ALL_DIGITS) for factor in self.factors]
        self._fields: list[str] = []
        self._fields_row = -1
        self._middle_rows = [-1] * _FIELDS_A_SIDE
        self._middles = [ONE] * _FIELDS_A_SIDE
        self._known_rows = [-1] * (2 * _FIELDS_A_SIDE)
        self._known = [ONE] * (2 * _FIELDS_A_SIDE)

    def __len__(self) -> int:
        return len(self.times)

    def fields(self, row: int) -> list[str]:
        """The fields of a line; those of the last line asked for are remembered."""
        if row != self._fields_row:
            self._fields = self.lines[row].split(",")
            self._fields_row = row
        return self._fields

    def raw(self, position: int, row: int) -> Decimal:
        """A price as the file has it, at a position of the line; an empty field is zero."""
        price = Decimal(self.fields(row)[position] or 0)
        return price if self.unit is None else price * self.unit

    def exact(self, field: int, row: int) -> Decimal:
        """The adjusted price of a field (0 is the open), with the scale LEAN's multiplication leaves.

        The last row asked for is remembered: indicators, securities and users ask for the same one.
        """
        if self._known_rows[field] == row:
            return self._known[field]
        if row != self._fields_row:
            self._fields = self.lines[row].split(",")
            self._fields_row = row
        price = Decimal(self._fields[_POSITIONS[field]] or 0)
        if self.factor_index is not None:
            index = self.factor_index[row]
            price = price * self._scales[index]
            if self.dividend_sums is not None:
                price += self.dividend_sums[index]
        elif self.unit is not None:
            price = price * self.unit
        self._known_rows[field] = row
        self._known[field] = price
        return price

    def middle(self, field: int, row: int) -> Decimal:
        """The middle of bid and ask, or the side there is (QuoteBar.Open and its siblings)."""
        if self._middle_rows[field] == row:
            return self._middles[field]
        bid, ask = self.exact(field, row), self.exact(field + _FIELDS_A_SIDE, row)
        middle = (bid + ask) / 2 if bid and ask else bid or ask
        self._middle_rows[field] = row
        self._middles[field] = middle
        return middle

    def size(self, number: int, row: int) -> Decimal:
        """A volume or quote size, divided by the factor and rounded as LEAN does."""
        fields = self.fields(row)
        position = self.size_positions[number] if number < len(self.size_positions) else len(fields)
        amount = Decimal(fields[position] or 0) if position < len(fields) else Decimal(0)
        if self.factor_index is None:
            return amount
        factor = self.factors[self.factor_index[row]]
        return (amount * (ONE / factor)).to_integral_value() if factor else amount

    def surely_quotes(self, row: int) -> bool:
        """Whether both sides of a quote open with a price; without, the sides have to be looked at."""
        fields = self.fields(row)
        return float(fields[1] or 0) > 0 and float(fields[_FIRST_ASK] or 0) > 0
