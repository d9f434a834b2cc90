"""HistoricalReturnsAlphaModel: what rose goes on rising."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minilean.enums import InsightDirection, Resolution
from minilean.framework.alpha.base import AlphaModel
from minilean.framework.history import push_through
from minilean.framework.insight import Insight
from minilean.framework.insight_collection import InsightCollection
from minilean.framework.portfolio.rebalancing import span_of
from minilean.indicators.rate_of_change import RateOfChange
from minilean.interop.names import dotnet
from minilean.interop.slots import SlotDictionary

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm
    from minilean.data.slice import Slice
    from minilean.framework.security_changes import SecurityChanges
    from minilean.securities.symbol import Symbol


class SymbolData:
    """The return of one security."""

    def __init__(self, algorithm: QCAlgorithm, symbol: Symbol, lookback: int, resolution: Resolution) -> None:
        self.consolidator = algorithm.resolve_consolidator(symbol, resolution)
        self.roc = RateOfChange(str(symbol), lookback)
        algorithm.register_indicator(symbol, self.roc, self.consolidator)
        self._previous = 0

    def can_emit(self) -> bool:
        """Whether there is a new return."""
        if self._previous == self.roc.samples:
            return False
        self._previous = self.roc.samples
        return self.roc.is_ready


@dotnet
class HistoricalReturnsAlphaModel(AlphaModel):
    """An insight in the direction of the last return, of its size, for as many bars as it looked back.

    A return of zero cancels the symbol's insights (Algorithm.Framework/Alphas/HistoricalReturnsAlphaModel.cs).
    """

    def __init__(self, lookback: int = 1, resolution: Resolution = Resolution.DAILY) -> None:
        self.lookback = lookback
        self.resolution = resolution
        self.prediction_interval = span_of(resolution) * lookback
        self.insight_collection = InsightCollection()
        self._qc_data: SlotDictionary[Symbol, SymbolData] = SlotDictionary()
        self.name = f"HistoricalReturnsAlphaModel({lookback},{resolution.dotnet_name})"

    def update(self, algorithm: QCAlgorithm, data: Slice) -> list[Insight]:
        """Insights of the securities with a new return."""
        insights = []
        for symbol, entry in self._qc_data.items():
            if not entry.can_emit():
                continue
            magnitude = float(entry.roc._qc_value)
            if not magnitude:
                self.cancel_insights(algorithm, symbol)
                continue
            direction = InsightDirection.UP if magnitude > 0 else InsightDirection.DOWN
            insights.append(Insight.price(symbol, self.prediction_interval, direction, magnitude, None))
        self.insight_collection.add_range(insights)
        return insights

    def on_securities_changed(self, algorithm: QCAlgorithm, changes: SecurityChanges) -> None:
        """Keeps the returns of the securities there are; new ones start with history."""
        for removed in changes.removed_securities:
            entry = self._qc_data.remove(removed.symbol)
            if entry is not None:
                algorithm.subscription_manager.remove_consolidator(removed.symbol, entry.consolidator)
            self.cancel_insights(algorithm, removed.symbol)
        added = [security.symbol for security in changes.added_securities if security.symbol not in self._qc_data]
        for symbol in added:
            self._qc_data[symbol] = SymbolData(algorithm, symbol, self.lookback, self.resolution)
        if added:
            for bar in push_through(algorithm, added, self.lookback, self.resolution):
                entry = self._qc_data.get(bar.symbol)
                if entry is not None:
                    entry.roc.update(bar.end_time, bar._value)

    def cancel_insights(self, algorithm: QCAlgorithm, symbol: Symbol) -> None:
        """Ends the symbol's insights."""
        found, insights = self.insight_collection.try_get_value(symbol)
        if found:
            algorithm.insights.cancel(insights)
            self.insight_collection.clear([symbol])
