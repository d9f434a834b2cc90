"""AdvanceDeclineDifference: how many more symbols rose than fell."""

from __future__ import annotations

from minilean.indicators.advance_decline_indicator import AdvanceDeclineIndicator, number_of_bars


class AdvanceDeclineDifference(AdvanceDeclineIndicator):
    """LEAN's ADDIFF (Indicators/AdvanceDeclineDifference.cs)."""

    def __init__(self, name: str = "A/D Difference") -> None:
        super().__init__(name, number_of_bars, lambda rising, falling: rising - falling)
