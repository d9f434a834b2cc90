"""Correlation: how the prices of two symbols move together, from -1 to 1."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minilean.enums import CorrelationType
from minilean.errors import ArgumentError
from minilean.indicators.doubles import from_double
from minilean.indicators.dual_symbol_indicator import DualSymbolIndicator, symbols_and_period
from minilean.indicators.streaming_statistics import finite_or, pearson, spearman

if TYPE_CHECKING:
    from decimal import Decimal


class Correlation(DualSymbolIndicator):
    """LEAN's C (Indicators/Correlation.cs): of closes, by value (Pearson) or by rank (Spearman)."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        """Takes ``([name], target_symbol, reference_symbol, period, correlation_type=PEARSON)``."""
        given = symbols_and_period(arguments, named)
        period: int = given["period"]
        if period < 2:
            raise ArgumentError(f"Period parameter for Correlation indicator must be greater than 2 but was {period}")
        super().__init__(
            given.get("name", f"Correlation({period})"), given["target_symbol"], given["reference_symbol"], period
        )
        self._correlation_type = given.get("correlation_type", CorrelationType.PEARSON)

    def _compute_indicator(self) -> Decimal:
        measure = spearman if self._correlation_type == CorrelationType.SPEARMAN else pearson
        targets = [float(bar._close) for bar in self._target_bars]
        references = [float(bar._close) for bar in self._reference_bars]
        return from_double(finite_or(measure(targets, references), 0.0))
