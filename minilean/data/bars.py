"""The kinds of market data: bars, ticks, corporate events."""

from __future__ import annotations

import contextlib
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Self

from minilean.data.base_data import NO_TIME
from minilean.data.price_lines import QuoteBarLines, TradeBarLines
from minilean.enums import MarketDataType
from minilean.interop.decimals import ZERO, Number, to_decimal, to_double
from minilean.interop.names import dotnet, exact

if TYPE_CHECKING:
    from minilean.data.columns import PriceColumns
    from minilean.securities.symbol import Symbol

_MINUTE = timedelta(minutes=1)
_TWO = Decimal(2)
OPEN, HIGH, LOW, CLOSE = range(4)


def _price(name: str) -> Any:
    """A public price of a bar; a written one takes the bar out of its columns."""

    def read(bar: TradeBar) -> float:
        return to_double(getattr(bar, name))

    def write(bar: TradeBar, number: Number) -> None:
        bar._load()
        setattr(bar, name, to_decimal(number))

    return property(read, write)


@dotnet
class TradeBar(TradeBarLines):
    """Prices and volume of trades over a period (Common/Data/Market/TradeBar.cs).

    A bar of a file is a row of columns until something asks for its exact prices.
    """

    __slots__ = ("_close", "_columns", "_high", "_low", "_open", "_row", "_volume")

    _kind = MarketDataType.TRADE_BAR
    _open: Decimal
    _high: Decimal
    _low: Decimal
    _close: Decimal
    _volume: Decimal

    open = _price("_open")
    high = _price("_high")
    low = _price("_low")
    close = _price("_close")
    value = close
    price = close

    def __init__(
        self,
        time: datetime = NO_TIME,
        symbol: Symbol = None,  # type: ignore[assignment]  # LEAN's empty constructor
        open: Number = ZERO,
        high: Number = ZERO,
        low: Number = ZERO,
        close: Number = ZERO,
        volume: Number = ZERO,
        period: timedelta | None = None,
    ) -> None:
        self.symbol = symbol
        self._time = time
        self._end_time = time + (period or _MINUTE)
        self._open = to_decimal(open)
        self._high = to_decimal(high)
        self._low = to_decimal(low)
        self._close = to_decimal(close)
        self._volume = to_decimal(volume)
        self.is_fill_forward = False
        self._columns: PriceColumns | None = None
        self._row = 0

    @classmethod
    def of_row(cls, symbol: Symbol, columns: PriceColumns, row: int) -> TradeBar:
        """The bar in a row of columns."""
        bar = cls.__new__(cls)
        bar.symbol = symbol
        bar._time = columns.times[row]
        bar._end_time = columns.end_times[row]
        bar.is_fill_forward = False
        bar._columns = columns
        bar._row = row
        return bar

    def __getattr__(self, name: str) -> Any:
        columns = self._columns if name in _TRADE_BAR_FIELDS else None
        if columns is None:
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        number = columns.size(0, self._row) if name == "_volume" else columns.exact(_TRADE_BAR_FIELDS[name], self._row)
        setattr(self, name, number)
        return number

    def __copy__(self) -> Self:
        kind = type(self)
        if kind is not TradeBar:
            return super().__copy__()
        twin = kind.__new__(kind)
        twin.symbol = self.symbol
        twin._time = self._time
        twin._end_time = self._end_time
        twin.is_fill_forward = self.is_fill_forward
        twin._columns = self._columns
        twin._row = self._row
        if self._columns is None:
            for name in _TRADE_BAR_FIELDS:
                setattr(twin, name, getattr(self, name))
        else:
            with contextlib.suppress(AttributeError):  # a repeated bar has its own volume
                twin._volume = object.__getattribute__(self, "_volume")
        return twin

    def _filled_forward(self, time: datetime, end_time: datetime) -> Self:
        """Nothing was traded in a bar that only repeats the one before (TradeBar.Clone)."""
        twin = super()._filled_forward(time, end_time)
        twin._volume = ZERO
        return twin

    def clone(self, fill_forward: bool = False) -> Self:
        """A copy; one filled forward has no volume."""
        twin = super().clone(fill_forward)
        if fill_forward:
            twin._volume = ZERO
        return twin

    def _load(self) -> None:
        """Leaves the columns: every exact value becomes the bar's own."""
        if self._columns is not None:
            for name in ("_open", "_high", "_low", "_close", "_volume"):
                getattr(self, name)
            self._columns = None

    @property
    def _value(self) -> Decimal:  # a bar's value is its close
        return self._close

    @_value.setter
    def _value(self, number: Decimal) -> None:
        self._load()
        self._close = number

    @property
    def volume(self) -> float:
        """Units traded."""
        return to_double(self._volume)

    @volume.setter
    def volume(self, number: Number) -> None:
        self._volume = to_decimal(number)

    @property
    def period(self) -> timedelta:
        """The span the bar covers."""
        return self._end_time - self._time

    @period.setter
    def period(self, span: timedelta) -> None:
        self._end_time = self._time + span

    def update(self, last_trade: Number, *quote: Number) -> None:
        """Takes in a trade; ``quote`` is bid, ask, volume, bid size, ask size (TradeBar.Update)."""
        price = to_decimal(last_trade)
        self._load()
        if not self._open:
            self._open = self._high = self._low = price
        self._high = max(self._high, price)
        self._low = min(self._low, price) if self._low else price
        if len(quote) > _VOLUME_POSITION:
            self._volume += to_decimal(quote[_VOLUME_POSITION])
        self._close = price

    def __str__(self) -> str:
        return f"{self.symbol}: O: {self.open} H: {self.high} L: {self.low} C: {self.close} V: {self.volume}"


_TRADE_BAR_FIELDS = {"_open": OPEN, "_high": HIGH, "_low": LOW, "_close": CLOSE, "_volume": -1}
_VOLUME_POSITION = 2


@dotnet
class Bar:
    """One side of a quote bar (Common/Data/Market/Bar.cs)."""

    __slots__ = ("_close", "_high", "_low", "_open")

    open = exact("_open")
    high = exact("_high")
    low = exact("_low")
    close = exact("_close")

    def __init__(
        self,
        open: Number = ZERO,
        high: Number = ZERO,
        low: Number = ZERO,
        close: Number = ZERO,
    ) -> None:
        self._open = to_decimal(open)
        self._high = to_decimal(high)
        self._low = to_decimal(low)
        self._close = to_decimal(close)

    def update(self, value: Number) -> None:
        """Takes in a price; zero is no price."""
        price = to_decimal(value)
        if not price:
            return
        if not self._open:
            self._open = self._high = self._low = price
        self._high = max(self._high, price)
        self._low = min(self._low, price)
        self._close = price

    def clone(self) -> Bar:
        """A copy."""
        return Bar(self._open, self._high, self._low, self._close)

    def __str__(self) -> str:
        return f"O: {self.open} H: {self.high} L: {self.low} C: {self.close}"


def _middle(field: str, position: int) -> Any:
    def read(self: QuoteBar) -> Decimal:
        """The middle of bid and ask, or the side there is (QuoteBar.Open and its siblings)."""
        columns = self._columns
        if columns is not None and not self._has_sides:
            return columns.middle(position, self._row)
        bid = getattr(self.bid, field) if self.bid is not None else ZERO
        ask = getattr(self.ask, field) if self.ask is not None else ZERO
        if bid and ask:
            result: Decimal = (bid + ask) / _TWO
            return result
        return bid or ask or ZERO

    return property(read)


@dotnet
class QuoteBar(QuoteBarLines):
    """Bid and ask over a period (Common/Data/Market/QuoteBar.cs)."""

    __slots__ = ("_columns", "_given_value", "_has_sides", "_last_ask_size", "_last_bid_size", "_row", "ask", "bid")

    _kind = MarketDataType.QUOTE_BAR
    bid: Bar | None
    ask: Bar | None
    _last_bid_size: Decimal
    _last_ask_size: Decimal

    _open = _middle("_open", OPEN)
    _high = _middle("_high", HIGH)
    _low = _middle("_low", LOW)
    _close = _middle("_close", CLOSE)
    open = exact("_open")
    high = exact("_high")
    low = exact("_low")
    close = exact("_close")
    last_bid_size = exact("_last_bid_size")
    last_ask_size = exact("_last_ask_size")

    def __init__(
        self,
        time: datetime = NO_TIME,
        symbol: Symbol = None,  # type: ignore[assignment]  # LEAN's empty constructor
        bid: Bar | None = None,
        last_bid_size: Number = ZERO,
        ask: Bar | None = None,
        last_ask_size: Number = ZERO,
        period: timedelta | None = None,
    ) -> None:
        self.symbol = symbol
        self._time = time
        self._end_time = time + (period or _MINUTE)
        self.bid = bid.clone() if bid is not None else None
        self.ask = ask.clone() if ask is not None else None
        self._last_bid_size = to_decimal(last_bid_size) if bid is not None else ZERO
        self._last_ask_size = to_decimal(last_ask_size) if ask is not None else ZERO
        self.is_fill_forward = False
        self._columns: PriceColumns | None = None
        self._row = 0
        self._given_value: Decimal | None = None
        self._has_sides = True
        """Whether bid and ask are the bar's own and no longer the row's."""

    @classmethod
    def of_row(cls, symbol: Symbol, columns: PriceColumns, row: int) -> QuoteBar:
        """The bar in a row of columns: four bid prices, then four ask prices; a side without prices is None."""
        bar = cls.__new__(cls)
        bar.symbol = symbol
        bar._time = columns.times[row]
        bar._end_time = columns.end_times[row]
        bar.is_fill_forward = False
        bar._columns = columns
        bar._row = row
        bar._given_value = None
        bar._has_sides = False
        return bar

    def __getattr__(self, name: str) -> Any:
        columns = self._columns if name in _QUOTE_BAR_FIELDS else None
        if columns is None:
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        row = self._row
        self._has_sides = True
        self.bid = _side(columns, row, 0)
        self.ask = _side(columns, row, 4)
        self._last_bid_size = columns.size(0, row)
        self._last_ask_size = columns.size(1, row)
        return object.__getattribute__(self, name)

    def _has_both_sides(self) -> bool:
        """Whether there is a bid and an ask, without making them of a row that surely has both."""
        columns = self._columns
        if columns is not None and columns.surely_quotes(self._row):
            return True
        return self.bid is not None and self.ask is not None

    @property
    def _value(self) -> Decimal:  # a quote bar's value is its close until an update
        return self._close if self._given_value is None else self._given_value

    @_value.setter
    def _value(self, number: Decimal) -> None:
        self._given_value = number

    def update(
        self,
        last_trade: Number,
        bid_price: Number,
        ask_price: Number,
        volume: Number,
        bid_size: Number,
        ask_size: Number,
    ) -> None:
        """Takes in a quote; a zero is none. The value becomes the trade, else the ask, else the bid."""
        trade, bid, ask = to_decimal(last_trade), to_decimal(bid_price), to_decimal(ask_price)
        self.bid = _touched(self.bid, bid)
        self.ask = _touched(self.ask, ask)
        if bid_size > 0:
            self._last_bid_size = to_decimal(bid_size)
        if ask_size > 0:
            self._last_ask_size = to_decimal(ask_size)
        if trade or ask or bid:
            self._given_value = trade or ask or bid

    @property
    def period(self) -> timedelta:
        """The span the bar covers."""
        return self._end_time - self._time

    @period.setter
    def period(self, span: timedelta) -> None:
        self._end_time = self._time + span

    def __copy__(self) -> Self:
        """A copy with sides of its own."""
        twin = super().__copy__()
        for side in ("bid", "ask"):
            with contextlib.suppress(AttributeError):
                bar: Bar | None = object.__getattribute__(self, side)
                setattr(twin, side, bar.clone() if bar is not None else None)
        return twin

    def collapse(self) -> TradeBar:
        """The middle prices as a trade bar without volume (QuoteBar.Collapse)."""
        return TradeBar(
            self._time, self.symbol, self._open, self._high, self._low, self._close, ZERO, self._end_time - self._time
        )

    def __str__(self) -> str:
        return f"{self.symbol}: Bid: {self.bid} Ask: {self.ask}"


_QUOTE_BAR_FIELDS = frozenset({"bid", "ask", "_last_bid_size", "_last_ask_size"})


def _touched(side: Bar | None, price: Decimal) -> Bar | None:
    if side is None:
        return Bar(price, price, price, price) if price else None
    side.update(price)
    return side


def _side(columns: PriceColumns, row: int, first: int) -> Bar | None:
    prices = [columns.exact(first + field, row) for field in range(4)]
    return Bar(*prices) if any(prices) else None
