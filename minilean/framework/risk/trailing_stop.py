"""TrailingStopRiskManagementModel: sells what fell too far from its best value."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from minilean.framework.portfolio_target import PortfolioTarget
from minilean.framework.risk.base import RiskManagementModel
from minilean.interop.decimals import Number, to_decimal
from minilean.interop.names import dotnet

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm
    from minilean.securities.security import Security
    from minilean.securities.symbol import Symbol


@dataclass
class _Best:
    is_long: bool
    value: Decimal


@dotnet
class TrailingStopRiskManagementModel(RiskManagementModel):
    """Flattens a security whose holdings are a fraction off the best value they had, and cancels its insights.

    Algorithm.Framework/Risk/TrailingStopRiskManagementModel.cs
    """

    def __init__(self, maximum_drawdown_percent: Number = Decimal("0.05")) -> None:
        self._qc_limit = abs(to_decimal(maximum_drawdown_percent))
        self._qc_best: dict[Symbol, _Best] = {}

    def manage_risk(self, algorithm: QCAlgorithm, targets: list[PortfolioTarget]) -> list[PortfolioTarget]:
        """Zero targets of the securities past the limit."""
        flattened = []
        for security in algorithm.securities.values():
            if not security.invested:
                self._qc_best.pop(security.symbol, None)
            elif self._qc_limit < self._qc_drawdown(security):
                algorithm.insights.cancel([security.symbol])
                del self._qc_best[security.symbol]
                flattened.append(PortfolioTarget(security.symbol, 0))
        return flattened

    def _qc_drawdown(self, security: Security) -> Decimal:
        """How far the holdings are off their best value, which is updated; long wants more, short less."""
        is_long = security.holdings.is_long
        value = security.holdings._absolute_holdings_value
        best = self._qc_best.get(security.symbol)
        if best is None or best.is_long != is_long:
            best = self._qc_best[security.symbol] = _Best(is_long, security.holdings._absolute_holdings_cost)
        if best.value < value if is_long else best.value > value:
            best.value = value
            return Decimal(0)
        return abs((best.value - value) / best.value)
