"""AdvanceDeclineRatio: how many symbols rose as a multiple of those that fell."""

from __future__ import annotations

from minilean.indicators.advance_decline_indicator import AdvanceDeclineIndicator, number_of_bars, quotient_of


class AdvanceDeclineRatio(AdvanceDeclineIndicator):
    """LEAN's ADR (Indicators/AdvanceDeclineRatio.cs)."""

    def __init__(self, name: str = "A/D Ratio") -> None:
        super().__init__(name, number_of_bars, quotient_of)
