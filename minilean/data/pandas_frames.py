"""History as data frames (Common/Python/PandasConverter.cs): rows by symbol and time, columns by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from minilean.data.bars import QuoteBar, TradeBar
from minilean.data.base_data import NO_TIME
from minilean.data.base_data_collection import BaseDataCollection
from minilean.data.frame_columns import FrameColumns
from minilean.data.pandas_mapper import install
from minilean.data.python_data import DynamicData
from minilean.data.ticks import Tick
from minilean.data.universe_frames import flattened_frame
from minilean.errors import NotInMiniLean
from minilean.interop.decimals import to_double
from minilean.interop.enumerations import DotNetEnum

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    import pandas as pd

    from minilean.data.base_data import BaseData
    from minilean.data.slice import Slice
    from minilean.securities.symbol import Symbol

_INDEX_NAMES = ("symbol", "time")


class SymbolBars(NamedTuple):
    """The bars of one symbol in the order of time."""

    symbol: Symbol
    trades: Sequence[TradeBar] = ()
    quotes: Sequence[QuoteBar] = ()


def pandas() -> Any:
    """The pandas module, which finds symbols by ticker from now on."""
    import pandas as pd

    install(pd)
    return pd


def bars_frame(series: Iterable[SymbolBars]) -> pd.DataFrame:
    """The frame of bars; symbols come in the order given, which LEAN makes the order of their first bars.

    Columns are sorted by name; one that is zero throughout for a symbol is missing there.
    """
    return _frame([(each.symbol, FrameColumns.of_bars(each.trades, each.quotes)) for each in series])


def points_frame(points: Iterable[BaseData]) -> pd.DataFrame:
    """The frame of ticks, custom data or corporate events: a row for every point, all its members as columns."""
    tables: dict[Symbol, FrameColumns] = {}
    for point in points:
        tables.setdefault(point.symbol, FrameColumns()).add(point)
    return _frame(list(tables.items()))


def slices_frame(slices: Iterable[Slice], data_type: type | None = None, flatten: bool = False) -> pd.DataFrame:
    """The frame of everything in slices, of one kind of data when ``data_type`` says so.

    Trade and quote bars of one moment share a row. A collection, as universes deliver them, is a row; with ``flatten``
    each of its members is one. Raises NotInMiniLean for collections flattened among other data.
    """
    gathered: dict[Symbol, _Gathered] = {}
    collections: list[BaseDataCollection] = []
    for each in slices:
        for point in each.all_data:
            if flatten and isinstance(point, BaseDataCollection):
                collections.append(point)
                continue
            found = gathered.get(point.symbol)
            if found is None:
                found = gathered[point.symbol] = _Gathered([], [], [])
            found.take(point, data_type)
    if not collections:
        return _frame([(symbol, found.columns()) for symbol, found in gathered.items()])
    if gathered:
        raise NotInMiniLean("a flattened data frame of collections and other data")
    return flattened_frame(pandas(), collections)


class _Gathered(NamedTuple):
    points: list[BaseData]
    trades: list[TradeBar]
    quotes: list[QuoteBar]

    def take(self, point: BaseData, data_type: type | None) -> None:
        """Keeps a point when its kind is asked for; custom data and collections always are."""
        if isinstance(point, (DynamicData, BaseDataCollection)):
            self.points.append(point)
        elif isinstance(point, TradeBar):
            if data_type is None or data_type is TradeBar:
                self.trades.append(point)
        elif isinstance(point, QuoteBar):
            if data_type is None or data_type is QuoteBar:
                self.quotes.append(point)
        elif isinstance(point, Tick if data_type is None else data_type):
            self.points.append(point)

    def columns(self) -> FrameColumns:
        if not self.points:
            return FrameColumns.of_bars(self.trades, self.quotes)
        columns = FrameColumns()
        for point in sorted((*self.points, *self.trades, *self.quotes), key=_end_time):
            columns.add(point)
        return columns


def indicator_frame(
    series: Mapping[str, Iterable[BaseData]], others: Mapping[str, Iterable[tuple[datetime, Any]]] | None = None
) -> pd.DataFrame:
    """The history of an indicator: a column for each of its values, by end time (GetIndicatorDataFrame).

    ``others`` are properties that are no indicators. Names become small letters and are sorted.
    """
    module = pandas()
    columns: dict[str, Any] = {}
    for name, points in series.items():
        timed = [point for point in points if point._end_time != NO_TIME]
        columns[name.lower()] = module.Series(
            [to_double(point._value) for point in timed], [point._end_time for point in timed]
        )
    for name, entries in (others or {}).items():
        dated = [(time, value) for time, value in entries if time != NO_TIME]
        columns[name.lower()] = module.Series([_shown(value) for _, value in dated], [time for time, _ in dated])
    frame: pd.DataFrame = module.DataFrame(columns, columns=sorted(columns))
    return frame


def _shown(value: Any) -> Any:
    return value.dotnet_name if isinstance(value, DotNetEnum) else value


def _end_time(point: BaseData) -> datetime:
    return point._end_time


def _frame(tables: list[tuple[Symbol, FrameColumns]]) -> pd.DataFrame:
    module = pandas()
    filled = [(symbol, table.times, columns) for symbol, table in tables if (columns := table.kept())]
    if not filled:
        empty: pd.DataFrame = module.DataFrame()
        return empty
    if all(table.is_numeric for _, table in tables):
        return _float_frame(module, filled)
    frames = [
        module.DataFrame({name: module.Series(column) for name, column in columns.items()}).set_axis(
            _index(module, [(symbol, times)]), axis=0
        )
        for symbol, times, columns in filled
    ]
    frame: pd.DataFrame = module.concat(frames, sort=True)
    return frame.dropna(axis=1, how="all")


_Table = tuple["Symbol", list["datetime"], dict[str, list[Any]]]


def _float_frame(module: Any, tables: list[_Table]) -> pd.DataFrame:
    """One block of numbers, which is what pandas would make of it in the end."""
    import numpy as np

    names = sorted({name for _, _, columns in tables for name in columns})
    total = sum(len(times) for _, times, _ in tables)
    block = np.full((len(names), total), np.nan)
    first = 0
    for _, times, columns in tables:
        for name, column in columns.items():
            block[names.index(name), first : first + len(times)] = column
        first += len(times)
    index = _index(module, [(symbol, times) for symbol, times, _ in tables])
    frame: pd.DataFrame = module.DataFrame(block.T, index=index, columns=module.Index(names, dtype=object), copy=False)
    return frame


def _index(module: Any, blocks: list[tuple[Symbol, list[datetime]]]) -> Any:
    """The levels symbol and time, both sorted as pandas sorts what it is given row by row."""
    import numpy as np

    symbols = sorted(symbol for symbol, _ in blocks)
    codes = np.repeat([symbols.index(symbol) for symbol, _ in blocks], [len(times) for _, times in blocks])
    moments = module.DatetimeIndex([time for _, times in blocks for time in times]).to_numpy()
    unique, positions = np.unique(moments, return_inverse=True)
    labels = np.empty(len(symbols), dtype=object)
    labels[:] = symbols
    return module.MultiIndex(
        levels=[module.Index(labels, dtype=object), module.DatetimeIndex(unique)],
        codes=[codes, positions],
        names=_INDEX_NAMES,
        verify_integrity=False,
    )
