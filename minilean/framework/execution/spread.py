"""SpreadExecutionModel: market orders while bid and ask are close."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from minilean.framework.execution.base import ExecutionModel
from minilean.framework.order_sizing import unordered_quantity
from minilean.framework.portfolio_target_collection import PortfolioTargetCollection
from minilean.interop.decimals import Number, to_decimal
from minilean.interop.names import dotnet

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm
    from minilean.framework.portfolio_target import PortfolioTarget
    from minilean.securities.security import Security


@dotnet
class SpreadExecutionModel(ExecutionModel):
    """Waits for a spread of at most a fraction of the price (Algorithm.Framework/Execution/SpreadExecutionModel.cs)."""

    def __init__(
        self,
        accepting_spread_percent: Number = Decimal("0.005"),
        asynchronous: bool = True,
    ) -> None:
        super().__init__(asynchronous)
        self._qc_spread = abs(to_decimal(accepting_spread_percent))
        self._qc_targets = PortfolioTargetCollection()

    def execute(self, algorithm: QCAlgorithm, targets: list[PortfolioTarget]) -> None:
        """Takes the targets in and orders where the price is favorable."""
        self._qc_targets.add_range(targets)
        if self._qc_targets.is_empty:
            return
        for target in self._qc_targets.order_by_margin_impact(algorithm):
            security = algorithm.securities[target.symbol]
            quantity = unordered_quantity(algorithm, target, security)
            if quantity and self.price_is_favorable(security):
                algorithm.market_order(target.symbol, quantity, self.asynchronous, target.tag)
        self._qc_targets.clear_fulfilled(algorithm)

    def price_is_favorable(self, security: Security) -> bool:
        """Whether the exchange is open and the spread small."""
        price, ask, bid = security._price, security._ask_price, security._bid_price
        return (
            security.exchange.exchange_open
            and price > 0
            and ask > 0
            and bid > 0
            and (ask - bid) / price <= self._qc_spread
        )
