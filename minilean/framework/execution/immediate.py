"""ImmediateExecutionModel: market orders at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.framework.execution.base import ExecutionModel
from minilean.framework.order_sizing import unordered_quantity
from minilean.framework.portfolio_target_collection import PortfolioTargetCollection
from minilean.interop.names import dotnet
from minilean.securities.buying_power.order_checks import above_minimum_order_margin_portfolio_percentage

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm
    from minilean.framework.portfolio_target import PortfolioTarget


@dotnet
class ImmediateExecutionModel(ExecutionModel):
    """Orders what is missing to each target, except orders under the settings' minimum margin.

    Targets stay until they are met (Algorithm/Execution/ImmediateExecutionModel.cs).
    """

    _qc_targets: PortfolioTargetCollection | None = None

    def execute(self, algorithm: QCAlgorithm, targets: list[PortfolioTarget]) -> None:
        """Takes the targets in and orders."""
        open_targets = self._qc_targets
        if open_targets is None:
            open_targets = self._qc_targets = PortfolioTargetCollection()
        open_targets.add_range(targets)
        if open_targets.is_empty:
            return
        for target in open_targets.order_by_margin_impact(algorithm):
            self._qc_order(algorithm, target)
        open_targets.clear_fulfilled(algorithm)

    def _qc_order(self, algorithm: QCAlgorithm, target: PortfolioTarget) -> None:
        security = algorithm.securities[target.symbol]
        quantity = unordered_quantity(algorithm, target, security, account_for_fees=True)
        if not quantity:
            return
        portfolio = algorithm.portfolio
        minimum = algorithm.settings._minimum_order_margin_portfolio_percentage
        if above_minimum_order_margin_portfolio_percentage(security, quantity, portfolio, minimum):
            algorithm.market_order(target.symbol, quantity, self.asynchronous, target.tag)
        elif portfolio._minimum_order_margin_warning_sent is None:
            portfolio._minimum_order_margin_warning_sent = False
