"""MeanVarianceOptimizationPortfolioConstructionModel: weights by modern portfolio theory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minilean.enums import PortfolioBias, Resolution
from minilean.errors import ArgumentError
from minilean.framework.history import push_through
from minilean.framework.portfolio.base import PortfolioConstructionModel
from minilean.framework.portfolio.optimizers import MinimumVariancePortfolioOptimizer, optimize_by
from minilean.framework.portfolio.rebalancing import rebalance_argument
from minilean.framework.portfolio.returns import ReturnsSymbolData, returns_matrix
from minilean.interop.names import dotnet

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm
    from minilean.framework.insight import Insight
    from minilean.framework.security_changes import SecurityChanges
    from minilean.securities.symbol import Symbol

_NO_MAGNITUDE = (
    "MeanVarianceOptimizationPortfolioConstructionModel does not accept 'null' as Insight.Magnitude. "
    "Please checkout the selected Alpha Model specifications: {}"
)


def bounds_of(bias: PortfolioBias) -> tuple[int, int]:
    """The range of weights a bias leaves."""
    return (0 if bias == PortfolioBias.LONG else -1), (0 if bias == PortfolioBias.SHORT else 1)


def within_bias(weight: float, bias: PortfolioBias) -> float:
    """The weight, or zero when its sign is not the bias's: optimizers may overstep."""
    sign = (weight > 0) - (weight < 0)
    return weight if bias == PortfolioBias.LONG_SHORT or sign == int(bias) else 0.0


@dotnet
class MeanVarianceOptimizationPortfolioConstructionModel(PortfolioConstructionModel):
    """An optimizer weighs the returns of the last ``period`` bars; every insight's magnitude is one more return.

    Algorithm.Framework/Portfolio/MeanVarianceOptimizationPortfolioConstructionModel.cs
    """

    def __init__(
        self,
        rebalance: Any = Resolution.DAILY,
        portfolio_bias: PortfolioBias = PortfolioBias.LONG_SHORT,
        lookback: int = 1,
        period: int = 63,
        resolution: Resolution = Resolution.DAILY,
        target_return: float = 0.02,
        optimizer: Any = None,
        **named: Any,
    ) -> None:
        super().__init__(rebalance_argument(rebalance, named))
        self._qc_bias = portfolio_bias
        self._qc_lookback = lookback
        self._qc_period = period
        self._qc_resolution = resolution
        lower, upper = bounds_of(portfolio_bias)
        self._qc_optimizer = optimizer or MinimumVariancePortfolioOptimizer(lower, upper, target_return)
        self._qc_data: dict[Symbol, ReturnsSymbolData] = {}

    def should_create_target_for_insight(self, insight: Insight) -> bool:
        """Whether it has a magnitude within the settings; without any the run ends with an error."""
        algorithm = self._qc_algorithm
        if not self.filter_invalid_insight_magnitude(algorithm, [insight]):
            return False
        data = self._qc_data.get(insight.symbol)
        if data is not None:
            if insight.magnitude is None:
                algorithm.set_run_time_error(ArgumentError(_NO_MAGNITUDE.format(insight.source_model)))
                return False
            data.add(algorithm.time, insight.magnitude)
        return True

    def determine_target_percent(self, active_insights: list[Insight]) -> dict[Insight, float]:
        """The optimizer's weight of each insight."""
        if not active_insights:
            return {}
        symbols = [insight.symbol for insight in active_insights]
        weights = optimize_by(self._qc_optimizer, returns_matrix(self._qc_data, symbols), None, None)
        if not len(weights):
            return {}
        return {
            insight: within_bias(float(weight), self._qc_bias)
            for insight, weight in zip(active_insights, weights, strict=False)
        }

    def on_securities_changed(self, algorithm: QCAlgorithm, changes: SecurityChanges) -> None:
        """Keeps the returns of the securities there are; new ones start with history."""
        super().on_securities_changed(algorithm, changes)
        for removed in changes.removed_securities:
            self._qc_data.pop(removed.symbol, None)
        added = [security.symbol for security in changes.added_securities]
        if not added:
            return
        for symbol in added:
            self._qc_data.setdefault(symbol, ReturnsSymbolData(symbol, self._qc_lookback, self._qc_period))
        for bar in push_through(algorithm, added, self._qc_lookback * self._qc_period, self._qc_resolution):
            data = self._qc_data.get(bar.symbol)
            if data is not None:
                data.update(bar.end_time, bar._value)
