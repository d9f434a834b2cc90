"""Thins the equity series for the summary file (Common/SeriesSampler.cs)."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from minilean.interop.decimals import ZERO, smart_rounding, truncate
from minilean.results.points import Candlestick, unix_seconds

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST_STEP = 7
_CANDLES_PER_DAY_OF_STEP = 100


def summary_candles(candles: Sequence[Candlestick]) -> Sequence[Candlestick]:
    """The candles of a summary: all of a short run, else one per so many days, at most a week."""
    days = min(_LONGEST_STEP, len(candles) // _CANDLES_PER_DAY_OF_STEP)
    return sample_candles(candles, timedelta(days=days)) if days > 1 else candles


def sample_candles(candles: Sequence[Candlestick], step: timedelta) -> list[Candlestick]:
    """Candles one step apart from the first one on; their closes lie on the line between closes, whole amounts else."""
    sampled = [candles[0].clone()]
    next_time = candles[0].time + step
    begin = 1
    for index in range(1, len(candles)):
        current = candles[index]
        if next_time > current.time:
            continue
        template = _aggregate(candles[begin : index + 1])
        line = _Line(candles[begin - 1].time, candles[begin]._open or ZERO, current)
        previous: Candlestick | None = None
        while True:
            candle = template.clone()
            candle.time = next_time
            candle._close = line.at(next_time)
            if previous is not None:
                candle._open = previous._close
            if begin == index:
                _span_open_and_close(candle)
            sampled.append(candle)
            previous = candle
            next_time += step
            if next_time > current.time:
                break
        begin = index + 1
    return sampled


class _Line:
    """Closes between the opening of the first of some candles and the close of their last."""

    def __init__(self, opened: datetime, value: Decimal, last: Candlestick) -> None:
        self._start, self._value = Decimal(unix_seconds(opened)), value
        self._span = last.long_time - self._start
        self._rise = (last._close or ZERO) - value
        self._last_close = last._close

    def at(self, time: datetime) -> Decimal | None:
        """The value at a time."""
        if not self._span:
            return self._last_close
        return smart_rounding(self._rise * (Decimal(unix_seconds(time)) - self._start) / self._span + self._value)


def _aggregate(candles: Sequence[Candlestick]) -> Candlestick:
    """One candle around all, in whole amounts."""
    whole = Candlestick()
    for candle in candles:
        for value in (candle._open, candle._high, candle._low, candle._close):
            whole._update(value)
    values = (whole._open, whole._high, whole._low, whole._close)
    return Candlestick(whole.time, *(truncate(value or ZERO) for value in values))


def _span_open_and_close(candle: Candlestick) -> None:
    opened, closed = candle._open or ZERO, candle._close or ZERO
    candle._high, candle._low = max(opened, closed), min(opened, closed)
