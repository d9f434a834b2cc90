"""Kinds of charts, series and trades."""

from __future__ import annotations

from minilean.interop.enumerations import DotNetEnum


class ChartType(DotNetEnum):
    """LEAN's ChartType (Common/Chart.cs)."""

    OVERLAY = 0
    STACKED = 1


class ScatterMarkerSymbol(DotNetEnum):
    """LEAN's ScatterMarkerSymbol (Common/Series.cs)."""

    NONE = 0
    CIRCLE = 1
    SQUARE = 2
    DIAMOND = 3
    TRIANGLE = 4
    TRIANGLE_DOWN = 5


class SeriesType(DotNetEnum):
    """LEAN's SeriesType (Common/BaseSeries.cs)."""

    LINE = 0
    SCATTER = 1
    CANDLE = 2
    BAR = 3
    FLAG = 4
    STACKED_AREA = 5
    PIE = 6
    TREEMAP = 7
    HEATMAP = 9
    SCATTER3D = 10


class TradeDirection(DotNetEnum):
    """LEAN's TradeDirection (Common/Statistics/TradeEnums.cs)."""

    LONG = 0
    SHORT = 1


class FillGroupingMethod(DotNetEnum):
    """LEAN's FillGroupingMethod (Common/Statistics/TradeEnums.cs)."""

    FILL_TO_FILL = 0
    FLAT_TO_FLAT = 1
    FLAT_TO_REDUCED = 2


class FillMatchingMethod(DotNetEnum):
    """LEAN's FillMatchingMethod (Common/Statistics/TradeEnums.cs)."""

    FIFO = 0
    LIFO = 1


class ComparisonOperatorTypes(DotNetEnum):
    """LEAN's ComparisonOperatorTypes (Common/Util/ComparisonOperatorTypes.cs)."""

    EQUALS = 0
    NOT_EQUAL = 1
    GREATER = 2
    GREATER_OR_EQUAL = 3
    LESS = 4
    LESS_OR_EQUAL = 5
