"""DonchianChannel: the highest high, the lowest low and their middle."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minilean.indicators.base import Bar, BarIndicator
from minilean.indicators.maximum import Maximum
from minilean.indicators.minimum import Minimum

if TYPE_CHECKING:
    from decimal import Decimal


class DonchianChannel(BarIndicator):
    """LEAN's DCH (Indicators/DonchianChannel.cs)."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        """Takes ``([name], period)`` or ``([name], upper_period, lower_period)``."""
        order = ("name", "upper_period", "lower_period")
        first = 0 if arguments and isinstance(arguments[0], str) else 1
        given = dict(zip(order[first:], arguments, strict=False)) | named
        upper: int = given["upper_period"] if "upper_period" in given else given["period"]
        lower: int = given.get("lower_period", upper)
        name = given.get("name", f"DCH({lower},{lower})")
        super().__init__(name)
        self.upper_band = Maximum(f"{name}_UpperBand", upper)
        self.lower_band = Minimum(f"{name}_LowerBand", lower)
        self._qc_parts = (self.upper_band, self.lower_band)
        self.warm_up_period = max(upper, lower)

    @property
    def is_ready(self) -> bool:
        return self.upper_band.is_ready and self.lower_band.is_ready

    def _compute_next_value(self, bar: Bar) -> Decimal:
        self.upper_band._qc_feed(None, self._qc_seen, bar._high)
        self.lower_band._qc_feed(None, self._qc_seen, bar._low)
        return (self.upper_band._qc_value + self.lower_band._qc_value) / 2
