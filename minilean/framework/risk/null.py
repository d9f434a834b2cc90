"""NullRiskManagementModel: overrides nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.framework.risk.base import RiskManagementModel
from minilean.interop.names import dotnet

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm
    from minilean.framework.portfolio_target import PortfolioTarget


@dotnet
class NullRiskManagementModel(RiskManagementModel):
    """The risk model of an algorithm that sets none (Algorithm/Risk/NullRiskManagementModel.cs)."""

    def manage_risk(self, algorithm: QCAlgorithm, targets: list[PortfolioTarget]) -> list[PortfolioTarget]:
        """No targets."""
        return []
