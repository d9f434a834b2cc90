"""HeikinAshi: bars that carry on from the middle of the bar before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.indicators.base import Bar, BarIndicator
from minilean.indicators.identity import Identity
from minilean.interop.decimals import ZERO

if TYPE_CHECKING:
    from decimal import Decimal


class HeikinAshi(BarIndicator):
    """LEAN's HeikinAshi (Indicators/HeikinAshi.cs): its own value is the close."""

    warm_up_period = 2

    def __init__(self, name: str = "HA") -> None:
        super().__init__(name)
        self.open = Identity(f"{name}_Open")
        self.high = Identity(f"{name}_High")
        self.low = Identity(f"{name}_Low")
        self.close = Identity(f"{name}_Close")
        self.volume = Identity(f"{name}_Volume")
        self._qc_parts = (self.open, self.high, self.low, self.close, self.volume)

    @property
    def is_ready(self) -> bool:
        return self.samples > 1

    def _compute_next_value(self, bar: Bar) -> Decimal:
        time, first = self._qc_seen, self.samples <= 1
        high, low = bar._high, bar._low
        start = (bar._open + bar._close) / 2 if first else (self.open._qc_value + self.close._qc_value) / 2
        end = (bar._open + high + low + bar._close) / 4
        self.open._qc_feed(None, time, start)
        self.close._qc_feed(None, time, end)
        self.high._qc_feed(None, time, high if first else max(high, start, end))
        self.low._qc_feed(None, time, low if first else min(low, start, end))
        self.volume._qc_feed(None, time, getattr(bar, "_volume", ZERO))
        return end
