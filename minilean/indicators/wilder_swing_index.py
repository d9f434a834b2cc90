"""WilderSwingIndex: how strongly a bar swung, compared with the limit of a day's move."""

from __future__ import annotations

from decimal import Decimal

from minilean.indicators.base import Bar, TradeBarIndicator
from minilean.indicators.constructors import named
from minilean.interop.decimals import ZERO, Number, to_decimal

_HALF = Decimal("0.5")
_QUARTER = Decimal("0.25")


class WilderSwingIndex(TradeBarIndicator):
    """LEAN's SI (Indicators/WilderSwingIndex.cs)."""

    warm_up_period = 2

    @named("SI")
    def __init__(self, name: str, limit_move: Number) -> None:
        super().__init__(name)
        self._limit = abs(to_decimal(limit_move))
        self._latest: Bar | None = None

    @property
    def is_ready(self) -> bool:
        return self.samples > 1

    def _compute_next_value(self, bar: Bar) -> Decimal:
        before, self._latest = self._latest, bar
        if not self.is_ready or before is None:
            return ZERO
        body = before._close - before._open
        swing = bar._close - before._close + _HALF * (bar._close - bar._open) + _QUARTER * body
        up, down, size = abs(bar._high - before._close), abs(bar._low - before._close), abs(bar._high - bar._low)
        widest = max(up, down, size)
        scale = widest + abs(_QUARTER * body)
        if up == widest:
            scale -= abs(_HALF * (bar._low - before._close))
        elif down == widest:
            scale -= abs(_HALF * (bar._high - before._close))
        if not scale or not self._limit:
            return ZERO
        return 50 * (swing / scale) * (max(up, down) / self._limit)
