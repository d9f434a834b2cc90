"""MeanReversionPortfolioConstructionModel: on-line moving average reversion."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from minilean.enums import PortfolioBias, Resolution
from minilean.errors import ArgumentError
from minilean.framework.portfolio.base import PortfolioConstructionModel
from minilean.framework.portfolio.rebalancing import rebalance_argument
from minilean.interop.names import dotnet

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm
    from minilean.framework.insight import Insight
    from minilean.framework.security_changes import SecurityChanges
    from minilean.securities.symbol import Symbol


class _SymbolData:
    """Price and mean of one security."""

    def __init__(self, algorithm: QCAlgorithm, symbol: Symbol, window_size: int, resolution: Resolution) -> None:
        self.price = algorithm.identity(symbol, resolution)
        self.mean = algorithm.sma(symbol, window_size, resolution)
        algorithm.warm_up_indicator(symbol, self.price, resolution)
        algorithm.warm_up_indicator(symbol, self.mean, resolution)

    def reset(self) -> None:
        """Forgets everything."""
        self.price.reset()
        self.mean.reset()

    @property
    def is_ready(self) -> bool:
        """Whether both are."""
        return bool(self.price.is_ready and self.mean.is_ready)

    @property
    def relative(self) -> float:
        """The price over its mean."""
        return float(self.price._qc_value) / float(self.mean._qc_value)


@dotnet
class MeanReversionPortfolioConstructionModel(PortfolioConstructionModel):
    """Moves weight from securities above to those below what is expected, and projects it onto a sum of one.

    Algorithm.Framework/Portfolio/MeanReversionPortfolioConstructionModel.cs
    """

    def __init__(
        self,
        rebalance: Any = Resolution.DAILY,
        portfolio_bias: PortfolioBias = PortfolioBias.LONG_SHORT,
        reversion_threshold: float = 1,
        window_size: int = 20,
        resolution: Resolution = Resolution.DAILY,
        **named: Any,
    ) -> None:
        super().__init__(rebalance_argument(rebalance, named))
        if portfolio_bias == PortfolioBias.SHORT:
            message = "Long position must be allowed in MeanReversionPortfolioConstructionModel."
            raise ArgumentError(message)
        self._qc_threshold = float(reversion_threshold)
        self._qc_window_size = window_size
        self._qc_resolution = resolution
        self._qc_weights: list[float] = []
        self._qc_data: dict[Symbol, _SymbolData] = {}

    def determine_target_percent(self, active_insights: list[Insight]) -> dict[Insight, float]:
        """The next weight of each insight; none until all indicators are ready."""
        if not active_insights or not all(self._qc_data[insight.symbol].is_ready for insight in active_insights):
            return {}
        count = len(active_insights)
        if len(self._qc_weights) != count:
            self._qc_weights = [1 / count] * count
        relatives = self.get_price_relatives(active_insights)
        mean = sum(relatives) / count
        deviations = [relative - mean for relative in relatives]
        step = self._qc_step(relatives, math.sqrt(sum(d * d for d in deviations)) ** 2)
        moved = [weight - deviation * step for weight, deviation in zip(self._qc_weights, deviations, strict=True)]
        self._qc_weights = self.simplex_projection(moved)
        return dict(zip(active_insights, self._qc_weights, strict=True))

    def _qc_step(self, relatives: Sequence[float], squared_norm: float) -> float:
        if not squared_norm:
            return 0.0
        product = sum(weight * relative for weight, relative in zip(self._qc_weights, relatives, strict=True))
        return max(0.0, (product - self._qc_threshold) / squared_norm)

    def get_price_relatives(self, active_insights: list[Insight]) -> list[float]:
        """What is expected of each price: by the insight's magnitude, or the price over its mean."""
        return [
            1 + insight.magnitude * int(insight.direction)
            if insight.magnitude is not None
            else self._qc_data[insight.symbol].relative
            for insight in active_insights
        ]

    def on_securities_changed(self, algorithm: QCAlgorithm, changes: SecurityChanges) -> None:
        """Keeps the indicators of the securities there are."""
        super().on_securities_changed(algorithm, changes)
        for removed in changes.removed_securities:
            data = self._qc_data.pop(removed.symbol, None)
            if data is not None:
                data.reset()
        for added in changes.added_securities:
            if added.symbol not in self._qc_data:
                self._qc_data[added.symbol] = _SymbolData(
                    algorithm, added.symbol, self._qc_window_size, self._qc_resolution
                )

    @staticmethod
    def cumulative_sum(sequence: Iterable[float]) -> list[float]:
        """The sums of the first one, two, three and so on."""
        return list(accumulate(sequence))

    @staticmethod
    def simplex_projection(vector: Iterable[float], total: float = 1) -> list[float]:
        """The nearest weights from zero up that sum to ``total``; raises ArgumentError unless that is positive."""
        if total <= 0:
            message = "Total must be > 0 for Euclidean Projection onto the Simplex."
            raise ArgumentError(message)
        values = list(vector)
        falling = sorted(values, reverse=True)
        sums = list(accumulate(falling))
        last = max(i for i in range(len(values)) if falling[i] > (sums[i] - total) / (i + 1))
        theta = (sums[last] - total) / (last + 1)
        return [max(value - theta, 0.0) for value in values]
