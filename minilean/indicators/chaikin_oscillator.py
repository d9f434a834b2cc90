"""ChaikinOscillator: the accumulation oscillator under its inventor's name."""

from __future__ import annotations

from minilean.indicators.accumulation_distribution_oscillator import AccumulationDistributionOscillator
from minilean.indicators.constructors import named


class ChaikinOscillator(AccumulationDistributionOscillator):
    """LEAN's CO (Indicators/ChaikinOscillator.cs)."""

    @named("ChaikinOscillator({fast_period},{slow_period})")
    def __init__(self, name: str, fast_period: int, slow_period: int) -> None:
        super().__init__(name, fast_period, slow_period)
