"""EqualWeightingPortfolioConstructionModel: the same share for every security."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from minilean.enums import InsightDirection, PortfolioBias, Resolution
from minilean.framework.portfolio.base import PortfolioConstructionModel
from minilean.framework.portfolio.rebalancing import rebalance_argument
from minilean.interop.decimals import ONE, ZERO
from minilean.interop.names import dotnet

if TYPE_CHECKING:
    from minilean.framework.insight import Insight


@dotnet
class EqualWeightingPortfolioConstructionModel(PortfolioConstructionModel):
    """One over the number of insights that are not flat, signed by their direction.

    Insights against the bias count as flat (Algorithm.Framework/Portfolio/EqualWeightingPortfolioConstructionModel.cs).
    """

    _qc_bias = PortfolioBias.LONG_SHORT

    def __init__(
        self,
        rebalance: Any = Resolution.DAILY,
        portfolio_bias: PortfolioBias = PortfolioBias.LONG_SHORT,
        **named: Any,
    ) -> None:
        super().__init__(rebalance_argument(rebalance, named))
        self._qc_bias = portfolio_bias

    def determine_target_percent(self, active_insights: list[Insight]) -> dict[Insight, float]:
        """The signed share of each insight."""
        count = sum(
            insight.direction != InsightDirection.FLAT and self.respect_portfolio_bias(insight)
            for insight in active_insights
        )
        share: Decimal = ONE / count if count else ZERO
        return {insight: float(self._qc_direction(insight) * share) for insight in active_insights}

    def respect_portfolio_bias(self, insight: Insight) -> bool:
        """Whether the insight's direction is one the bias allows."""
        return self._qc_bias == PortfolioBias.LONG_SHORT or int(insight.direction) == int(self._qc_bias)

    def _qc_direction(self, insight: Insight) -> int:
        return int(insight.direction) if self.respect_portfolio_bias(insight) else 0
