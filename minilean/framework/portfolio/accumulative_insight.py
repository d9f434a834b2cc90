"""AccumulativeInsightPortfolioConstructionModel: every insight adds a step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minilean.enums import InsightDirection, PortfolioBias
from minilean.framework.portfolio.base import PortfolioConstructionModel
from minilean.framework.portfolio.rebalancing import rebalance_argument
from minilean.interop.names import dotnet

if TYPE_CHECKING:
    from minilean.framework.insight import Insight
    from minilean.securities.symbol import Symbol


@dotnet
class AccumulativeInsightPortfolioConstructionModel(PortfolioConstructionModel):
    """All active insights of a symbol, each worth ``percent``; a flat one takes a step back.

    Algorithm.Framework/Portfolio/AccumulativeInsightPortfolioConstructionModel.cs
    """

    def __init__(
        self,
        rebalance: Any = None,
        portfolio_bias: PortfolioBias = PortfolioBias.LONG_SHORT,
        percent: float = 0.03,
        **named: Any,
    ) -> None:
        super().__init__(rebalance_argument(rebalance, named))
        self._qc_bias = portfolio_bias
        self._qc_percent = abs(float(percent))

    def get_target_insights(self) -> list[Insight]:
        """All active insights, the oldest first."""
        algorithm = self._qc_algorithm
        active = [
            insight
            for insight in algorithm.insights.get_active_insights(algorithm._qc_utc_time)
            if self.should_create_target_for_insight(insight)
        ]
        return sorted(active, key=lambda insight: insight._generated_time_utc)

    def determine_target_percent(self, active_insights: list[Insight]) -> dict[Insight, float]:
        """The sum of a symbol's steps, given to its first insight."""
        sums: dict[Symbol, float] = {}
        first: dict[Symbol, Insight] = {}
        for insight in active_insights:
            first.setdefault(insight.symbol, insight)
            percent = sums.get(insight.symbol)
            sums[insight.symbol] = self._qc_within_bias(self._qc_step(percent, insight))
        return {insight: sums[symbol] for symbol, insight in first.items()}

    def _qc_step(self, percent: float | None, insight: Insight) -> float:
        step = self._qc_percent
        if percent is None:
            percent = 0.0
        elif insight.direction == InsightDirection.FLAT:
            percent = 0.0 if abs(percent) < step else percent + (-step if percent > 0 else step)
        return percent + step * int(insight.direction)

    def _qc_within_bias(self, percent: float) -> float:
        sign = (percent > 0) - (percent < 0)
        return percent if self._qc_bias == PortfolioBias.LONG_SHORT or sign == int(self._qc_bias) else 0.0
