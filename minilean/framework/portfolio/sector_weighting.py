"""SectorWeightingPortfolioConstructionModel: the same share for every sector."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minilean.enums import InsightDirection, Resolution
from minilean.framework.portfolio.equal_weighting import EqualWeightingPortfolioConstructionModel
from minilean.framework.portfolio.rebalancing import rebalance_argument
from minilean.interop.decimals import ONE
from minilean.interop.names import dotnet

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm
    from minilean.framework.insight import Insight
    from minilean.framework.security_changes import SecurityChanges
    from minilean.securities.security import Security
    from minilean.securities.symbol import Symbol


@dotnet
class SectorWeightingPortfolioConstructionModel(EqualWeightingPortfolioConstructionModel):
    """Equal shares for the industry template codes, and within each for its securities.

    Others get no target (Algorithm.Framework/Portfolio/SectorWeightingPortfolioConstructionModel.cs).
    """

    def __init__(self, rebalance: Any = Resolution.DAILY, **named: Any) -> None:
        super().__init__(rebalance_argument(rebalance, named))
        self._qc_sectors: dict[Symbol, str] = {}

    def should_create_target_for_insight(self, insight: Insight) -> bool:
        """Whether the sector is known."""
        return insight.symbol in self._qc_sectors

    def determine_target_percent(self, active_insights: list[Insight]) -> dict[Insight, float]:
        """The signed share of each insight."""
        result: dict[Insight, float] = {}
        by_sector: dict[str, list[Insight]] = {}
        for insight in active_insights:
            if insight.direction == InsightDirection.FLAT:
                result[insight] = 0.0
            else:
                by_sector.setdefault(self._qc_sectors[insight.symbol], []).append(insight)
        for insights in by_sector.values():
            share = ONE / len(by_sector) / len(insights)
            for insight in insights:
                result[insight] = float(int(insight.direction) * share)
        return result

    def on_securities_changed(self, algorithm: QCAlgorithm, changes: SecurityChanges) -> None:
        """Keeps the sectors of the securities there are."""
        for security in changes.removed_securities:
            self._qc_sectors.pop(security.symbol, None)
        for security in changes.added_securities:
            code = self.get_sector_code(security)
            if code:
                self._qc_sectors[security.symbol] = code
        super().on_securities_changed(algorithm, changes)

    def get_sector_code(self, security: Security) -> str | None:
        """The industry template code of the security's company."""
        fundamentals = security.fundamentals
        return fundamentals.company_reference.industry_template_code if fundamentals is not None else None
