"""A chart: named series drawn together (Common/Chart.cs)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minilean.enums import ChartType, ScatterMarkerSymbol, SeriesType
from minilean.errors import ArgumentError
from minilean.interop.decimals import ZERO
from minilean.interop.names import dotnet
from minilean.results.points import ChartPoint
from minilean.results.series import BaseSeries, Series

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal


@dotnet
class Chart:
    """Series by name; the symbol, if any, is the one whose prices the chart shows."""

    def __init__(self, name: str = "", type: Any = None) -> None:
        """The second argument may be a symbol or the obsolete chart type."""
        self.name = name
        self.chart_type = type if isinstance(type, ChartType) else ChartType.OVERLAY
        self.symbol = None if isinstance(type, ChartType) else type
        self.legend_disabled = False
        self.series: dict[str, Any] = {}

    def add_series(self, series: BaseSeries) -> None:
        """Adds a series. Raises ArgumentError if one of its name is there."""
        if series.name in self.series:
            raise ArgumentError("Chart.AddSeries(): $Chart series name already exists")
        self.series[str(series.name)] = series

    def try_add_and_get_series(
        self,
        name: str,
        type: SeriesType | BaseSeries,
        index: int = 0,
        unit: str = "$",
        color: Any = None,
        symbol: ScatterMarkerSymbol = ScatterMarkerSymbol.NONE,
        force_add_new: bool = False,
    ) -> BaseSeries:
        """The series of that name, made from a template or from type, index, unit, color and marker if missing."""
        if force_add_new or name not in self.series:
            if isinstance(type, BaseSeries):
                self.series[name] = type.clone(empty=True)
            else:
                series = Series(name, type, index, unit)
                series.color, series.scatter_marker_symbol = color, symbol
                self.series[name] = series
        found: BaseSeries = self.series[name]
        return found

    def get_updates(self) -> Chart:
        """The points added since the last call."""
        twin = self.clone_empty()
        for series in self.series.values():
            twin.add_series(series.get_updates())
        return twin

    def clone(self) -> Chart:
        """A copy with copies of all series."""
        twin = self.clone_empty()
        twin.series = {name: series.clone() for name, series in self.series.items()}
        return twin

    def clone_empty(self) -> Chart:
        """A copy without series."""
        twin = Chart(self.name, self.symbol)
        twin.legend_disabled = self.legend_disabled
        return twin

    def aggregate(self, series_type: SeriesType = SeriesType.LINE) -> Chart:
        """A chart of one series, the sum of all."""
        twin = self.clone_empty()
        if not self.series:
            return twin
        total = Series("TOTAL", series_type, next(iter(self.series.values())).unit)
        sums: dict[datetime, Decimal] = {}
        for series in self.series.values():
            for point in series.values:
                if isinstance(point, ChartPoint) and point._y is not None:
                    sums[point.time] = sums.get(point.time, ZERO) + point._y
        total.values = [ChartPoint(time, sums[time]) for time in sorted(sums)]
        twin.add_series(total)
        return twin
