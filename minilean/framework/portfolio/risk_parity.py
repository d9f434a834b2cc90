"""RiskParityPortfolioConstructionModel: every security carries the same risk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minilean.enums import PortfolioBias, Resolution
from minilean.errors import ArgumentError
from minilean.framework.history import push_through
from minilean.framework.portfolio.base import PortfolioConstructionModel
from minilean.framework.portfolio.optimizers import RiskParityPortfolioOptimizer, optimize_by
from minilean.framework.portfolio.rebalancing import rebalance_argument
from minilean.framework.portfolio.returns import ReturnsSymbolData, returns_matrix
from minilean.interop.names import dotnet

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm
    from minilean.framework.insight import Insight
    from minilean.framework.security_changes import SecurityChanges
    from minilean.securities.symbol import Symbol


@dotnet
class RiskParityPortfolioConstructionModel(PortfolioConstructionModel):
    """An optimizer weighs the returns of the last ``period`` bars, which go on being updated.

    Algorithm.Framework/Portfolio/RiskParityPortfolioConstructionModel.cs
    """

    def __init__(
        self,
        rebalance: Any = Resolution.DAILY,
        portfolio_bias: PortfolioBias = PortfolioBias.LONG_SHORT,
        lookback: int = 1,
        period: int = 252,
        resolution: Resolution = Resolution.DAILY,
        optimizer: Any = None,
        **named: Any,
    ) -> None:
        super().__init__(rebalance_argument(rebalance, named))
        if portfolio_bias == PortfolioBias.SHORT:
            message = "Long position must be allowed in RiskParityPortfolioConstructionModel."
            raise ArgumentError(message)
        self._qc_lookback = lookback
        self._qc_period = period
        self._qc_resolution = resolution
        self._qc_optimizer = optimizer or RiskParityPortfolioOptimizer()
        self._qc_data: dict[Symbol, ReturnsSymbolData] = {}

    def determine_target_percent(self, active_insights: list[Insight]) -> dict[Insight, float]:
        """The optimizer's weight of each insight."""
        if not active_insights:
            return {}
        symbols = [insight.symbol for insight in active_insights]
        weights = optimize_by(self._qc_optimizer, returns_matrix(self._qc_data, symbols), None, None)
        if not len(weights):
            return {}
        return {insight: float(weight) for insight, weight in zip(active_insights, weights, strict=False)}

    def on_securities_changed(self, algorithm: QCAlgorithm, changes: SecurityChanges) -> None:
        """Keeps the returns of the securities there are; new ones start with history."""
        super().on_securities_changed(algorithm, changes)
        for removed in changes.removed_securities:
            data = self._qc_data.pop(removed.symbol, None)
            if data is not None:
                algorithm.unregister_indicator(data.roc)
        added = [security.symbol for security in changes.added_securities]
        if not added:
            return
        for symbol in added:
            if symbol not in self._qc_data:
                data = self._qc_data[symbol] = ReturnsSymbolData(symbol, self._qc_lookback, self._qc_period)
                algorithm.register_indicator(symbol, data.roc, self._qc_resolution)
        for bar in push_through(algorithm, added, self._qc_lookback * self._qc_period, self._qc_resolution):
            known = self._qc_data.get(bar.symbol)
            if known is not None:
                known.update(bar.end_time, bar._value)
