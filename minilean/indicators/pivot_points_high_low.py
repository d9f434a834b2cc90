"""PivotPointsHighLow: bars higher or lower than all around them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from minilean.data.base_data import BaseData
from minilean.enums import PivotPointType
from minilean.indicators.base import Bar, BarIndicator
from minilean.indicators.rolling_window import RollingWindow
from minilean.interop.decimals import Number, to_decimal
from minilean.interop.events import Event
from minilean.interop.names import dotnet

if TYPE_CHECKING:
    from datetime import datetime


@dotnet
class PivotPoint(BaseData):
    """A price that turned (Indicators/PivotPointsHighLow.cs)."""

    __slots__ = ("pivot_point_type",)

    def __init__(self, type: PivotPointType, price: Number, time: datetime) -> None:
        super().__init__()
        self.pivot_point_type = type
        self._value = to_decimal(price)
        self._time = self._end_time = time


@dotnet
class PivotPointsEventArgs:
    """What the handlers of ``new_pivot_point_formed`` get."""

    __slots__ = ("pivot_point",)

    def __init__(self, pivot_point: PivotPoint) -> None:
        self.pivot_point = pivot_point


class PivotPointsHighLow(BarIndicator):
    """LEAN's PPHL (Indicators/PivotPointsHighLow.cs): 1 at a high, -1 at a low, 2 at both, else 0."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        """Takes ``(count, last_stored_values)`` or ``([name], high count, low count, last_stored_values, strict)``."""
        given = _given(arguments, named)
        highs: int = given["surrounding_bars_count_for_high_point"]
        lows: int = given["surrounding_bars_count_for_low_point"]
        super().__init__(given["name"])
        self._strict: bool = given.get("strict", True)
        self._highs = RollingWindow[Any](2 * highs + 1)
        self._lows = RollingWindow[Any](2 * lows + 1)
        self._points = RollingWindow[PivotPoint](given.get("last_stored_values", 100))
        self.new_pivot_point_formed = Event()
        self.warm_up_period = max(self._highs.size, self._lows.size)

    @property
    def is_ready(self) -> bool:
        return self._highs.is_ready and self._lows.is_ready

    def _compute_next_value(self, bar: Bar) -> Decimal:
        self._highs.add(bar)
        self._lows.add(bar)
        high = self._find(self._highs, PivotPointType.HIGH) if self._highs.is_ready else None
        low = self._find(self._lows, PivotPointType.LOW) if self._lows.is_ready else None
        for point in (high, low):
            if point is not None:
                self._points.add(point)
                self.new_pivot_point_formed(self, PivotPointsEventArgs(point))
        if high is not None:
            return Decimal(PivotPointType.BOTH if low is not None else PivotPointType.HIGH)
        return Decimal(PivotPointType.LOW if low is not None else PivotPointType.NONE)

    def _find(self, window: RollingWindow[Any], kind: PivotPointType) -> PivotPoint | None:
        """The bar in the middle, if it stands out."""
        sign = 1 if kind == PivotPointType.HIGH else -1
        prices = [sign * (bar._high if sign == 1 else bar._low) for bar in window]
        middle = len(prices) // 2
        around = prices[:middle] + prices[middle + 1 :]
        if around and (max(around) > prices[middle] or (self._strict and max(around) == prices[middle])):
            return None
        return PivotPoint(kind, sign * prices[middle], window[middle].end_time)

    def get_high_pivot_points_array(self) -> list[PivotPoint]:
        """The highs, newest first."""
        return [point for point in self._points if point.pivot_point_type == PivotPointType.HIGH]

    def get_low_pivot_points_array(self) -> list[PivotPoint]:
        """The lows, newest first."""
        return [point for point in self._points if point.pivot_point_type == PivotPointType.LOW]

    def get_all_pivot_points_array(self) -> list[PivotPoint]:
        """All points, newest first."""
        return list(self._points)

    def reset(self) -> None:
        for window in (self._highs, self._lows, self._points):
            window.reset()
        super().reset()


def _given(arguments: tuple[Any, ...], named: dict[str, Any]) -> dict[str, Any]:
    counts = ["surrounding_bars_count_for_high_point", "surrounding_bars_count_for_low_point"]
    if arguments and isinstance(arguments[0], str):
        return dict(zip(["name", *counts, "last_stored_values", "strict"], arguments, strict=False)) | named
    if len(arguments) > 2 or counts[1] in named:
        given = dict(zip([*counts, "last_stored_values", "strict"], arguments, strict=False)) | named
        text = f"{given[counts[0]]},{given[counts[1]]}"
    else:
        given = dict(zip(["surrounding_bars_count", "last_stored_values"], arguments, strict=False)) | named
        text = str(given["surrounding_bars_count"])
        given[counts[0]] = given[counts[1]] = given["surrounding_bars_count"]
    given.setdefault("name", f"PivotPointsHighLow({text})")
    return given
