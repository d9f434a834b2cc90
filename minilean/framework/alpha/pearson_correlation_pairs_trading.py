"""PearsonCorrelationPairsTradingAlphaModel: trades the pair whose returns correlate most."""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING

from minilean.enums import Resolution
from minilean.framework.alpha.base_pairs_trading import BasePairsTradingAlphaModel
from minilean.interop.names import dotnet

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm
    from minilean.data.base_data import BaseData
    from minilean.data.slice import Slice
    from minilean.framework.security_changes import SecurityChanges
    from minilean.interop.decimals import Number
    from minilean.securities.symbol import Symbol

_NO_COMMON_TIMES = (
    "PearsonCorrelationPairsTradingAlphaModel.OnSecuritiesChanged(): The requested historical data does not have "
    "series of prices with the same date/time. Please consider increasing the looback period. Current lookback: {}"
)


@dotnet
class PearsonCorrelationPairsTradingAlphaModel(BasePairsTradingAlphaModel):
    """The best pair of the last ``lookback`` bars when securities change, if it reaches the minimum correlation.

    Algorithm.Framework/Alphas/PearsonCorrelationPairsTradingAlphaModel.cs
    """

    def __init__(
        self,
        lookback: int = 15,
        resolution: Resolution = Resolution.MINUTE,
        threshold: Number = 1,
        minimum_correlation: float = 0.5,
    ) -> None:
        super().__init__(lookback, resolution, threshold)
        self.minimum_correlation = minimum_correlation
        self.best_pair: tuple[Symbol, Symbol] | None = None

    def on_securities_changed(self, algorithm: QCAlgorithm, changes: SecurityChanges) -> None:
        """Looks for the best pair before the pairs are made."""
        from minilean.algorithm.history import slices_of

        self._qc_update_securities(changes)
        symbols = [security.symbol for security in self.securities]
        vectors = self._qc_log_returns(slices_of(algorithm, symbols, self.lookback, self.resolution))
        if not vectors:
            algorithm.debug(_NO_COMMON_TIMES.format(self.lookback))
        else:
            self._qc_choose(symbols, vectors)
        super().on_securities_changed(algorithm, changes)

    def has_passed_test(self, algorithm: QCAlgorithm, asset1: Symbol, asset2: Symbol) -> bool:
        """Whether the two are the best pair, in this order."""
        return self.best_pair == (asset1, asset2)

    def _qc_choose(self, symbols: list[Symbol], vectors: list[list[float]]) -> None:
        best, pair = 0.0, None
        for column in range(len(vectors)):
            for row in range(column):
                correlation = _pearson(vectors[row], vectors[column])
                if abs(correlation) < 1 and (pair is None or correlation > best):
                    best, pair = correlation, (symbols[row], symbols[column])
        if pair is not None and best >= self.minimum_correlation:
            self.best_pair = pair

    def _qc_log_returns(self, slices: list[Slice]) -> list[list[float]]:
        """Log returns of each symbol at the moments all of them have prices; the first return is there twice."""
        count = len(self.securities)
        zones = {security.exchange.time_zone.key for security in self.securities}
        groups: list[list[Slice]] = [[piece] for piece in slices]
        if self.resolution == Resolution.DAILY and len(zones) > 1:
            by_date: dict[object, list[Slice]] = {}
            for piece in slices:
                by_date.setdefault(piece.time.date(), []).append(piece)
            groups = list(by_date.values())
        prices: dict[Symbol, list[float]] = {}
        for group in groups:
            points: list[BaseData] = [point for piece in group for point in piece.values() if point is not None]
            if len(points) == count:
                for point in points:
                    prices.setdefault(point.symbol, []).append(math.log(float(point._value)))
        return [_differences(series) for series in prices.values()]


def _differences(series: list[float]) -> list[float]:
    if len(series) < 2:
        return []
    returns = [after - before for before, after in itertools.pairwise(series)]
    return [returns[0], *returns]


def _pearson(first: list[float], second: list[float]) -> float:
    """The correlation by one pass of updated means, as MathNet computes it."""
    mean_1 = mean_2 = variance_1 = variance_2 = covariance = 0.0
    for count, (one, two) in enumerate(zip(first, second, strict=True), 1):
        delta_1, delta_2 = one - mean_1, two - mean_2
        scaled_1, scaled_2 = delta_1 / count, delta_2 / count
        mean_1 += scaled_1
        mean_2 += scaled_2
        variance_1 += scaled_1 * delta_1 * (count - 1)
        variance_2 += scaled_2 * delta_2 * (count - 1)
        covariance += (delta_1 * delta_2 * (count - 1)) / count
    return covariance / math.sqrt(variance_1 * variance_2) if variance_1 and variance_2 else math.nan
