"""Which indicator a MovingAverageType is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.enums import MovingAverageType

if TYPE_CHECKING:
    from minilean.indicators.base import Indicator

_CLASSES = {
    MovingAverageType.SIMPLE: "SimpleMovingAverage",
    MovingAverageType.EXPONENTIAL: "ExponentialMovingAverage",
    MovingAverageType.WILDERS: "WilderMovingAverage",
    MovingAverageType.LINEAR_WEIGHTED_MOVING_AVERAGE: "LinearWeightedMovingAverage",
    MovingAverageType.DOUBLE_EXPONENTIAL: "DoubleExponentialMovingAverage",
    MovingAverageType.TRIPLE_EXPONENTIAL: "TripleExponentialMovingAverage",
    MovingAverageType.TRIANGULAR: "TriangularMovingAverage",
    MovingAverageType.T3: "T3MovingAverage",
    MovingAverageType.KAMA: "KaufmanAdaptiveMovingAverage",
    MovingAverageType.HULL: "HullMovingAverage",
    MovingAverageType.ALMA: "ArnaudLegouxMovingAverage",
    MovingAverageType.ZLEMA: "ZeroLagExponentialMovingAverage",
    MovingAverageType.MGD: "McGinleyDynamic",
}


def as_indicator(kind: MovingAverageType, name: str | int, period: int | None = None) -> Indicator:
    """A moving average, from ``(kind, [name], period)`` (Indicators/MovingAverageTypeExtensions.cs)."""
    from minilean import indicators

    cls: type[Indicator] = getattr(indicators, _CLASSES[MovingAverageType(kind)])
    arguments = (name,) if period is None else (name, period)
    return cls(*arguments)
