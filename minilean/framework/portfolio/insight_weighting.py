"""InsightWeightingPortfolioConstructionModel: the share an insight asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.framework.portfolio.equal_weighting import EqualWeightingPortfolioConstructionModel
from minilean.interop.names import dotnet

if TYPE_CHECKING:
    from minilean.framework.insight import Insight


@dotnet
class InsightWeightingPortfolioConstructionModel(EqualWeightingPortfolioConstructionModel):
    """The weight of each insight, all scaled down when they sum to more than one.

    Insights without one get no target (Algorithm.Framework/Portfolio/InsightWeightingPortfolioConstructionModel.cs).
    """

    def should_create_target_for_insight(self, insight: Insight) -> bool:
        """Whether it has a weight."""
        return insight.weight is not None

    def determine_target_percent(self, active_insights: list[Insight]) -> dict[Insight, float]:
        """The signed and scaled weight of each insight."""
        total = 0.0
        for insight in active_insights:
            if self.respect_portfolio_bias(insight):
                total += self.get_value(insight)
        factor = 1 / total if total > 1 else 1.0
        return {insight: self._qc_direction(insight) * self.get_value(insight) * factor for insight in active_insights}

    def get_value(self, insight: Insight) -> float:
        """The weight, without its sign."""
        return abs(insight.weight) if insight.weight is not None else 0.0
