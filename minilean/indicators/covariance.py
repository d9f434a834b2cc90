"""Covariance: how the returns of two symbols vary together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minilean.indicators.doubles import from_double
from minilean.indicators.dual_symbol_indicator import ReturnsIndicator, symbols_and_period
from minilean.indicators.streaming_statistics import covariance, finite_or

if TYPE_CHECKING:
    from decimal import Decimal


class Covariance(ReturnsIndicator):
    """LEAN's COV (Indicators/Covariance.cs): the sample covariance of returns."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        """Takes ``([name], target_symbol, reference_symbol, period)``."""
        given = symbols_and_period(arguments, named)
        super().__init__(
            given.get("name", f"COV({given['period']})"),
            given["target_symbol"],
            given["reference_symbol"],
            given["period"],
        )

    def _compute_indicator(self) -> Decimal:
        self._take_returns()
        return from_double(finite_or(covariance(self._target_returns, self._reference_returns), 0.0))
