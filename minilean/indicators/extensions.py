"""IndicatorExtensions: indicators of indicators."""

from __future__ import annotations

import functools
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from minilean.enums import IndicatorStatus
from minilean.indicators.base import Downstream, Indicator, IndicatorBase
from minilean.indicators.composite_indicator import CompositeIndicator
from minilean.indicators.constant_indicator import ConstantIndicator
from minilean.indicators.constructors import csharp_text
from minilean.indicators.exponential_moving_average import ExponentialMovingAverage
from minilean.indicators.indicator_result import IndicatorResult
from minilean.indicators.maximum import Maximum
from minilean.indicators.minimum import Minimum
from minilean.indicators.python_indicator import managed
from minilean.indicators.reset_composite_indicator import ResetCompositeIndicator
from minilean.indicators.simple_moving_average import SimpleMovingAverage
from minilean.indicators.sum import Sum
from minilean.indicators.window_identity import WindowIdentity
from minilean.interop.decimals import ZERO, Number, to_decimal

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from minilean.securities.symbol import Symbol


class IndicatorExtensions:
    """LEAN's ways to chain and compose indicators (Indicators/IndicatorExtensions.cs)."""

    @staticmethod
    def update(indicator: Any, time: datetime, value: Number) -> bool:
        return bool(indicator.update(time, value))

    @staticmethod
    def of(second: Any, first: Any, wait_for_first_to_ready: bool = True) -> Any:
        """Feeds ``second`` with the values of ``first``, from when that is ready; gives ``second``."""
        source, target = managed(first), managed(second)

        def send(symbol: Symbol | None, time: datetime, value: Decimal) -> None:
            if not wait_for_first_to_ready or source.is_ready:
                if isinstance(target, Indicator):
                    target._qc_feed(symbol, time, value)
                else:
                    target._qc_feed_data(source.current)

        source.updated += Downstream(send)
        return target

    @staticmethod
    def weighted_by(value: Any, weight: Any, period: int) -> ResetCompositeIndicator:
        """The mean of ``value`` over the last ``period`` values, weighted by ``weight``."""
        return _weighted(managed(value), managed(weight), period)

    @staticmethod
    def plus(left: Any, right: Any, name: str | None = None) -> CompositeIndicator:
        return CompositeIndicator(name, managed(left), _operand(right), lambda x, y: x._qc_value + y._qc_value)

    @staticmethod
    def minus(left: Any, right: Any, name: str | None = None) -> CompositeIndicator:
        return CompositeIndicator(name, managed(left), _operand(right), lambda x, y: x._qc_value - y._qc_value)

    @staticmethod
    def over(left: Any, right: Any, name: str | None = None) -> CompositeIndicator:
        """The quotient; where ``right`` is zero the composition keeps its value."""
        return CompositeIndicator(name, managed(left), _operand(right), _quotient)

    @staticmethod
    def times(left: Any, right: Any, name: str | None = None) -> CompositeIndicator:
        return CompositeIndicator(name, managed(left), _operand(right), lambda x, y: x._qc_value * y._qc_value)

    @staticmethod
    def ema(
        left: Any, period: int, smoothing_factor: Number | None = None, wait_for_first_to_ready: bool = True
    ) -> ExponentialMovingAverage:
        name = f"EMA{period}_Of_{left.name}"
        average = ExponentialMovingAverage(name, period, smoothing_factor)
        IndicatorExtensions.of(average, left, wait_for_first_to_ready)
        return average

    @staticmethod
    def max(left: Any, period: int, wait_for_first_to_ready: bool = True) -> Maximum:
        largest = Maximum(f"MAX{period}_Of_{left.name}", period)
        IndicatorExtensions.of(largest, left, wait_for_first_to_ready)
        return largest

    @staticmethod
    def min(left: Any, period: int, wait_for_first_to_ready: bool = True) -> Minimum:
        smallest = Minimum(f"MIN{period}_Of_{left.name}", period)
        IndicatorExtensions.of(smallest, left, wait_for_first_to_ready)
        return smallest

    @staticmethod
    def sma(left: Any, period: int, wait_for_first_to_ready: bool = True) -> SimpleMovingAverage:
        average = SimpleMovingAverage(f"SMA{period}_Of_{left.name}", period)
        IndicatorExtensions.of(average, left, wait_for_first_to_ready)
        return average

    Update, Of, WeightedBy, Plus, Minus, Over, Times = update, of, weighted_by, plus, minus, over, times
    EMA, MAX, MIN, SMA = ema, max, min, sma


def extension_of(indicator: IndicatorBase, name: str) -> Callable[..., Any] | None:
    """The extension as a method of an indicator, None if there is none of that name."""
    method = vars(IndicatorExtensions).get(name)
    return functools.partial(method.__func__, indicator) if isinstance(method, staticmethod) else None


def _operand(right: Any) -> Any:
    if isinstance(right, int | float | Decimal):
        constant = to_decimal(right)
        return ConstantIndicator(csharp_text(constant), constant)
    return managed(right)


def _quotient(left: Any, right: Any) -> IndicatorResult:
    if not right._qc_value:
        return IndicatorResult(ZERO, IndicatorStatus.MATH_ERROR)
    return IndicatorResult(left._qc_value / right._qc_value)


def _weighted(value: Any, weight: Any, period: int) -> ResetCompositeIndicator:
    values, weights = WindowIdentity(period), WindowIdentity(period)
    numerator, denominator = Sum("Sum_xy", period), Sum("Sum_y", period)

    def take_value(symbol: Symbol | None, time: datetime, number: Decimal) -> None:
        values._qc_feed(symbol, time, number)
        if values.samples == weights.samples:
            numerator._qc_feed(None, time, number * weights._qc_value)

    def take_weight(symbol: Symbol | None, time: datetime, number: Decimal) -> None:
        weights._qc_feed(symbol, time, number)
        if values.samples == weights.samples:
            numerator._qc_feed(None, time, number * values._qc_value)
        denominator._qc_feed(symbol, time, number)

    def reset() -> None:
        values.reset()
        weights.reset()

    value.updated += Downstream(take_value)
    weight.updated += Downstream(take_weight)
    return ResetCompositeIndicator(numerator, denominator, _quotient, reset)
