"""ConfidenceWeightedPortfolioConstructionModel: the surer, the larger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.framework.portfolio.insight_weighting import InsightWeightingPortfolioConstructionModel
from minilean.interop.names import dotnet

if TYPE_CHECKING:
    from minilean.framework.insight import Insight


@dotnet
class ConfidenceWeightedPortfolioConstructionModel(InsightWeightingPortfolioConstructionModel):
    """The confidence of each insight as its weight; those without confidence get no target.

    Algorithm.Framework/Portfolio/ConfidenceWeightedPortfolioConstructionModel.cs
    """

    def should_create_target_for_insight(self, insight: Insight) -> bool:
        """Whether it has a confidence."""
        return insight.confidence is not None

    def get_value(self, insight: Insight) -> float:
        """The confidence."""
        return insight.confidence or 0.0
