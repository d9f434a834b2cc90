"""NullPortfolioConstructionModel: makes no targets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from minilean.framework.portfolio.base import PortfolioConstructionModel
from minilean.interop.names import dotnet

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm
    from minilean.framework.insight import Insight
    from minilean.framework.portfolio_target import PortfolioTarget


@dotnet
class NullPortfolioConstructionModel(PortfolioConstructionModel):
    """The model of an algorithm that sets none (Algorithm/Portfolio/NullPortfolioConstructionModel.cs)."""

    def create_targets(self, algorithm: QCAlgorithm, insights: Sequence[Insight]) -> list[PortfolioTarget]:
        """No targets."""
        return []
