"""AdvanceDeclineIndicator: symbols that rose against symbols that fell, period by period."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from minilean.indicators.base import TradeBarIndicator
from minilean.securities.symbol import as_symbol

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from minilean.securities.symbol import Symbol


class AdvanceDeclineIndicator(TradeBarIndicator):
    """LEAN's base of breadth indicators (Indicators/AdvanceDeclineIndicator.cs).

    There is no new value until every symbol has a bar of the period. ``compute_sub`` makes a number of the bars that
    rose and of those that fell, ``compute_main`` makes the value of both.
    """

    warm_up_period = 2

    def __init__(
        self,
        name: str,
        compute_sub: Callable[[list[Any]], Decimal],
        compute_main: Callable[[Decimal, Decimal], Decimal],
    ) -> None:
        super().__init__(name)
        self._compute_sub = compute_sub
        self._compute_main = compute_main
        self._before: dict[Symbol, Any] = {}
        self._now: dict[Symbol, Any] = {}
        self._period_time: datetime | None = None

    @property
    def is_ready(self) -> bool:
        return bool(self._before)

    def add(self, asset: Symbol) -> None:
        """Follows a symbol."""
        self._now.setdefault(as_symbol(asset), None)

    def remove(self, asset: Symbol) -> None:
        """Follows a symbol no longer."""
        self._now.pop(as_symbol(asset), None)

    add_stock = add
    remove_stock = remove

    def _compute_next_value(self, bar: Any) -> Decimal | None:
        self._enqueue(bar)
        if not self._before or any(now is None for now in self._now.values()):
            return None
        changes = [
            (now._close - self._before[symbol]._close, now)
            for symbol, now in self._now.items()
            if self._before.get(symbol) is not None
        ]
        rising = self._compute_sub([now for change, now in changes if change > 0])
        falling = self._compute_sub([now for change, now in changes if change < 0])
        return self._compute_main(rising, falling)

    def _enqueue(self, bar: Any) -> None:
        current = self._period_time
        if current is not None and bar.end_time == current:
            self._before[bar.symbol] = bar
            return
        if current is not None and bar.time > current:
            self._before = dict(self._now)
            self._now = dict.fromkeys(self._now)
            self._period_time = current = bar.time
        if bar.symbol in self._now and current in {None, bar.time}:
            self._now[bar.symbol] = bar
            self._period_time = bar.time

    def reset(self) -> None:
        self._before = {}
        self._now = dict.fromkeys(self._now)
        self._period_time = None
        super().reset()


def quotient_of(rising: Decimal, falling: Decimal) -> Decimal:
    """What rose as a multiple of what fell; what rose where nothing fell."""
    return rising / falling if falling else rising


def number_of_bars(bars: list[Any]) -> Decimal:
    return Decimal(len(bars))
