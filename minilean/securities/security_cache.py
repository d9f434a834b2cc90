"""The last prices of a security and the last data of each type (Common/Securities/SecurityCache.cs)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minilean.data.bars import QuoteBar, TradeBar
from minilean.data.base_data import NO_TIME, BaseData
from minilean.data.ticks import Tick
from minilean.enums import MarketDataType, TickType
from minilean.interop.decimals import ZERO, to_double
from minilean.interop.names import dotnet
from minilean.securities.newest_rows import (
    QUOTE_READS,
    TRADE_READS,
    LazyNumber,
    NewestRow,
    ask_close,
    bid_close,
    first_size,
    second_size,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from decimal import Decimal

    from minilean.data.corporate import Split

_TRADE_BAR, _QUOTE_BAR, _TICK = MarketDataType.TRADE_BAR, MarketDataType.QUOTE_BAR, MarketDataType.TICK
_AUXILIARY, _BASE = MarketDataType.AUXILIARY, MarketDataType.BASE
_OPEN, _HIGH, _LOW, _CLOSE = range(4)


def _number(slot: str, rows: str, read: Any) -> Any:
    def settled(cache: SecurityCache) -> Decimal:
        number: LazyNumber = getattr(cache, slot)
        return number.settle(getattr(cache, rows), read)

    return property(settled)


def _from_bars(slot: str, field: int) -> Any:
    def settled(cache: SecurityCache) -> Decimal:
        number: LazyNumber = getattr(cache, slot)
        return number.settle(cache._bars, cache._bar_reads[field])

    return property(settled)


def _shown(name: str) -> Any:
    return property(lambda cache: to_double(getattr(cache, name)))


@dotnet
class SecurityCache:
    """What the market last said about a security; bars filled forward never count.

    ``_price``, ``_open`` and the like are exact and zero before the first data; the public names are floats.
    """

    quotes_move_price = True
    """Whether quotes set price and OHLC; not for equities (SubscriptionManager.IsDefaultDataType)."""

    _close = _from_bars("_close_number", _CLOSE)
    _open = _from_bars("_open_number", _OPEN)
    _high = _from_bars("_high_number", _HIGH)
    _low = _from_bars("_low_number", _LOW)
    _volume = _number("_volume_number", "_trades", first_size)
    _bid_price = _number("_bid_number", "_quotes", bid_close)
    _ask_price = _number("_ask_number", "_quotes", ask_close)
    _bid_size = _number("_bid_size_number", "_quotes", first_size)
    _ask_size = _number("_ask_size_number", "_quotes", second_size)
    open, high, low, close = _shown("_open"), _shown("_high"), _shown("_low"), _shown("_close")
    price, volume = _shown("_price"), _shown("_volume")
    bid_price, ask_price = _shown("_bid_price"), _shown("_ask_price")
    bid_size, ask_size = _shown("_bid_size"), _shown("_ask_size")

    def __init__(self) -> None:
        self.session: Any = None
        self.open_interest = 0
        self._properties: dict[str, Any] | None = None
        self._price_before_reset = ZERO
        self._bars, self._trades, self._quotes = NewestRow(), NewestRow(), NewestRow()
        self._open_number, self._high_number = LazyNumber(), LazyNumber()
        self._low_number, self._close_number = LazyNumber(), LazyNumber()
        self._volume_number, self._bid_number, self._ask_number = LazyNumber(), LazyNumber(), LazyNumber()
        self._bid_size_number, self._ask_size_number = LazyNumber(), LazyNumber()
        self._start_over()

    def _start_over(self) -> None:
        self._bar_reads: Any = TRADE_READS
        self._lone_price = ZERO
        self._known_price: Decimal | None = None
        self._last_data: BaseData | None = None
        self._last_quote_bar_update: datetime = NO_TIME
        self._last_ohlc_update: datetime = NO_TIME
        self._data_by_type: dict[type, Sequence[BaseData]] = {}
        self._last_tick_trades: Sequence[BaseData] = ()
        self._last_tick_quotes: Sequence[BaseData] = ()

    def _numbers(self) -> tuple[LazyNumber, ...]:
        prices = self._open_number, self._high_number, self._low_number, self._close_number
        quotes = self._bid_number, self._ask_number, self._bid_size_number, self._ask_size_number
        return (*prices, self._volume_number, *quotes)

    @property
    def _price(self) -> Decimal:
        """The last price: a tick's or a custom value's if newer than the bars, otherwise the last close."""
        price = self._known_price
        if price is None:
            price = self._lone_price or self._close_number.settle(self._bars, self._bar_reads[_CLOSE])
            self._known_price = price
        return price

    @property
    def properties(self) -> dict[str, Any]:
        """What the user keeps with the security."""
        if self._properties is None:
            self._properties = {}
        return self._properties

    def add_data_list(
        self,
        data: Sequence[BaseData],
        data_type: type,
        contains_fill_forward_data: bool | None = None,
        is_internal_config: bool = False,
    ) -> None:
        """Takes in all data of one subscription in a time slice."""
        fresh = data
        if contains_fill_forward_data is not False:
            fresh = [point for point in data if not point.is_fill_forward]
        if fresh:
            if data_type is Tick:
                self.store_data(fresh, data_type)
            else:
                self._data_by_type[data_type] = fresh
        if self.session is not None:
            self._tell_session(data, data_type, is_internal_config)
        for point in fresh:
            if point._kind is _TRADE_BAR:
                self._take_trade_bar(point)
            else:
                self._process(point)

    def _tell_session(self, data: Sequence[BaseData], data_type: type, is_internal_config: bool) -> None:
        session = self.session
        if session.size and not is_internal_config and data_type in _COMMON_TYPES:
            for point in data:
                session.update(point)

    def add_data(self, data: BaseData) -> None:
        """Takes in one data point."""
        if not data.is_fill_forward:
            self.store_data([data], type(data))
            self._process(data)

    def _process(self, data: BaseData) -> None:
        kind = data._kind
        self._known_price = None
        if kind is _TRADE_BAR:
            self._take_trade_bar(data)
        elif kind is _QUOTE_BAR:
            self._take_quote_bar(data)  # type: ignore[arg-type]  # the kind says so
        elif kind is _TICK:
            self._take_tick(data)  # type: ignore[arg-type]  # the kind says so
        elif kind is not _AUXILIARY:
            self._last_data = data
            if kind is not _BASE or data._value:
                self._lone_price = data._value

    def _take_trade_bar(self, bar: Any) -> None:
        end_time = bar._end_time
        quote_is_older = self._last_quote_bar_update != end_time
        if quote_is_older or self._last_data is None:
            self._last_data = bar
        columns = bar._columns
        if quote_is_older or self._last_ohlc_update != end_time:
            self._last_ohlc_update = end_time
            self._known_price = None
            bars = self._bars
            if columns is not None and columns is bars.columns:
                self._lone_price = ZERO
                bars.row = bar._row
            else:
                self._take_bar(bar, TRADE_READS)
        trades = self._trades
        if columns is not None and columns is trades.columns:
            trades.row = bar._row
        else:
            self._take_volume(bar)

    def _take_quote_bar(self, bar: QuoteBar) -> None:
        end_time = bar._end_time
        if self.quotes_move_price:
            self._last_data = bar
            if self._last_quote_bar_update != end_time or self._last_ohlc_update != end_time:
                self._last_ohlc_update = end_time
                self._known_price = None
                bars = self._bars
                if bar._columns is not None and bar._columns is bars.columns:
                    self._lone_price = ZERO
                    bars.row = bar._row
                else:
                    self._take_bar(bar, QUOTE_READS)
        self._last_quote_bar_update = end_time
        quotes = self._quotes
        if bar._columns is not None and bar._columns is quotes.columns:
            quotes.row = bar._row
        else:
            self._take_quotes(bar)

    def _take_bar(self, bar: Any, reads: Any) -> None:
        columns = bar._columns
        if columns is not None:
            bars = self._bars
            self._lone_price = ZERO
            self._bar_reads = reads
            bars.move(columns, bar._row)
            return
        numbers = (self._open_number, self._high_number, self._low_number, self._close_number)
        values = (bar._open, bar._high, bar._low, bar._close)
        for number, read, value in zip(numbers, self._bar_reads, values, strict=True):
            number.settle(self._bars, read)
            number.set(value)
        self._bars.forget()
        if bar._close:
            self._lone_price = ZERO

    def _take_volume(self, bar: Any) -> None:
        columns = bar._columns
        if columns is not None:
            self._trades.move(columns, bar._row)
            return
        self._volume_number.settle(self._trades, first_size)
        self._volume_number.set(bar._volume)
        self._trades.forget()

    def _take_quotes(self, bar: QuoteBar) -> None:
        columns = bar._columns
        if columns is not None:
            self._quotes.move(columns, bar._row)
            return
        bid, ask = bar.bid, bar.ask
        self._settle_quotes()
        if ask is not None:
            self._ask_number.set(ask._close)
        if bid is not None:
            self._bid_number.set(bid._close)
        self._bid_size_number.set(bar._last_bid_size)
        self._ask_size_number.set(bar._last_ask_size)

    def _settle_quotes(self) -> None:
        self._bid_number.settle(self._quotes, bid_close)
        self._ask_number.settle(self._quotes, ask_close)
        self._bid_size_number.settle(self._quotes, first_size)
        self._ask_size_number.settle(self._quotes, second_size)
        self._quotes.forget()

    def _take_tick(self, tick: Tick) -> None:
        is_quote = tick.tick_type is TickType.QUOTE
        if self.quotes_move_price or not is_quote:
            self._last_data = tick
        self._lone_price = tick._value or self._lone_price
        if tick.tick_type is TickType.TRADE:
            self._volume_number.set(tick._quantity)
        elif is_quote:
            self._settle_quotes()
            self._bid_number.set(tick._bid_price)
            self._bid_size_number.set(tick._bid_size)
            self._ask_number.set(tick._ask_price)
            self._ask_size_number.set(tick._ask_size)

    def store_data(self, data: Sequence[BaseData], data_type: type) -> None:
        """Keeps data as the last of its type, without touching prices."""
        if data_type is Tick:
            if data[-1].tick_type is TickType.TRADE:
                self._last_tick_trades = data
                return
            if data[-1].tick_type is TickType.QUOTE:
                self._last_tick_quotes = data
                return
        self._data_by_type[data_type] = data

    def get_data(self, data_type: type | None = None) -> Any:
        """The last data, of a type if one is given; None when there is none."""
        if data_type is None:
            return self._last_data
        data = self._last_of(data_type)
        return data[-1] if data else None

    def get_all(self, data_type: type) -> list[Any]:
        """The last data of a type, all of the same time slice."""
        if data_type is Tick:
            return [*self._last_tick_trades, *self._last_tick_quotes]
        return list(self._data_by_type.get(data_type, ()))

    def has_data(self, data_type: type) -> bool:
        """Whether data of the type came."""
        return bool(self._last_of(data_type))

    def try_get_value(self, data_type: type, data: object = None) -> tuple[bool, list[Any]]:
        """Whether data of the type came, and the last of it."""
        found = self._last_of(data_type)
        return bool(found), list(found)

    def _last_of(self, data_type: type) -> Sequence[BaseData]:
        if data_type is not Tick:
            return self._data_by_type.get(data_type, ())
        trades = self._last_tick_trades
        quotes = self._last_tick_quotes if self.quotes_move_price else ()
        if quotes and trades:
            return quotes if quotes[-1].end_time > trades[-1].end_time else trades
        return quotes or trades

    def reset(self) -> None:
        """Forgets all, as for a security that was removed."""
        self._price_before_reset = self._price or self._price_before_reset
        for rows in (self._bars, self._trades, self._quotes):
            rows.forget()
        for number in self._numbers():
            number.reset()
        self.open_interest = 0
        self._start_over()
        if self.session is not None:
            self.session.reset()

    def _share_types_with(self, other: SecurityCache) -> None:
        """Makes another cache keep its data by type here: custom data linked to a security (ShareTypeCacheInstance)."""
        for kind, data in other._data_by_type.items():
            self._data_by_type.setdefault(kind, data)
        other._data_by_type = self._data_by_type
        other._last_tick_trades = self._last_tick_trades
        other._last_tick_quotes = self._last_tick_quotes

    def _apply_split(self, split: Split) -> None:
        """Prices and sizes as they are after the split; the last data are scaled in place as LEAN does."""
        factor = split._split_factor
        self._known_price = None
        lone_price = self._lone_price
        prices = self._open, self._high, self._low, self._close, self._bid_price, self._ask_price
        sizes = self._volume, self._bid_size, self._ask_size
        for rows in (self._bars, self._trades, self._quotes):
            rows.forget()
        price_numbers = (self._open_number, self._high_number, self._low_number, self._close_number)
        for number, value in zip((*price_numbers, self._bid_number, self._ask_number), prices, strict=True):
            number.value = value * factor
        size_numbers = (self._volume_number, self._bid_size_number, self._ask_size_number)
        for number, value in zip(size_numbers, sizes, strict=True):
            number.value = value / factor
        self._lone_price = lone_price * factor
        for data in (*self._data_by_type.values(), self._last_tick_quotes, self._last_tick_trades):
            for point in data:
                _scale(point, factor)


_COMMON_TYPES = frozenset({TradeBar, QuoteBar, Tick})


def _scale(point: BaseData, factor: Decimal) -> None:
    """Scales prices and volume of the last data (Extensions.Scale); other kinds have nothing to scale."""
    if isinstance(point, TradeBar):
        point._load()
        point._open, point._high = point._open * factor, point._high * factor
        point._low, point._close = point._low * factor, point._close * factor
        point._volume = (point._volume * (1 / factor)).to_integral_value()
    elif isinstance(point, QuoteBar):
        for side in (point.bid, point.ask):
            if side is not None:
                side._open, side._high = side._open * factor, side._high * factor
                side._low, side._close = side._low * factor, side._close * factor
        point._last_bid_size = (point._last_bid_size * (1 / factor)).to_integral_value()
        point._last_ask_size = (point._last_ask_size * (1 / factor)).to_integral_value()
        point._columns = None
    elif isinstance(point, Tick):
        point._value *= factor
        point._bid_price, point._ask_price = point._bid_price * factor, point._ask_price * factor
        point._quantity /= factor
        point._bid_size, point._ask_size = point._bid_size / factor, point._ask_size / factor
