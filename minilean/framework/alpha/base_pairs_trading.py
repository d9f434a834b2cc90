"""BasePairsTradingAlphaModel: the ratio of two prices leaves its mean."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any

from minilean.enums import InsightDirection, Resolution
from minilean.framework.alpha.base import AlphaModel
from minilean.framework.insight import Insight
from minilean.framework.portfolio.rebalancing import span_of
from minilean.indicators.constant_indicator import ConstantIndicator
from minilean.indicators.exponential_moving_average import ExponentialMovingAverage
from minilean.indicators.extensions import IndicatorExtensions
from minilean.indicators.identity import Identity
from minilean.interop.decimals import Number, strip_zeros, text, to_decimal
from minilean.interop.names import dotnet
from minilean.interop.slots import SlotDictionary

if TYPE_CHECKING:
    from datetime import timedelta

    from minilean.algorithm.facade import QCAlgorithm
    from minilean.data.slice import Slice
    from minilean.framework.security_changes import SecurityChanges
    from minilean.securities.security import Security
    from minilean.securities.symbol import Symbol

_MEAN_PERIOD = 500
_HUNDRED = Decimal(100)


class _State(Enum):
    SHORT_RATIO = -1
    FLAT_RATIO = 0
    LONG_RATIO = 1


class _Pair:
    """The ratio of two securities and its mean."""

    def __init__(
        self, algorithm: QCAlgorithm, assets: tuple[Symbol, Symbol], period: timedelta, threshold: Decimal
    ) -> None:
        self._algorithm = algorithm
        self._assets = assets
        self._period = period
        self._state = _State.FLAT_RATIO
        (first, consolidator_1), (second, consolidator_2) = (_price(algorithm, asset) for asset in assets)
        self._consolidators = (consolidator_1, consolidator_2)
        self._ratio = IndicatorExtensions.over(first, second)
        self._mean = IndicatorExtensions.of(ExponentialMovingAverage(_MEAN_PERIOD), self._ratio)
        upper = ConstantIndicator("ct", 1 + threshold / _HUNDRED)
        lower = ConstantIndicator("ct", 1 - threshold / _HUNDRED)
        self._upper = IndicatorExtensions.times(self._mean, upper, "UpperThreshold")
        self._lower = IndicatorExtensions.times(self._mean, lower, "LowerThreshold")

    def dispose(self) -> None:
        """Stops the prices."""
        for asset, consolidator in zip(self._assets, self._consolidators, strict=True):
            self._algorithm.subscription_manager.remove_consolidator(asset, consolidator)

    def insights(self) -> list[Insight]:
        """A group of two when the ratio has just left its band on another side than last."""
        if not self._mean.is_ready:
            return []
        ratio = self._ratio._qc_value
        if self._state is not _State.LONG_RATIO and ratio > self._upper._qc_value:
            self._state = _State.LONG_RATIO
            return self._group(InsightDirection.DOWN, InsightDirection.UP)
        if self._state is not _State.SHORT_RATIO and ratio < self._lower._qc_value:
            self._state = _State.SHORT_RATIO
            return self._group(InsightDirection.UP, InsightDirection.DOWN)
        return []

    def _group(self, *directions: InsightDirection) -> list[Insight]:
        pairs = zip(self._assets, directions, strict=True)
        return Insight.group([Insight.price(asset, self._period, direction) for asset, direction in pairs])


def _price(algorithm: QCAlgorithm, symbol: Symbol) -> tuple[Identity, Any]:
    configs = algorithm.subscription_manager.subscription_data_config_service.get_subscription_data_configs(symbol)
    resolution = min(config.resolution for config in configs)
    identity = Identity(algorithm.create_indicator_name(symbol, "close", resolution))
    consolidator = algorithm.resolve_consolidator(symbol, resolution)
    algorithm.register_indicator(symbol, identity, consolidator)
    return identity, consolidator


@dotnet
class BasePairsTradingAlphaModel(AlphaModel):
    """Every pair of securities that ``has_passed_test``; short the ratio above its band, long below.

    The band is ``threshold`` percent around a mean of 500 (Algorithm.Framework/Alphas/BasePairsTradingAlphaModel.cs).
    """

    def __init__(self, lookback: int = 1, resolution: Resolution = Resolution.DAILY, threshold: Number = 1) -> None:
        self.lookback = lookback
        self.resolution = resolution
        self.threshold = threshold
        self.prediction_interval = span_of(resolution) * lookback
        self._qc_securities: SlotDictionary[Security, None] = SlotDictionary()
        self._qc_pairs: SlotDictionary[tuple[Symbol, Symbol], _Pair] = SlotDictionary()
        limit = text(strip_zeros(to_decimal(threshold)))
        self.name = f"BasePairsTradingAlphaModel({lookback},{resolution.dotnet_name},{limit})"

    @property
    def securities(self) -> list[Security]:
        """The securities there are."""
        return self._qc_securities.keys()

    def update(self, algorithm: QCAlgorithm, data: Slice) -> list[Insight]:
        """The groups of pairs that have just left their bands."""
        return [insight for pair in self._qc_pairs.values() for insight in pair.insights()]

    def on_securities_changed(self, algorithm: QCAlgorithm, changes: SecurityChanges) -> None:
        """Keeps the pairs of the securities there are."""
        self._qc_update_securities(changes)
        self._qc_add_pairs(algorithm)
        for removed in changes.removed_securities:
            for key in [key for key in self._qc_pairs.keys() if removed.symbol in key]:  # noqa: SIM118 - not a dict
                pair = self._qc_pairs.remove(key)
                if pair is not None:
                    pair.dispose()

    def has_passed_test(self, algorithm: QCAlgorithm, asset1: Symbol, asset2: Symbol) -> bool:
        """Whether two securities are a pair."""
        return True

    def _qc_update_securities(self, changes: SecurityChanges) -> None:
        for added in changes.added_securities:
            self._qc_securities[added] = None
        for removed in changes.removed_securities:
            self._qc_securities.remove(removed)

    def _qc_add_pairs(self, algorithm: QCAlgorithm) -> None:
        assets = [security.symbol for security in self.securities]
        for position, first in enumerate(assets):
            for second in assets[position + 1 :]:
                known = (first, second) in self._qc_pairs or (second, first) in self._qc_pairs
                if not known and self.has_passed_test(algorithm, first, second):
                    threshold = to_decimal(self.threshold)
                    pair = _Pair(algorithm, (first, second), self.prediction_interval, threshold)
                    self._qc_pairs[first, second] = pair
