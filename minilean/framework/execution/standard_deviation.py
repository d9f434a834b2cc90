"""StandardDeviationExecutionModel: orders when the price is far from its mean."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from minilean.enums import Resolution
from minilean.framework.execution.base import ExecutionModel
from minilean.framework.history import push_through
from minilean.framework.order_sizing import size_for_maximum_value, unordered_quantity
from minilean.framework.portfolio_target_collection import PortfolioTargetCollection
from minilean.indicators.simple_moving_average import SimpleMovingAverage
from minilean.indicators.standard_deviation import StandardDeviation
from minilean.interop.decimals import Number, to_decimal
from minilean.interop.names import dotnet, exact

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm
    from minilean.framework.portfolio_target import PortfolioTarget
    from minilean.framework.security_changes import SecurityChanges
    from minilean.securities.security import Security
    from minilean.securities.symbol import Symbol


class SymbolData:
    """Mean and standard deviation of one security."""

    def __init__(self, algorithm: QCAlgorithm, security: Security, period: int, resolution: Resolution) -> None:
        self.security = security
        symbol = security.symbol
        self.consolidator = algorithm.resolve_consolidator(symbol, resolution)
        self.sma = SimpleMovingAverage(algorithm.create_indicator_name(symbol, f"SMA{period}", resolution), period)
        algorithm.register_indicator(symbol, self.sma, self.consolidator)
        self.std = StandardDeviation(algorithm.create_indicator_name(symbol, f"STD{period}", resolution), period)
        algorithm.register_indicator(symbol, self.std, self.consolidator)
        for bar in push_through(algorithm, [symbol], period, resolution):
            self.sma.update(bar.end_time, bar._value)
            self.std.update(bar.end_time, bar._value)


@dotnet
class StandardDeviationExecutionModel(ExecutionModel):
    """Buys below, sells above so many deviations from the mean, in orders of limited value.

    Algorithm.Framework/Execution/StandardDeviationExecutionModel.cs
    """

    maximum_order_value = exact("_qc_maximum_order_value")

    def __init__(
        self,
        period: int = 60,
        deviations: Number = 2,
        resolution: Resolution = Resolution.MINUTE,
        asynchronous: bool = True,
    ) -> None:
        super().__init__(asynchronous)
        self._qc_period = period
        self._qc_deviations = to_decimal(deviations)
        self._qc_resolution = resolution
        self._qc_maximum_order_value = Decimal(20_000)
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
            if data is None or not data.std.is_ready or not self.price_is_favorable(data, quantity):
                continue
            size = size_for_maximum_value(data.security, self._qc_maximum_order_value, quantity)
            if size:
                algorithm.market_order(target.symbol, size, self.asynchronous, target.tag)
        self._qc_targets.clear_fulfilled(algorithm)

    def on_securities_changed(self, algorithm: QCAlgorithm, changes: SecurityChanges) -> None:
        """Keeps the indicators of the securities there are."""
        for added in changes.added_securities:
            if added.symbol not in self._qc_data:
                self._qc_data[added.symbol] = SymbolData(algorithm, added, self._qc_period, self._qc_resolution)
        for removed in changes.removed_securities:
            data = self._qc_data.get(removed.symbol)
            if data is not None and self.is_safe_to_remove(algorithm, removed.symbol):
                del self._qc_data[removed.symbol]
                algorithm.subscription_manager.remove_consolidator(removed.symbol, data.consolidator)

    def price_is_favorable(self, data: SymbolData, unordered_quantity: Decimal) -> bool:
        """Whether the price is so many deviations from the mean, on the right side."""
        distance = self._qc_deviations * data.std._qc_value
        mean = data.sma._qc_value
        if unordered_quantity > 0:
            return bool(data.security._bid_price < mean - distance)
        return bool(data.security._ask_price > mean + distance)

    def is_safe_to_remove(self, algorithm: QCAlgorithm, symbol: Symbol) -> bool:
        """Whether no universe holds the symbol."""
        return not any(universe.contains_member(symbol) for universe in algorithm.universe_manager.values())
