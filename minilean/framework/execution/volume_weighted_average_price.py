"""VolumeWeightedAveragePriceExecutionModel: orders on the better side of the day's average price."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from minilean.framework.execution.base import ExecutionModel
from minilean.framework.order_sizing import size_for_percent_volume, unordered_quantity
from minilean.framework.portfolio_target_collection import PortfolioTargetCollection
from minilean.indicators.intraday_vwap import IntradayVwap
from minilean.interop.names import dotnet, exact

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm
    from minilean.framework.portfolio_target import PortfolioTarget
    from minilean.framework.security_changes import SecurityChanges
    from minilean.securities.security import Security
    from minilean.securities.symbol import Symbol


class SymbolData:
    """The volume weighted average price of one security."""

    def __init__(self, algorithm: QCAlgorithm, security: Security) -> None:
        self.security = security
        self.consolidator = algorithm.resolve_consolidator(security.symbol, security.resolution)
        self.vwap = IntradayVwap(algorithm.create_indicator_name(security.symbol, "VWAP", security.resolution))
        algorithm.register_indicator(security.symbol, self.vwap, self.consolidator, lambda data: data)


@dotnet
class VolumeWeightedAveragePriceExecutionModel(ExecutionModel):
    """Orders at most a fraction of the current bar's volume at a time.

    Algorithm.Framework/Execution/VolumeWeightedAveragePriceExecutionModel.cs
    """

    maximum_order_quantity_percent_volume = exact("_qc_maximum_percent")

    def __init__(self, asynchronous: bool = True) -> None:
        super().__init__(asynchronous)
        self._qc_maximum_percent = Decimal("0.01")
        self._qc_targets = PortfolioTargetCollection()
        self._qc_data: dict[Symbol, SymbolData] = {}

    def execute(self, algorithm: QCAlgorithm, targets: list[PortfolioTarget]) -> None:
        """Takes the targets in and orders where the price is favorable."""
        self._qc_targets.add_range(targets)
        if self._qc_targets.is_empty:
            return
        for target in self._qc_targets.order_by_margin_impact(algorithm):
            quantity = unordered_quantity(algorithm, target, algorithm.securities[target.symbol])
            data = self._qc_data.get(target.symbol)
            if data is None or not self.price_is_favorable(data, quantity):
                continue
            size = size_for_percent_volume(data.security, self._qc_maximum_percent, quantity)
            if size:
                algorithm.market_order(data.security.symbol, size, self.asynchronous, target.tag)
        self._qc_targets.clear_fulfilled(algorithm)

    def on_securities_changed(self, algorithm: QCAlgorithm, changes: SecurityChanges) -> None:
        """Keeps the indicators of the securities there are."""
        for added in changes.added_securities:
            if added.symbol not in self._qc_data:
                self._qc_data[added.symbol] = SymbolData(algorithm, added)
        for removed in changes.removed_securities:
            data = self._qc_data.get(removed.symbol)
            if data is not None and self.is_safe_to_remove(algorithm, removed.symbol):
                del self._qc_data[removed.symbol]
                algorithm.subscription_manager.remove_consolidator(removed.symbol, data.consolidator)

    def price_is_favorable(self, data: SymbolData, unordered_quantity: Decimal) -> bool:
        """Whether the bid is below the average for a buy, the ask above it for a sale."""
        average = data.vwap._qc_value
        if unordered_quantity > 0:
            return bool(data.security._bid_price < average)
        return bool(data.security._ask_price > average)

    def is_safe_to_remove(self, algorithm: QCAlgorithm, symbol: Symbol) -> bool:
        """Whether no universe holds the symbol."""
        return not any(universe.contains_member(symbol) for universe in algorithm.universe_manager.values())
