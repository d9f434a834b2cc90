"""RelativeDailyVolume: the day's volume so far as a multiple of what other days had by then."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from minilean.indicators.base import TradeBarIndicator, VolumeBar
from minilean.indicators.constructors import named
from minilean.indicators.division import safe_division
from minilean.indicators.simple_moving_average import SimpleMovingAverage
from minilean.interop.decimals import ZERO

if TYPE_CHECKING:
    from datetime import datetime, time
    from decimal import Decimal


class RelativeDailyVolume(TradeBarIndicator):
    """LEAN's RDV (Indicators/RelativeDailyVolume.cs): zero until it is ready."""

    @named("RDV({period})")
    def __init__(self, name: str, period: int = 2) -> None:
        super().__init__(name)
        self._period = period
        self._averages: dict[time, SimpleMovingAverage] = {}
        self._today: dict[datetime, Decimal] = {}
        self._previous_day = self._days = -1

    @property
    def is_ready(self) -> bool:
        return self._days >= self._period

    def _compute_next_value(self, bar: VolumeBar) -> Decimal:
        if bar.time.day != self._previous_day:
            self._finish_day()
            self._previous_day = bar.time.day
            self._days += 1
        self._today[bar.time] = bar._volume
        if not self.is_ready:
            return ZERO
        return safe_division(sum(self._today.values(), ZERO), self._usual_at(bar.time.time()))

    def _finish_day(self) -> None:
        volume = ZERO
        for moment, traded in self._today.items():
            volume += traded
            average = self._averages.setdefault(moment.time(), SimpleMovingAverage(self._period))
            average._qc_feed(None, moment, volume)
        self._today.clear()

    def _usual_at(self, moment: time) -> Decimal:
        """The mean volume by a time of day, by the time before it when there is none of exactly that time."""
        average = self._averages.get(moment)
        if average is not None:
            return average._qc_value
        times = sorted(self._averages)
        for earlier, later in itertools.pairwise(times):
            if later > moment:
                return self._averages[earlier]._qc_value
        return ZERO

    def reset(self) -> None:
        self._averages.clear()
        self._today.clear()
        self._previous_day = self._days = -1
        super().reset()
