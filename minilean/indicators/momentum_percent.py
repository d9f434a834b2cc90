"""MomentumPercent: the rate of change in percent under its other name."""

from __future__ import annotations

from minilean.indicators.constructors import named
from minilean.indicators.rate_of_change_percent import RateOfChangePercent


class MomentumPercent(RateOfChangePercent):
    """LEAN's MOMP (Indicators/MomentumPercent.cs)."""

    @named("MOMP({period})")
    def __init__(self, name: str, period: int) -> None:
        super().__init__(name, period)
