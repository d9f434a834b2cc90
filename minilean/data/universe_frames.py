"""Frames of what universes select from, a row for each member (Common/Python/PandasConverter.DataFrameGenerator.cs)."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from minilean.data.frame_columns import FrameColumns

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd

    from minilean.data.base_data import BaseData
    from minilean.data.base_data_collection import BaseDataCollection
    from minilean.securities.symbol import Symbol


def flattened_frame(module: Any, collections: Sequence[BaseDataCollection]) -> pd.DataFrame:
    """Rows by time and member, by collection before that when there are several; the collections of one together."""
    by_symbol: dict[Symbol, list[BaseDataCollection]] = {}
    for collection in collections:
        by_symbol.setdefault(collection.symbol, []).append(collection)
    ordered = list(chain.from_iterable(by_symbol.values()))
    several = len(by_symbol) > 1
    keys = [(each.symbol, each._end_time) if several else each._end_time for each in ordered]
    names = ["collection_symbol", "time"] if several else ["time"]
    frame: pd.DataFrame = module.concat([_members(module, each) for each in ordered], keys=keys, names=names, sort=True)
    return frame.dropna(axis=1, how="all")


def _members(module: Any, points: Iterable[BaseData]) -> pd.DataFrame:
    """The first row of each member; a single member shows its rows' times."""
    tables: dict[Symbol, FrameColumns] = {}
    rows = FrameColumns()
    for point in points:
        if point.symbol not in tables:
            rows.add(point)
        tables.setdefault(point.symbol, FrameColumns()).add(point)
    if not tables:
        empty: pd.DataFrame = module.DataFrame()
        return empty
    symbols, columns = list(tables), rows.kept()
    if len(tables) == 1:
        ((symbol, table),) = tables.items()
        symbols, columns = [symbol] * len(table.times), {**table.kept(), "time": table.times}
    index = module.Index(symbols, name="symbol", dtype=object)
    frame: pd.DataFrame = module.DataFrame({name: module.Series(values, index) for name, values in columns.items()})
    return frame.dropna(axis=1, how="all").sort_index(axis=1)
