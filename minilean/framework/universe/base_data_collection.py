"""BaseDataCollection: many data points of one moment, as universes get them."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from minilean.data.base_data import NO_TIME, BaseData
from minilean.enums import SecurityType
from minilean.interop.containers import DotNetList
from minilean.interop.names import dotnet

if TYPE_CHECKING:
    from minilean.securities.symbol import Symbol


@dotnet
class BaseDataCollection(BaseData):
    """A list of points (Common/Data/UniverseSelection/BaseDataCollection.cs)."""

    __slots__ = ("data", "filtered_contracts", "underlying")

    _qc_names: ClassVar[itertools.count[int]] = itertools.count(1)

    def __init__(  # noqa: PLR0913, PLR0917 - LEAN's signature
        self,
        time: datetime = NO_TIME,
        end_time: datetime | None = None,
        symbol: Symbol | None = None,
        data: Iterable[BaseData] = (),
        underlying: BaseData | None = None,
        filtered_contracts: dict[Symbol, None] | None = None,
    ) -> None:
        super().__init__()
        self._time = time
        self._end_time = time if end_time is None else end_time
        self.symbol = symbol  # type: ignore[assignment]  # LEAN's empty constructor
        self.data: DotNetList[BaseData] = DotNetList(data)
        self.underlying = underlying
        self.filtered_contracts = filtered_contracts

    def universe_symbol(self, market: str = "usa") -> Symbol:
        """A symbol of its own for a universe of this data."""
        from minilean.securities.symbol import Symbol

        kind = type(self)
        return Symbol.create(f"{kind.__name__}-{market}-{next(self._qc_names):010d}", SecurityType.BASE, market, None, kind)

    def add(self, new_data_point: BaseData) -> None:
        """Adds a point."""
        self.data.append(new_data_point)

    def add_range(self, new_data_points: Iterable[BaseData]) -> None:
        """Adds points."""
        self.data.extend(new_data_points)

    def __iter__(self) -> Iterator[BaseData]:
        return iter(self.data)

    def __len__(self) -> int:
        return len(self.data)

    def __bool__(self) -> bool:
        return True
