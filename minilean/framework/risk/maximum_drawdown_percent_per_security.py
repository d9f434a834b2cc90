"""MaximumDrawdownPercentPerSecurity: sells what lost too much."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from minilean.framework.portfolio_target import PortfolioTarget
from minilean.framework.risk.base import RiskManagementModel
from minilean.interop.decimals import Number, to_decimal
from minilean.interop.names import dotnet

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm


@dotnet
class MaximumDrawdownPercentPerSecurity(RiskManagementModel):
    """Flattens a security whose unrealized loss passes a fraction of its cost, and cancels its insights.

    Algorithm.Framework/Risk/MaximumDrawdownPercentPerSecurity.cs
    """

    def __init__(self, maximum_drawdown_percent: Number = Decimal("0.05")) -> None:
        self._qc_limit = -abs(to_decimal(maximum_drawdown_percent))

    def manage_risk(self, algorithm: QCAlgorithm, targets: list[PortfolioTarget]) -> list[PortfolioTarget]:
        """Zero targets of the securities past the limit."""
        flattened = []
        for security in algorithm.securities.values():
            if security.invested and security.holdings._unrealized_profit_percent < self._qc_limit:
                algorithm.insights.cancel([security.symbol])
                flattened.append(PortfolioTarget(security.symbol, 0))
        return flattened
