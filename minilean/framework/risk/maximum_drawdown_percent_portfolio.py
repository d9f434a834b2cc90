"""MaximumDrawdownPercentPortfolio: sells everything when the portfolio lost too much."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from minilean.framework.portfolio_target import PortfolioTarget
from minilean.framework.risk.base import RiskManagementModel
from minilean.interop.decimals import ONE, ZERO, Number, to_decimal
from minilean.interop.names import dotnet

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm


@dotnet
class MaximumDrawdownPercentPortfolio(RiskManagementModel):
    """Turns all targets into zero ones when the portfolio is a fraction below its start, or its high when trailing.

    It acts only on steps with targets (Algorithm.Framework/Risk/MaximumDrawdownPercentPortfolio.cs).
    """

    def __init__(
        self,
        maximum_drawdown_percent: Number = Decimal("0.05"),
        is_trailing: bool = False,
    ) -> None:
        self._qc_limit = -abs(to_decimal(maximum_drawdown_percent))
        self._qc_trailing = is_trailing
        self._qc_started = False
        self._qc_high = ZERO

    def manage_risk(self, algorithm: QCAlgorithm, targets: list[PortfolioTarget]) -> list[PortfolioTarget]:
        """Zero targets of the symbols that have targets, past the limit."""
        value = algorithm.portfolio._total_portfolio_value
        if not self._qc_started:
            self._qc_high = value
            self._qc_started = True
        if self._qc_trailing and self._qc_high < value:
            self._qc_high = value
            return []
        if value / self._qc_high - ONE >= self._qc_limit or not targets:
            return []
        self._qc_started = False
        algorithm.insights.cancel([target.symbol for target in targets])
        return [PortfolioTarget(target.symbol, 0) for target in targets]
