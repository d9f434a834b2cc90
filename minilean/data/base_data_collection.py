"""Several data of one moment delivered as one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from minilean.data.base_data import NO_TIME, BaseData
from minilean.interop.names import dotnet
from minilean.securities.symbol import Symbol, as_symbol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime


@dotnet
class BaseDataCollection(BaseData):
    """A list of data with a time and a symbol of its own (Common/Data/UniverseSelection/BaseDataCollection.cs).

    Built as in LEAN: ``(time, symbol, data)`` or ``(time, end_time, symbol, data)``. A list holding one collection
    stands for what that collection holds.
    """

    __slots__ = ("data", "filtered_contracts", "underlying")

    _qc_frame_members: ClassVar[tuple[str, ...]] = ("data",)

    def __init__(
        self,
        time: datetime = NO_TIME,
        *where: Any,
        data: Iterable[BaseData] | None = None,
        underlying: BaseData | None = None,
    ) -> None:
        super().__init__()
        self._time = self._end_time = time
        self.symbol = Symbol.EMPTY
        rest = list(where)
        if rest and hasattr(rest[0], "year"):
            self._end_time = rest.pop(0)
        if rest:
            self.symbol = as_symbol(rest.pop(0))
        given = rest.pop(0) if rest else data
        self.data: list[BaseData] = list(given or ())
        if len(self.data) == 1 and isinstance(self.data[0], BaseDataCollection) and self.data[0].data:
            self.data = self.data[0].data
        self.underlying = rest.pop(0) if rest else underlying
        self.filtered_contracts = rest.pop(0) if rest else None

    def add(self, new_data_point: BaseData) -> None:
        """Adds one."""
        self.data.append(new_data_point)

    def add_range(self, new_data_points: Iterable[BaseData]) -> None:
        """Adds several."""
        self.data.extend(new_data_points)

    def __iter__(self) -> Iterator[BaseData]:
        return iter(self.data)

    def __len__(self) -> int:
        return len(self.data)

    def __bool__(self) -> bool:
        return True
