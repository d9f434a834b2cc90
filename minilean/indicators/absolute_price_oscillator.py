"""AbsolutePriceOscillator: a fast average above a slow one."""

from __future__ import annotations

from minilean.enums import MovingAverageType
from minilean.indicators.constructors import named
from minilean.indicators.moving_average_convergence_divergence import MovingAverageConvergenceDivergence


class AbsolutePriceOscillator(MovingAverageConvergenceDivergence):
    """LEAN's APO (Indicators/AbsolutePriceOscillator.cs): a MACD whose signal takes the slow period."""

    @named("APO({fast_period},{slow_period})")
    def __init__(
        self,
        name: str,
        fast_period: int,
        slow_period: int,
        moving_average_type: MovingAverageType = MovingAverageType.SIMPLE,
    ) -> None:
        super().__init__(name, fast_period, slow_period, slow_period, moving_average_type)
