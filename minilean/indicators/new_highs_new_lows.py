"""NewHighsNewLows: how many symbols reach new highs against those that reach new lows."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from minilean.indicators.base import BarIndicator
from minilean.indicators.derived_indicator import DerivedIndicator
from minilean.indicators.maximum import Maximum
from minilean.indicators.minimum import Minimum
from minilean.securities.symbol import as_symbol

if TYPE_CHECKING:
    from datetime import datetime

    from minilean.securities.symbol import Symbol


class NewHighsNewLows(BarIndicator):
    """LEAN's NHNL (Indicators/NewHighsNewLows.cs): its own value is the difference.

    There is no new value until all symbols have a bar of the period and enough bars before it.
    """

    def __init__(self, name: str, period: int) -> None:
        super().__init__(name)
        self._period = period
        self._tracked: dict[Symbol, _Tracked] = {}
        self._period_time: datetime | None = None
        self._new_highs: list[Any] = []
        self._new_lows: list[Any] = []
        self.difference = DerivedIndicator(f"{name}_Difference", self._has_enough)
        self.ratio = DerivedIndicator(f"{name}_Ratio", self._has_enough)
        self._qc_parts = (self.difference, self.ratio)
        self.warm_up_period = period + 1

    @property
    def is_ready(self) -> bool:
        return self._has_enough()

    def add(self, asset: Symbol) -> None:
        """Follows a symbol."""
        self._tracked.setdefault(as_symbol(asset), _Tracked(self._period))

    def remove(self, asset: Symbol) -> None:
        """Follows a symbol no longer."""
        self._tracked.pop(as_symbol(asset), None)

    def _has_enough(self) -> bool:
        tracked = self._tracked.values()
        return bool(tracked) and all(each.highs.is_ready and each.lows.is_ready for each in tracked)

    def _compute_next_value(self, bar: Any) -> Decimal | None:
        self._enqueue(bar)
        latest = [(each, each.bar) for each in self._tracked.values()]
        if not self._has_enough() or any(each_bar is None for _, each_bar in latest):
            return None
        self._new_highs = [each_bar for each, each_bar in latest if each_bar._high > each.highs._qc_value]
        self._new_lows = [each_bar for each, each_bar in latest if each_bar._low < each.lows._qc_value]
        highs, lows = Decimal(len(self._new_highs)), Decimal(len(self._new_lows))
        self.difference._derive(self._qc_seen, highs - lows, self._qc_symbol)
        self.ratio._derive(self._qc_seen, highs / lows if lows else highs, self._qc_symbol)
        return self.difference._qc_value

    def _enqueue(self, bar: Any) -> None:
        tracked, current = self._tracked.get(bar.symbol), self._period_time
        if current is not None and bar.end_time == current:
            if tracked is not None:
                tracked.take(current, bar)
            return
        if current is not None and bar.time > current:
            for each in self._tracked.values():
                if each.bar is not None:
                    each.take(current, each.bar)
                each.bar = None
            self._period_time = current = bar.time
        if tracked is not None and current in {None, bar.time}:
            tracked.bar = bar
            self._period_time = bar.time

    def reset(self) -> None:
        for each in self._tracked.values():
            each.reset()
        self._period_time = None
        super().reset()


class _Tracked:
    """A symbol's bar of the period and its extremes before."""

    def __init__(self, period: int) -> None:
        self.bar: Any = None
        self.highs = Maximum(period)
        self.lows = Minimum(period)

    def take(self, time: datetime, bar: Any) -> None:
        self.highs._qc_feed(None, time, bar._high)
        self.lows._qc_feed(None, time, bar._low)

    def reset(self) -> None:
        self.bar = None
        self.highs.reset()
        self.lows.reset()
