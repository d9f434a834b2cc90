"""The series of charts (Common/BaseSeries.cs, Series.cs, CandlestickSeries.cs)."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, Self

from minilean.enums import ScatterMarkerSymbol, SeriesType
from minilean.errors import ArgumentError
from minilean.interop.decimals import ZERO
from minilean.interop.names import dotnet
from minilean.results.points import Candlestick, ChartPoint, Point, ScatterChartPoint

if TYPE_CHECKING:
    from datetime import datetime

_CANDLE_VALUES = 4


@dotnet
class BaseSeries(ABC):
    """A named list of points, drawn as its type says."""

    def __init__(
        self, name: str | None = None, type: SeriesType = SeriesType.LINE, index: int = 0, unit: str = "$"
    ) -> None:
        self.name = name
        self.series_type = type
        self.index = index
        self.unit = unit
        self.index_name: str | None = None
        self.z_index: int | None = None
        self.tooltip: str | None = None
        self.values: list[Any] = []
        self._sent = 0

    @abstractmethod
    def add_point(self, *point: Any) -> None:
        """Adds a point; one at the time of the last replaces it. Raises ArgumentError for points of another kind."""

    @abstractmethod
    def consolidate_chart_points(self) -> Point | None:
        """All points added up at the last one's time; none without points."""

    @abstractmethod
    def _empty(self) -> Self:
        """A series like this one, of the same class, name, index and unit, without points."""

    def _append(self, point: Point) -> None:
        if self.values and self.values[-1].time == point.time:
            self.values[-1] = point
        else:
            self.values.append(point)

    def clone(self, empty: bool = False) -> Self:
        """A copy, without its points if asked."""
        twin = self._empty()
        twin.index_name, twin.z_index, twin.tooltip = self.index_name, self.z_index, self.tooltip
        if not empty:
            twin.values = [point.clone() for point in self.values]
        return twin

    def get_updates(self) -> Self:
        """The points added since the last call."""
        twin = self.clone(empty=True)
        twin.values = self.values[self._sent :]
        self._sent = len(self.values)
        return twin

    def purge(self) -> None:
        """Forgets all points."""
        self.values.clear()
        self._sent = 0

    @staticmethod
    def create(series_type: SeriesType, name: str, index: int = 0, unit: str = "$") -> BaseSeries:
        """A series of the class its type needs."""
        if series_type == SeriesType.CANDLE:
            return CandlestickSeries(name, index, unit)
        return Series(name, SeriesType(series_type), index, unit)


@dotnet
class Series(BaseSeries):
    """Single values as lines, bars, markers, areas, slices of a pie."""

    def __init__(
        self,
        name: str | None = None,
        type: SeriesType = SeriesType.LINE,
        index: int | str = 0,
        unit: Any = None,
        color: Any = None,
        symbol: ScatterMarkerSymbol = ScatterMarkerSymbol.NONE,
    ) -> None:
        """Takes name, type, index and unit, or name, type, unit, color and marker, as LEAN's constructors do."""
        if isinstance(index, str):
            if isinstance(color, ScatterMarkerSymbol):
                symbol = color
            color = unit if unit is not None else color
            index, unit = 0, index
        super().__init__(name, type, index, "$" if unit is None else unit)
        self.color = color
        self.scatter_marker_symbol = symbol

    def add_point(self, *point: Any) -> None:
        """Adds a ChartPoint, a time and a value, or a time and a list of one value."""
        if len(point) == 1:
            if not isinstance(point[0], ChartPoint):
                raise ArgumentError("Series.AddPoint requires a ChartPoint object")
            self._append(point[0])
            return
        time, value = point
        if isinstance(value, (list, tuple)):
            if len(value) > 1:
                raise ArgumentError("Series.AddPoint requires a single value")
            value = value[0] if value else ZERO
        self._append(self._point(time, value))

    def _point(self, time: datetime, value: Any) -> ChartPoint:
        return ScatterChartPoint(time, value) if self.series_type == SeriesType.SCATTER else ChartPoint(time, value)

    def consolidate_chart_points(self) -> ChartPoint | None:
        if not self.values:
            return None
        total = sum((point._y for point in self.values if point._y is not None), ZERO)
        return ChartPoint(self.values[-1].time, total)

    def _empty(self) -> Self:
        twin = type(self)(self.name, self.series_type, self.index, self.unit)
        twin.color, twin.scatter_marker_symbol = self.color, self.scatter_marker_symbol
        return twin


@dotnet
class CandlestickSeries(BaseSeries):
    """Candles."""

    def __init__(self, name: str | None = None, index: int | str = 0, unit: str = "$") -> None:
        """Takes name, index and unit, or name and unit."""
        if isinstance(index, str):
            super().__init__(name, SeriesType.CANDLE, 0, index)
        else:
            super().__init__(name, SeriesType.CANDLE, index, unit)

    def add_point(self, *point: Any) -> None:
        """Adds a Candlestick, a trade bar, or a time and four values, alone or as a list."""
        if len(point) == 1:
            candle = point[0]
            if not hasattr(candle, "_close"):
                raise ArgumentError("CandlestickSeries.AddPoint requires a Candlestick object")
            self._append(candle if isinstance(candle, Candlestick) else Candlestick(candle))
            return
        time, *values = point
        if len(values) == 1 and isinstance(values[0], (list, tuple)):
            values = list(values[0])
        if len(values) != _CANDLE_VALUES:
            raise ArgumentError("CandlestickSeries.AddPoint requires 4 values (open, high, low, close)")
        self._append(Candlestick(time, *values))

    def consolidate_chart_points(self) -> Candlestick | None:
        if not self.values:
            return None
        sums = []
        for field in ("_open", "_high", "_low", "_close"):
            present = [getattr(candle, field) for candle in self.values if getattr(candle, field) is not None]
            sums.append(sum(present, ZERO) if present else None)
        return Candlestick(self.values[-1].time, *sums)

    def _empty(self) -> Self:
        return type(self)(self.name, self.index, self.unit)


create_series = BaseSeries.create
