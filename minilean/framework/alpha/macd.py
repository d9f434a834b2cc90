"""MacdAlphaModel: the MACD's signal line is far from zero."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from minilean.enums import InsightDirection, MovingAverageType, Resolution
from minilean.framework.alpha.base import AlphaModel
from minilean.framework.insight import Insight
from minilean.framework.insight_collection import InsightCollection
from minilean.framework.portfolio.rebalancing import span_of
from minilean.indicators.moving_average_convergence_divergence import MovingAverageConvergenceDivergence
from minilean.interop.names import dotnet
from minilean.interop.slots import SlotDictionary

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm
    from minilean.data.slice import Slice
    from minilean.framework.security_changes import SecurityChanges
    from minilean.securities.security import Security
    from minilean.securities.symbol import Symbol

_BOUNCE = Decimal("0.01")


class SymbolData:
    """The MACD of one security, and the direction last seen."""

    def __init__(
        self,
        algorithm: QCAlgorithm,
        security: Security,
        periods: tuple[int, int, int],
        moving_average_type: MovingAverageType,
        resolution: Resolution,
    ) -> None:
        self.security = security
        self.previous_direction: InsightDirection | None = None
        self.consolidator = algorithm.resolve_consolidator(security.symbol, resolution)
        self.macd = MovingAverageConvergenceDivergence(*periods, moving_average_type)
        algorithm.register_indicator(security.symbol, self.macd, self.consolidator)
        algorithm.warm_up_indicator(security.symbol, self.macd, resolution)


@dotnet
class MacdAlphaModel(AlphaModel):
    """Up or down when the signal line passes 1 % of the price; insights are cancelled when it comes back.

    They last ``fast_period`` bars (Algorithm.Framework/Alphas/MacdAlphaModel.cs).
    """

    def __init__(
        self,
        fast_period: int = 12,
        slow_period: int = 26,
        signal_period: int = 9,
        moving_average_type: MovingAverageType = MovingAverageType.EXPONENTIAL,
        resolution: Resolution = Resolution.DAILY,
    ) -> None:
        self.fast_period = fast_period
        self.slow_period = slow_period
        self.signal_period = signal_period
        self.moving_average_type = moving_average_type
        self.resolution = resolution
        self.insight_period = span_of(resolution) * fast_period
        self.insight_collection = InsightCollection()
        self._qc_data: SlotDictionary[Symbol, SymbolData] = SlotDictionary()
        numbers = f"{fast_period},{slow_period},{signal_period}"
        self.name = f"MacdAlphaModel({numbers},{moving_average_type.dotnet_name},{resolution.dotnet_name})"

    def update(self, algorithm: QCAlgorithm, data: Slice) -> Iterator[Insight]:
        """Insights of the securities whose direction changed."""
        for entry in self._qc_data.values():
            price = entry.security._price
            if not price:
                continue
            direction = _direction(entry.macd.signal._qc_value / price)
            if direction == entry.previous_direction:
                continue
            entry.previous_direction = direction
            if direction == InsightDirection.FLAT:
                self.cancel_insights(algorithm, entry.security.symbol)
                continue
            insight = Insight.price(entry.security.symbol, self.insight_period, direction)
            self.insight_collection.add(insight)
            yield insight

    def on_securities_changed(self, algorithm: QCAlgorithm, changes: SecurityChanges) -> None:
        """Keeps the indicators of the securities there are."""
        for added in changes.added_securities:
            if added.symbol not in self._qc_data:
                periods = (self.fast_period, self.slow_period, self.signal_period)
                self._qc_data[added.symbol] = SymbolData(
                    algorithm, added, periods, self.moving_average_type, self.resolution
                )
        for removed in changes.removed_securities:
            entry = self._qc_data.remove(removed.symbol)
            if entry is not None:
                algorithm.subscription_manager.remove_consolidator(removed.symbol, entry.consolidator)
            self.cancel_insights(algorithm, removed.symbol)

    def cancel_insights(self, algorithm: QCAlgorithm, symbol: Symbol) -> None:
        """Ends the symbol's insights."""
        found, insights = self.insight_collection.try_get_value(symbol)
        if found:
            algorithm.insights.cancel(insights)
            self.insight_collection.clear([symbol])


def _direction(signal: Decimal) -> InsightDirection:
    if signal > _BOUNCE:
        return InsightDirection.UP
    return InsightDirection.DOWN if signal < -_BOUNCE else InsightDirection.FLAT
