"""Kinds of moving averages and states of indicators."""

from __future__ import annotations

from minilean.interop.enumerations import DotNetEnum


class MovingAverageType(DotNetEnum):
    """LEAN's MovingAverageType (Indicators/MovingAverageType.cs)."""

    SIMPLE = 0
    EXPONENTIAL = 1
    WILDERS = 2
    LINEAR_WEIGHTED_MOVING_AVERAGE = 3
    DOUBLE_EXPONENTIAL = 4
    TRIPLE_EXPONENTIAL = 5
    TRIANGULAR = 6
    T3 = 7
    KAMA = 8
    HULL = 9
    ALMA = 10
    ZLEMA = 11
    MGD = 12


class PivotPointType(DotNetEnum):
    """LEAN's PivotPointType (Indicators/PivotPointsHighLow.cs)."""

    LOW = -1
    NONE = 0
    HIGH = 1
    BOTH = 2


class IndicatorStatus(DotNetEnum):
    """LEAN's IndicatorStatus (Indicators/IndicatorStatus.cs)."""

    SUCCESS = 0
    INVALID_INPUT = 1
    MATH_ERROR = 2
    VALUE_NOT_READY = 3


class CorrelationType(DotNetEnum):
    """LEAN's CorrelationType (Indicators/CorrelationType.cs)."""

    PEARSON = 0
    SPEARMAN = 1


class SwissArmyKnifeTool(DotNetEnum):
    """LEAN's SwissArmyKnifeTool (Indicators/SwissArmyKnife.cs)."""

    GAUSS = 0
    BUTTER = 1
    HIGH_PASS = 2
    TWO_POLE_HIGH_PASS = 3
    BAND_PASS = 4
