"""Slippage an order causes itself (Common/Orders/Slippage/MarketImpactSlippageModel.cs).

After Almgren, Thum, Hauptmann and Li (2005), "Direct estimation of equity market impact".
"""

from __future__ import annotations

import math
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from minilean.algorithm.history_requests import Wish, adapted, read
from minilean.consolidators.trade_bars import TradeBarConsolidator
from minilean.enums import Resolution, SecurityType, TickType
from minilean.errors import ArgumentError, InvalidOperation
from minilean.indicators.rolling_window import RollingWindow
from minilean.interop.decimal96 import add, divide, multiply, subtract
from minilean.interop.decimals import ONE, ZERO, double_to_decimal, to_double
from minilean.interop.names import dotnet
from minilean.orders.slippage.slippage_model import ExactSlippage
from minilean.shim.net_random import Random
from minilean.statistics.measures import variance

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm
    from minilean.data.bars import TradeBar
    from minilean.orders.order import Order
    from minilean.securities.security import Security

_DAY = timedelta(days=1)
_YEAR = timedelta(days=370)
_YEARS_CLOSES = 252
_VOLUMES = 10


@dotnet
class MarketImpactSlippageModel(ExactSlippage):
    """The impact of an order's share of the daily volume, with noise from a seeded generator.

    ``latency`` and ``impact_time`` are in seconds. One model serves one security: the first it is asked about.
    """

    def __init__(
        self,
        algorithm: QCAlgorithm,
        non_negative: bool = True,
        latency: float = 0.075,
        impact_time: float = 1800.0,
        alpha: float = 0.891,
        beta: float = 0.6,
        gamma: float = 0.314,
        eta: float = 0.142,
        delta: float = 0.267,
        random_seed: int = 50,
    ) -> None:
        if latency <= 0:
            raise ArgumentError("Latency cannot be less than or equal to 0.")
        if impact_time <= 0:
            raise ArgumentError("impactTime cannot be less than or equal to 0.")
        self._qc_algorithm = algorithm
        self._qc_non_negative = non_negative
        self._qc_times = (latency, impact_time)
        self._qc_permanent = (gamma, alpha)
        self._qc_temporary = (eta, beta)
        self._qc_liquidity = delta
        self._qc_random = Random(random_seed)
        self._qc_market: _Market | None = None

    def _get_slippage_approximation(self, asset: Security, order: Order) -> Decimal:
        """Raises InvalidOperation on data without volume."""
        if asset.type in (SecurityType.FOREX, SecurityType.CFD):
            kind = asset.type.dotnet_name
            message = f"Asset of {kind} is not supported as MarketImpactSlippageModel requires volume data"
            raise InvalidOperation(message)
        if self._qc_market is None:
            self._qc_market = _Market(self._qc_algorithm, asset, *self._qc_times)
        market = self._qc_market
        if not market.average_volume:
            return ZERO
        share = to_double(abs(order._quantity)) / market.execution_time / market.average_volume
        noise = market.deviation * math.sqrt(market.impact_time)
        rate = market.deviation * market.execution_time * _power(self._qc_permanent, share)
        permanent = rate * self._liquidity(asset, market) + self._noise() * noise
        temporary = market.deviation * _power(self._qc_temporary, share) + self._noise() * noise
        return multiply(self._felt(temporary + permanent * 0.5), asset._price)

    def _liquidity(self, asset: Security, market: _Market) -> float:
        shares = self._shares_outstanding(asset)
        return _power((1.0, self._qc_liquidity), shares / market.average_volume) if shares else 1.0

    def _shares_outstanding(self, asset: Security) -> int:
        """How many shares a company has; zero where, as in the data folder, there are no company data."""
        return 0

    def _felt(self, impact: float) -> Decimal:
        """The random part of the impact an order feels, as a fraction of the price."""
        fraction = min(double_to_decimal(impact * self._qc_random.next_double()), ONE)
        return max(ZERO, fraction) if self._qc_non_negative else fraction

    def _noise(self) -> float:
        """A number of the standard normal distribution."""
        first, second = 1 - self._qc_random.next_double(), 1 - self._qc_random.next_double()
        return math.sqrt(-2.0 * math.log(first)) * math.cos(2.0 * math.pi * second)


class _Market:
    """What a year of daily bars tells of a security; times are in trading days."""

    def __init__(self, algorithm: QCAlgorithm, asset: Security, latency: float, impact_time: float) -> None:
        self.deviation = 0.0
        self.average_volume = 0.0
        day = asset.exchange.hours.regular_market_duration / _DAY
        self.execution_time = timedelta(seconds=latency) / _DAY / day
        self.impact_time = self.execution_time + timedelta(seconds=impact_time) / _DAY / day
        self._closes: RollingWindow[Decimal] = RollingWindow(_YEARS_CLOSES)
        self._volumes: RollingWindow[Decimal] = RollingWindow(_VOLUMES)
        consolidator = TradeBarConsolidator(_DAY)
        consolidator.data_consolidated += self._on_bar
        algorithm.subscription_manager.add_consolidator(asset.symbol, consolidator)
        configs = algorithm.subscription_manager.get_subscription_data_configs(asset.symbol, include_internal=True)
        trades = next(config for config in configs if config.tick_type == TickType.TRADE)
        daily = adapted(trades, Wish(resolution=Resolution.DAILY))
        now = algorithm._qc.time
        for _, bar in read(algorithm, daily, now - _YEAR, now):
            consolidator.update(bar)

    def _on_bar(self, _: Any, bar: TradeBar) -> None:
        self._closes.add(bar._close)
        self._volumes.add(bar._volume)
        closes = list(self._closes)
        if len(closes) < 2:
            return
        changes = [_change(old, new) for new, old in pairwise(closes)]
        self.deviation = math.sqrt(variance(changes))
        total = ZERO
        for volume in self._volumes:
            total = add(total, volume)
        self.average_volume = to_double(divide(total, self._volumes.count))


def _change(old: Decimal, new: Decimal) -> float:
    return to_double(divide(subtract(new, old), old)) if old else 0.0


def _power(curve: tuple[float, float], share: float) -> float:
    coefficient, exponent = curve
    scaled: float = coefficient * share**exponent
    return scaled
