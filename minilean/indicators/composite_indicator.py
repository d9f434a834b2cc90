"""CompositeIndicator: an indicator computed from two others whenever both moved."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from minilean.enums import IndicatorStatus
from minilean.errors import ArgumentError
from minilean.indicators.base import Downstream, Indicator
from minilean.indicators.constant_indicator import ConstantIndicator
from minilean.indicators.data_point import number_of
from minilean.indicators.indicator_result import IndicatorResult
from minilean.indicators.python_indicator import managed
from minilean.interop.decimals import ZERO, to_decimal

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal

    from minilean.securities.symbol import Symbol

Composer = Callable[[Any, Any], Any]


class CompositeIndicator(Indicator):
    """LEAN's composition (Indicators/CompositeIndicator.cs).

    The composer gets both indicators and returns an IndicatorResult or a number; a constant side never has to move.
    """

    def __init__(self, *arguments: Any, **named: Any) -> None:
        """Takes ``([name], left, right, composer)``."""
        order = ("name", "left", "right", "composer")
        given = dict(zip(order if len(arguments) + len(named) > 3 else order[1:], arguments, strict=False)) | named
        self.left = managed(given["left"])
        self.right = managed(given["right"])
        composer = given.get("composer", given.get("handler"))
        if composer is None:
            raise ArgumentError("CompositeIndicator needs a function that composes its two indicators")
        self._composer: Composer = composer
        super().__init__(given.get("name") or f"COMPOSE({self.left.name},{self.right.name})")
        self._left_moved = self._right_moved = False
        self._left_is_constant = isinstance(self.left, ConstantIndicator)
        self._right_is_constant = isinstance(self.right, ConstantIndicator)
        self.left.updated += Downstream(self._take_left)
        self.right.updated += Downstream(self._take_right)

    @property
    def is_ready(self) -> bool:
        return bool(self.left.is_ready and self.right.is_ready)

    def reset(self) -> None:
        self.left.reset()
        self.right.reset()
        super().reset()

    def _take_left(self, symbol: Symbol | None, time: datetime, value: Decimal) -> None:
        self._left_moved = True
        if self._right_moved or self._right_is_constant:
            self._compose(time)

    def _take_right(self, symbol: Symbol | None, time: datetime, value: Decimal) -> None:
        self._right_moved = True
        if self._left_moved or self._left_is_constant:
            self._compose(time)

    def _compose(self, time: datetime) -> None:
        self._qc_feed(None, max(time, self.right.current._time, self.left.current._time), ZERO)
        self._left_moved = self._right_moved = False

    def _next_value(self, time: datetime, value: Decimal) -> Decimal | None:
        return result_value(self._composer(self.left, self.right))


def result_value(result: Any) -> Decimal | None:
    """The exact value of a composition, None unless it succeeded."""
    if isinstance(result, IndicatorResult):
        return result._value if result.status == IndicatorStatus.SUCCESS else None
    return to_decimal(number_of(result))
