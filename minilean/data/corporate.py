"""Events of a security that are no prices: dividends, splits, delistings, renames, funding rates."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from minilean.data.base_data import NO_TIME, BaseData
from minilean.enums import DelistingType, MarketDataType, SplitType
from minilean.interop.decimals import ZERO, Number, to_decimal
from minilean.interop.names import dotnet, exact

if TYPE_CHECKING:
    from minilean.orders.ticket import OrderTicket
    from minilean.securities.symbol import Symbol


@dotnet
class Dividend(BaseData):
    """Cash paid per share (Common/Data/Market/Dividend.cs)."""

    __slots__ = ("_distribution", "_reference_price")

    _kind = MarketDataType.AUXILIARY
    distribution = exact("_distribution")
    reference_price = exact("_reference_price")

    def __init__(self, symbol: Symbol, date: datetime, distribution: Number, reference_price: Number) -> None:
        super().__init__()
        self.symbol = symbol
        self._time = self._end_time = date
        self._distribution = to_decimal(distribution)
        self._reference_price = to_decimal(reference_price)
        self._value = self._distribution


@dotnet
class Split(BaseData):
    """A change of the number of shares (Common/Data/Market/Split.cs); factor 0.5 turns one share into two."""

    __slots__ = ("_reference_price", "_split_factor", "type")

    _kind = MarketDataType.AUXILIARY
    split_factor = exact("_split_factor")
    reference_price = exact("_reference_price")

    def __init__(
        self,
        symbol: Symbol,
        date: datetime,
        price: Number,
        split_factor: Number,
        type: SplitType,
    ) -> None:
        super().__init__()
        self.symbol = symbol
        self._time = self._end_time = date
        self.type = type
        self._reference_price = to_decimal(price)
        self._split_factor = to_decimal(split_factor)
        self._value = self._reference_price


@dotnet
class Delisting(BaseData):
    """A security leaves the market: first a warning, then the fact (Common/Data/Market/Delisting.cs)."""

    __slots__ = ("ticket", "type")

    _kind = MarketDataType.AUXILIARY

    def __init__(self, symbol: Symbol, date: datetime, price: Number, type: DelistingType) -> None:
        super().__init__()
        self.symbol = symbol
        self._time = self._end_time = date
        self._value = to_decimal(price)
        self.type = type
        self.ticket: OrderTicket | None = None

    def set_order_ticket(self, ticket: OrderTicket) -> None:
        """Remembers the order that closed the position."""
        self.ticket = ticket


@dotnet
class SymbolChangedEvent(BaseData):
    """A security trades under a new ticker (Common/Data/Market/SymbolChangedEvent.cs)."""

    __slots__ = ("new_symbol", "old_symbol")

    _kind = MarketDataType.AUXILIARY

    def __init__(self, requested_symbol: Symbol, date: datetime, old_symbol: str, new_symbol: str) -> None:
        super().__init__()
        self.symbol = requested_symbol
        self._time = self._end_time = date
        self.old_symbol = old_symbol
        self.new_symbol = new_symbol


@dotnet
class MarginInterestRate(BaseData):
    """The funding rate of a perpetual future (Common/Data/Market/MarginInterestRate.cs)."""

    __slots__ = ("_interest_rate",)

    _kind = MarketDataType.AUXILIARY
    interest_rate = exact("_interest_rate")

    def __init__(self, symbol: Symbol | None = None, time: datetime = NO_TIME, rate: Decimal = ZERO) -> None:
        super().__init__()
        if symbol is not None:
            self.symbol = symbol
        self._time = self._end_time = time
        self._interest_rate = rate
        self._value = rate
