"""EmaCrossAlphaModel: two exponential averages cross."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.enums import InsightDirection, Resolution
from minilean.framework.alpha.base import AlphaModel
from minilean.framework.insight import Insight
from minilean.framework.portfolio.rebalancing import span_of
from minilean.indicators.exponential_moving_average import ExponentialMovingAverage
from minilean.interop.names import dotnet
from minilean.interop.slots import SlotDictionary

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm
    from minilean.data.slice import Slice
    from minilean.framework.security_changes import SecurityChanges
    from minilean.securities.security import Security
    from minilean.securities.symbol import Symbol


class SymbolData:
    """Both averages of one security."""

    def __init__(
        self, security: Security, fast_period: int, slow_period: int, algorithm: QCAlgorithm, resolution: Resolution
    ) -> None:
        symbol = self.symbol = security.symbol
        self._algorithm = algorithm
        self.fast_is_over_slow = False
        self._consolidators = [algorithm.resolve_consolidator(symbol, resolution) for _ in range(2)]
        self.fast, self.slow = (ExponentialMovingAverage(str(symbol), period) for period in (fast_period, slow_period))
        for average, consolidator in zip((self.fast, self.slow), self._consolidators, strict=True):
            algorithm.register_indicator(symbol, average, consolidator)
        for average in (self.fast, self.slow):
            algorithm.warm_up_indicator(symbol, average, resolution)

    @property
    def slow_is_over_fast(self) -> bool:
        """The opposite of ``fast_is_over_slow``."""
        return not self.fast_is_over_slow

    def remove_consolidators(self) -> None:
        """Stops the averages."""
        for consolidator in self._consolidators:
            self._algorithm.subscription_manager.remove_consolidator(self.symbol, consolidator)


@dotnet
class EmaCrossAlphaModel(AlphaModel):
    """Up when the fast average rises over the slow one, down when it falls under it.

    The insights last ``fast_period`` bars (Algorithm.Framework/Alphas/EmaCrossAlphaModel.cs).
    """

    def __init__(self, fast_period: int = 12, slow_period: int = 26, resolution: Resolution = Resolution.DAILY) -> None:
        self.fast_period = fast_period
        self.slow_period = slow_period
        self.resolution = resolution
        self.prediction_interval = span_of(resolution) * fast_period
        self.symbol_data_by_symbol: SlotDictionary[Symbol, SymbolData] = SlotDictionary()
        self.name = f"EmaCrossAlphaModel({fast_period},{slow_period},{resolution.dotnet_name})"

    def update(self, algorithm: QCAlgorithm, data: Slice) -> list[Insight]:
        """The crossings since the last step."""
        insights = []
        for pair in self.symbol_data_by_symbol.values():
            fast, slow = pair.fast._qc_value, pair.slow._qc_value
            if pair.fast.is_ready and pair.slow.is_ready:
                if pair.fast_is_over_slow and slow > fast:
                    insights.append(Insight.price(pair.symbol, self.prediction_interval, InsightDirection.DOWN))
                elif pair.slow_is_over_fast and fast > slow:
                    insights.append(Insight.price(pair.symbol, self.prediction_interval, InsightDirection.UP))
            pair.fast_is_over_slow = fast > slow
        return insights

    def on_securities_changed(self, algorithm: QCAlgorithm, changes: SecurityChanges) -> None:
        """Keeps the averages of the securities there are."""
        for added in changes.added_securities:
            pair = self.symbol_data_by_symbol.get(added.symbol)
            if pair is None:
                self.symbol_data_by_symbol[added.symbol] = SymbolData(
                    added, self.fast_period, self.slow_period, algorithm, self.resolution
                )
            else:
                pair.fast.reset()
                pair.slow.reset()
        for removed in changes.removed_securities:
            pair = self.symbol_data_by_symbol.remove(removed.symbol)
            if pair is not None:
                pair.remove_consolidators()
