"""All the data of one moment, as `on_data` gets them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

from minilean.data.bars import QuoteBar, TradeBar
from minilean.data.corporate import Delisting, Dividend, MarginInterestRate, Split, SymbolChangedEvent
from minilean.data.ticks import Tick
from minilean.enums import MarketDataType
from minilean.interop.containers import MISSING, DotNetDictionary, KeyValuePair
from minilean.interop.names import dotnet
from minilean.interop.typed_call import TypedCall
from minilean.securities.symbol import Symbol, as_symbol

if TYPE_CHECKING:
    from minilean.data.base_data import BaseData

Point = TypeVar("Point")
_TRADE_BAR, _QUOTE_BAR = MarketDataType.TRADE_BAR, MarketDataType.QUOTE_BAR


@dotnet
class DataDictionary(DotNetDictionary["Symbol", Point], Generic[Point]):
    """Data of one kind by symbol; tickers and securities find theirs too (Common/Data/Market/DataDictionary.cs)."""

    __slots__ = ("time",)

    def __init__(self, time: datetime = datetime(1, 1, 1), items: dict[Symbol, Point] | None = None) -> None:
        super().__init__()
        self.time = time
        if items is not None:
            self._items = items

    @classmethod
    def of(cls, time: datetime, items: dict[Symbol, Point]) -> Self:
        """A dictionary of a slice: made at every step, so nothing is copied."""
        found = cls.__new__(cls)
        found.time = time
        found._items = items
        return found

    def _to_key(self, key: Any) -> Symbol:
        return as_symbol(key)

    def _find(self, key: Any) -> Any:
        return self._items.get(key, MISSING) if type(key) is Symbol else super()._find(key)

    def __getitem__(self, key: Any) -> Point:
        found: Any = self._items.get(key) if type(key) is Symbol else None
        return super().__getitem__(key) if found is None else found

    def get(self, key: Any, default: Any = None) -> Any:
        """The point of a symbol, or the default."""
        return self._items.get(key, default) if type(key) is Symbol else super().get(key, default)

    def contains_key(self, key: Any) -> bool:
        """Whether there is a point for the symbol."""
        return key in self._items if type(key) is Symbol else key in self


class TradeBars(DataDictionary[TradeBar]):
    """The trade bars of a moment."""

    __slots__ = ()


class QuoteBars(DataDictionary[QuoteBar]):
    """The quote bars of a moment."""

    __slots__ = ()


class Ticks(DataDictionary[list[Tick]]):
    """The ticks of a moment, in order."""

    __slots__ = ()


class Splits(DataDictionary[Split]):
    """The splits of a moment."""

    __slots__ = ()


class Dividends(DataDictionary[Dividend]):
    """The dividends of a moment."""

    __slots__ = ()


class Delistings(DataDictionary[Delisting]):
    """The delistings of a moment."""

    __slots__ = ()


class SymbolChangedEvents(DataDictionary[SymbolChangedEvent]):
    """The renames of a moment."""

    __slots__ = ()


class MarginInterestRates(DataDictionary[MarginInterestRate]):
    """The funding rates of a moment."""

    __slots__ = ()


_KINDS: tuple[tuple[type[BaseData], str, type[DataDictionary[Any]]], ...] = (
    (Split, "splits", Splits),
    (Dividend, "dividends", Dividends),
    (Delisting, "delistings", Delistings),
    (SymbolChangedEvent, "symbol_changed_events", SymbolChangedEvents),
    (MarginInterestRate, "margin_interest_rates", MarginInterestRates),
)


@dotnet
class Slice:
    """Everything that arrived at one moment (Common/Data/Slice.cs); dictionaries are built when first asked for.

    ``time`` is the algorithm's, ``utc_time`` UTC.
    """

    __slots__ = ("_all", "_bars", "_by_symbol", "_events", "_quote_bars", "_ticks", "time", "utc_time")

    def __init__(self, time: datetime, data: list[BaseData], utc_time: datetime) -> None:
        self.time = time
        self.utc_time = utc_time
        self._all = data
        self._bars: TradeBars | None = None
        self._quote_bars: QuoteBars | None = None
        self._ticks: Ticks | None = None
        self._events: dict[str, DataDictionary[Any]] | None = None
        self._by_symbol: dict[Symbol, list[BaseData]] | None = None

    @property
    def has_data(self) -> bool:
        """Whether anything arrived, corporate events included."""
        return bool(self._all)

    @property
    def all_data(self) -> list[BaseData]:
        """Every point, in the order of the subscriptions."""
        return self._all

    @property
    def bars(self) -> TradeBars:
        """Trade bars by symbol; of two resolutions the finer one."""
        if self._bars is None:
            self._bars = TradeBars.of(self.time, _finest(self._all, _TRADE_BAR))
        return self._bars

    @property
    def quote_bars(self) -> QuoteBars:
        """Quote bars by symbol; of two resolutions the finer one."""
        if self._quote_bars is None:
            self._quote_bars = QuoteBars.of(self.time, _finest(self._all, _QUOTE_BAR))
        return self._quote_bars

    @property
    def ticks(self) -> Ticks:
        """Lists of ticks by symbol."""
        if self._ticks is None:
            found: dict[Symbol, list[Tick]] = {}
            for point in self._all:
                if isinstance(point, Tick):
                    found.setdefault(point.symbol, []).append(point)
            self._ticks = Ticks(self.time, found)
        return self._ticks

    def _event(self, name: str) -> DataDictionary[Any]:
        if self._events is None:
            self._events = {label: container(self.time) for _, label, container in _KINDS}
            for point in self._all:
                if point._kind is MarketDataType.AUXILIARY:
                    for kind, label, _ in _KINDS:
                        if isinstance(point, kind):
                            self._events[label]._items[point.symbol] = point
        return self._events[name]

    @property
    def splits(self) -> Splits:
        """Splits by symbol."""
        return self._event("splits")  # type: ignore[return-value]

    @property
    def dividends(self) -> Dividends:
        """Dividends by symbol."""
        return self._event("dividends")  # type: ignore[return-value]

    @property
    def delistings(self) -> Delistings:
        """Delistings by symbol."""
        return self._event("delistings")  # type: ignore[return-value]

    @property
    def symbol_changed_events(self) -> SymbolChangedEvents:
        """Renames by symbol."""
        return self._event("symbol_changed_events")  # type: ignore[return-value]

    @property
    def margin_interest_rates(self) -> MarginInterestRates:
        """Funding rates by symbol."""
        return self._event("margin_interest_rates")  # type: ignore[return-value]

    def _grouped(self) -> dict[Symbol, list[BaseData]]:
        if self._by_symbol is None:
            self._by_symbol = {}
            for point in self._all:
                self._by_symbol.setdefault(point.symbol, []).append(point)
        return self._by_symbol

    def __getitem__(self, key: Any) -> Any:
        symbol = as_symbol(key)
        points = self._grouped().get(symbol)
        if points is None:
            message = (
                f"'{symbol}' wasn't found in the Slice object, likely because there was no-data at this moment in time "
                "and it wasn't possible to fillforward historical data. Please check the data exists before accessing "
                f'it with data.ContainsKey("{symbol}")'
            )
            raise KeyError(message)
        return _shown(points)

    def __contains__(self, key: object) -> bool:
        return self.contains_key(key)

    def contains_key(self, key: Any) -> bool:
        """Whether anything arrived for a symbol."""
        return key is not None and as_symbol(key) in self._grouped()

    def try_get_value(self, key: Any, value: Any = None) -> tuple[bool, Any]:
        """Whether there is anything for a symbol, and what."""
        return (True, self[key]) if self.contains_key(key) else (False, None)

    @property
    def get(self) -> TypedCall:
        """``get(kind)`` and ``get[kind]()``: data of a class by symbol; with a symbol behind, those of one symbol.

        With a symbol alone it is what indexing gives, else what stands behind the symbol.
        """
        return TypedCall(self._get)

    def _get(self, kind: Any, symbol: Any = None) -> Any:
        if not isinstance(kind, type):
            return self[kind] if self.contains_key(kind) else symbol
        found: dict[Symbol, Any] = {}
        for point in self._all:
            if isinstance(point, kind):
                if kind is Tick:
                    found.setdefault(point.symbol, []).append(point)
                else:
                    found[point.symbol] = point
        typed: DataDictionary[Any] = DataDictionary(self.time, found)
        return typed if symbol is None else typed[symbol]

    @property
    def count(self) -> int:
        """How many symbols have data."""
        return len(self._grouped())

    def __len__(self) -> int:
        return len(self._grouped())

    def keys(self) -> list[Symbol]:
        """The symbols with data."""
        return list(self._grouped())

    def values(self) -> list[Any]:
        """What indexing gives for each symbol."""
        return [_shown(points) for points in self._grouped().values()]

    def get_values(self) -> list[Any]:
        """The same as values, by the name of LEAN's getter."""
        return self.values()

    def items(self) -> list[tuple[Symbol, Any]]:
        """Symbols with what indexing gives."""
        return [(symbol, _shown(points)) for symbol, points in self._grouped().items()]

    def __iter__(self) -> Iterator[KeyValuePair[Symbol, Any]]:
        return iter([KeyValuePair(symbol, _shown(points)) for symbol, points in self._grouped().items()])


def _finest(data: list[BaseData], kind: MarketDataType) -> dict[Symbol, Any]:
    found: dict[Symbol, Any] = {}
    for point in data:
        if point._kind is kind:
            known = found.setdefault(point.symbol, point)
            if known is not point and known.period > point._end_time - point._time:
                found[point.symbol] = point
    return found


def _shown(points: list[BaseData]) -> Any:
    """What a slice gives for a symbol: custom data, else the trade bar, the quote bar or the ticks."""
    ticks = [point for point in points if isinstance(point, Tick)]
    if ticks:
        return ticks
    custom = [point for point in points if point._kind == MarketDataType.BASE]
    if custom:
        return custom[-1]
    for kind in (MarketDataType.TRADE_BAR, MarketDataType.QUOTE_BAR):
        for point in points:
            if point._kind == kind:
                return point
    return None
