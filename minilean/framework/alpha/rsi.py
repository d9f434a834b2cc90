"""RsiAlphaModel: the relative strength index is overbought or oversold."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING

from minilean.enums import InsightDirection, MovingAverageType, Resolution
from minilean.framework.alpha.base import AlphaModel
from minilean.framework.history import push_through
from minilean.framework.insight import Insight
from minilean.framework.portfolio.rebalancing import span_of
from minilean.indicators.relative_strength_index import RelativeStrengthIndex
from minilean.interop.names import dotnet
from minilean.interop.slots import SlotDictionary

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm
    from minilean.data.slice import Slice
    from minilean.framework.security_changes import SecurityChanges
    from minilean.securities.symbol import Symbol

_HIGH, _LOW = Decimal(70), Decimal(30)
_BACK_FROM_HIGH, _BACK_FROM_LOW = Decimal(65), Decimal(35)


class State(Enum):
    """Where the index has been last."""

    TRIPPED_LOW = 0
    MIDDLE = 1
    TRIPPED_HIGH = 2


class SymbolData:
    """The index of one security and its state."""

    def __init__(self, algorithm: QCAlgorithm, symbol: Symbol, period: int, resolution: Resolution) -> None:
        self._algorithm = algorithm
        self._symbol = symbol
        self.state = State.MIDDLE
        self.rsi = RelativeStrengthIndex(period, MovingAverageType.WILDERS)
        self.consolidator = algorithm.resolve_consolidator(symbol, resolution)
        algorithm.register_indicator(symbol, self.rsi, self.consolidator)

    def dispose(self) -> None:
        """Stops the index."""
        self._algorithm.subscription_manager.remove_consolidator(self._symbol, self.consolidator)


@dotnet
class RsiAlphaModel(AlphaModel):
    """Up when the index trips 30 from above, down when it trips 70 from below; 35 and 65 arm it again.

    The insights last ``period`` bars (Algorithm.Framework/Alphas/RsiAlphaModel.cs).
    """

    def __init__(self, period: int = 14, resolution: Resolution = Resolution.DAILY) -> None:
        self.period = period
        self.resolution = resolution
        self.insight_period = span_of(resolution) * period
        self.symbol_data_by_symbol: SlotDictionary[Symbol, SymbolData] = SlotDictionary()
        self.name = f"RsiAlphaModel({period},{resolution.dotnet_name})"

    def update(self, algorithm: QCAlgorithm, data: Slice) -> list[Insight]:
        """Insights of the securities whose index tripped."""
        insights = []
        for symbol, entry in self.symbol_data_by_symbol.items():
            state = _state(entry.rsi._qc_value, entry.state)
            if state is not entry.state and state is not State.MIDDLE and entry.rsi.is_ready:
                direction = InsightDirection.UP if state is State.TRIPPED_LOW else InsightDirection.DOWN
                insights.append(Insight.price(symbol, self.insight_period, direction))
            entry.state = state
        return insights

    def on_securities_changed(self, algorithm: QCAlgorithm, changes: SecurityChanges) -> None:
        """Keeps the indexes of the securities there are; new ones start with history."""
        for removed in changes.removed_securities:
            entry = self.symbol_data_by_symbol.remove(removed.symbol)
            if entry is not None:
                entry.dispose()
        added = [s.symbol for s in changes.added_securities if s.symbol not in self.symbol_data_by_symbol]
        for symbol in added:
            self.symbol_data_by_symbol[symbol] = SymbolData(algorithm, symbol, self.period, self.resolution)
        if added:
            for bar in push_through(algorithm, added, self.period, self.resolution):
                entry = self.symbol_data_by_symbol.get(bar.symbol)
                if entry is not None:
                    entry.consolidator.update(bar)


def _state(value: Decimal, previous: State) -> State:
    if value > _HIGH:
        return State.TRIPPED_HIGH
    if value < _LOW:
        return State.TRIPPED_LOW
    if previous is State.TRIPPED_LOW and value > _BACK_FROM_LOW:
        return State.MIDDLE
    if previous is State.TRIPPED_HIGH and value < _BACK_FROM_HIGH:
        return State.MIDDLE
    return previous
