"""What an indicator would have said over a history (Algorithm/QCAlgorithm.Indicators.cs, IndicatorHistory)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from minilean.algorithm.history import slices_between, slices_of
from minilean.algorithm.history_requests import Wish, first_time_of_bars, matching_configs
from minilean.algorithm.indicators import indicator_updater
from minilean.data.slice import Slice
from minilean.errors import KeyNotFound
from minilean.indicators.field import Field
from minilean.indicators.python_indicator import managed
from minilean.indicators.shown_properties import shown_properties
from minilean.interop.containers import DotNetList
from minilean.interop.decimals import smart_rounding, text, to_double
from minilean.interop.names import dotnet, to_pascal, to_snake
from minilean.securities.symbol import Symbol, as_symbol

if TYPE_CHECKING:
    import pandas as pd

    from minilean.algorithm.facade import QCAlgorithm
    from minilean.data.base_data import BaseData
    from minilean.enums import Resolution
    from minilean.indicators.data_point import IndicatorDataPoint

_CURRENT = "Current"
_OF_QUOTES = (
    "bid_price", "ask_price", "bid_close", "bid_open", "bid_low", "bid_high", "ask_close", "ask_open", "ask_low",
    "ask_high",
)  # fmt: skip


@dotnet
class IndicatorDataPoints:
    """The values of an indicator and its parts at one time, by name (Indicators/IndicatorDataPoints.cs)."""

    def __init__(self, point: IndicatorDataPoint) -> None:
        self.time = point.time
        self.end_time = point.end_time
        self._points: dict[str, IndicatorDataPoint] = {}

    @property
    def current(self) -> IndicatorDataPoint:
        """The indicator's own value."""
        return self._points[_CURRENT.lower()]

    @property
    def value(self) -> float:
        """The indicator's own value as a number."""
        return to_double(self.current._value)

    price = value

    def __float__(self) -> float:
        return self.value

    def _take(self, name: str, point: IndicatorDataPoint) -> None:
        self._points[name.lower()] = point

    def __getitem__(self, name: str) -> IndicatorDataPoint:
        """The value of a part in any spelling; raises KeyNotFound for a part the indicator does not have."""
        point = self._points.get(name.lower().replace("_", ""))
        if point is None:
            known = ", ".join(self._points)
            raise KeyNotFound(
                f"Property with name '{name.lower()}' does not exist. Properties: Time, Symbol, Value {known}"
            )
        return point

    def __getattr__(self, name: str) -> IndicatorDataPoint:
        if name.startswith("_"):
            raise AttributeError(name)
        try:
            return self[name]
        except KeyNotFound as error:
            raise AttributeError(str(error)) from error

    def __str__(self) -> str:
        shown = ", ".join(
            f"{name}: {text(smart_rounding(point._value))}" for name, point in sorted(self._points.items())
        )
        return f"{self.end_time:%m/%d/%Y %H:%M:%S} {shown}"


@dotnet
class IndicatorHistory:
    """The values of an indicator by time (iterating), by part (``history["upper_band"]``) and as ``data_frame``."""

    def __init__(
        self,
        moments: list[IndicatorDataPoints],
        series: dict[str, DotNetList[IndicatorDataPoint]],
        others: dict[str, list[tuple[datetime, Any]]],
    ) -> None:
        self._moments = moments
        self._series = series
        self._others = others
        self._data_frame: pd.DataFrame | None = None

    @property
    def count(self) -> int:
        """How many moments there are."""
        return len(self._moments)

    @property
    def current(self) -> DotNetList[IndicatorDataPoint]:
        """The indicator's own values."""
        return self._series[_CURRENT]

    @property
    def data_frame(self) -> pd.DataFrame:
        """All values by end time, a column for each part."""
        if self._data_frame is None:
            from minilean.data.pandas_frames import indicator_frame

            self._data_frame = indicator_frame(self._series, self._others)
        return self._data_frame

    def __len__(self) -> int:
        return len(self._moments)

    def __iter__(self) -> Iterator[IndicatorDataPoints]:
        return iter(self._moments)

    def __getitem__(self, name: str) -> DotNetList[IndicatorDataPoint] | None:
        return self._series.get(to_pascal(to_snake(name)))

    def __str__(self) -> str:
        return "".join(f"{moment}\n" for moment in self._moments)


class _Recorder:
    """Listens to an indicator and writes down what it and its parts say once it is ready."""

    def __init__(self, indicator: Any) -> None:
        self._indicator = indicator
        shown = shown_properties(indicator)
        self._parts = {**shown.indicators, _CURRENT: indicator}
        self._other_names = shown.others
        self.series: dict[str, DotNetList[IndicatorDataPoint]] = {name: DotNetList() for name in self._parts}
        self.others: dict[str, list[tuple[datetime, Any]]] = {}
        self.moments: list[IndicatorDataPoints] = []
        self._last: IndicatorDataPoint | None = None
        self._consumed: datetime | None = None

    def take(self, _: Any, point: IndicatorDataPoint) -> None:
        """A new value; one of several at the same time is written down first and last."""
        if not self._indicator.is_ready:
            return
        if self._last is None or self._last.time != point.time:
            self._consume(point)
        self._last = point

    def flush(self) -> None:
        """Writes down the last value."""
        if self._last is not None:
            self._consume(self._last)

    def _consume(self, point: IndicatorDataPoint) -> None:
        if self._consumed == point.end_time:
            return
        self._consumed = point.end_time
        moment = IndicatorDataPoints(point)
        self.moments.append(moment)
        for name, part in self._parts.items():
            values, current = self.series[name], part.current
            if name != _CURRENT and values and values[-1].end_time == current.end_time:
                values[-1] = current
            else:
                values.append(current)
            moment._take(name, current)
        for name in self._other_names:
            entry = (point.end_time, getattr(self._indicator, to_snake(name)))
            self.others.setdefault(name, []).append(entry)


def compute(
    algorithm: QCAlgorithm, indicator: Any, arguments: Sequence[Any], named: dict[str, Any]
) -> IndicatorHistory:
    """The history of an indicator, which is reset before.

    Arguments are ``symbol or symbols, number of bars | span | start, end, resolution=None, selector=None``, or
    ``history, selector=None`` with slices.
    """
    given = dict(named)
    values = list(arguments)
    first = _take(given, values, ("symbol", "symbols", "history"))
    if isinstance(first, (list, tuple)) and first and isinstance(first[0], Slice):
        return _run(indicator, first, _take(given, values, ("selector",)))
    symbols = [as_symbol(item) for item in first] if isinstance(first, (list, tuple)) else [as_symbol(first)]
    period = _take(given, values, ("period", "span", "start"))
    end = algorithm._qc.time
    if isinstance(period, datetime):
        end = _take(given, values, ("end",))
    resolution = _take(given, values, ("resolution",))
    selector = _take(given, values, ("selector",))
    return _run(indicator, _history(algorithm, indicator, symbols, period, end, resolution), selector)


def _take(named: dict[str, Any], values: list[Any], names: tuple[str, ...]) -> Any:
    for name in names:
        if name in named:
            return named.pop(name)
    return values.pop(0) if values else None


def _history(
    algorithm: QCAlgorithm,
    indicator: Any,
    symbols: list[Symbol],
    period: Any,
    end: datetime,
    resolution: Resolution | None,
) -> Sequence[Slice]:
    warm_up = int(getattr(indicator, "warm_up_period", 0) or 0)
    if not isinstance(period, (datetime, timedelta)):
        bars = int(period)
        return slices_of(algorithm, symbols, bars + warm_up - (warm_up > 0 and bars > 0), resolution)
    start = end - period if isinstance(period, timedelta) else period
    begin = start
    if warm_up > 1:
        for symbol in symbols:
            for config in matching_configs(algorithm, symbol, Wish(resolution=resolution)):
                begin = min(begin, first_time_of_bars(algorithm, config, warm_up - 1, resolution, before=start))
    return slices_between(algorithm, symbols, begin, end, resolution)


def _run(indicator: Any, slices: Sequence[Slice], selector: Callable[[Any], Any] | None) -> IndicatorHistory:
    indicator = managed(indicator)
    indicator.reset()
    recorder = _Recorder(indicator)
    indicator.updated += recorder.take
    update = indicator_updater(indicator, None if indicator.takes == "trade bar" else selector)
    for point in _points(slices, _bars_for(indicator, selector)):
        update(None, point)
    recorder.flush()
    indicator.updated -= recorder.take
    return IndicatorHistory(recorder.moments, recorder.series, recorder.others)


def _bars_for(indicator: Any, selector: Any) -> str:
    """The dictionary of a slice that has what the indicator or the selector needs; empty for whatever there is."""
    if indicator.takes == "trade bar":
        return "bars"
    if indicator.takes != "value" or selector is None:
        return ""
    if selector is Field.volume:
        return "bars"
    return "quote_bars" if any(selector is getattr(Field, name) for name in _OF_QUOTES) else ""


def _points(slices: Sequence[Slice], bars: str) -> Iterator[BaseData]:
    for each in slices:
        for value in (getattr(each, bars) if bars else each).values():
            yield value[-1] if isinstance(value, list) else value
