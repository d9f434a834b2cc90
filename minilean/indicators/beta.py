"""Beta: how much a symbol moves with a reference."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minilean.indicators.doubles import from_double
from minilean.indicators.dual_symbol_indicator import ReturnsIndicator, symbols_and_period
from minilean.indicators.streaming_statistics import covariance, finite_or, variance

if TYPE_CHECKING:
    from decimal import Decimal


class Beta(ReturnsIndicator):
    """LEAN's B (Indicators/Beta.cs): covariance of returns over the reference's variance, zero until there is one."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        """Takes ``([name], target_symbol, reference_symbol, period)``."""
        given = symbols_and_period(arguments, named)
        super().__init__(
            given.get("name", f"B({given['period']})"),
            given["target_symbol"],
            given["reference_symbol"],
            given["period"],
        )

    def _compute_indicator(self) -> Decimal:
        self._take_returns()
        spread = finite_or(variance(self._reference_returns), 1.0)
        return from_double(finite_or(covariance(self._target_returns, self._reference_returns), 0.0) / spread)
