"""BlackLittermanOptimizationPortfolioConstructionModel: market returns corrected by views."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from minilean.data.zones import zone_clock
from minilean.enums import InsightDirection, PortfolioBias, Resolution
from minilean.errors import ArgumentError
from minilean.framework.history import push_through
from minilean.framework.portfolio.base import PortfolioConstructionModel
from minilean.framework.portfolio.mean_variance_optimization import bounds_of, within_bias
from minilean.framework.portfolio.optimizers import MaximumSharpeRatioPortfolioOptimizer, covariance_of, optimize_by
from minilean.framework.portfolio.rebalancing import rebalance_argument
from minilean.framework.portfolio.returns import ReturnsSymbolData, returns_matrix
from minilean.interop.names import dotnet

if TYPE_CHECKING:
    from minilean.algorithm.facade import QCAlgorithm
    from minilean.framework.insight import Insight
    from minilean.framework.portfolio.quadratic import Matrix, Vector
    from minilean.framework.security_changes import SecurityChanges
    from minilean.securities.symbol import Symbol

    Views = tuple[Matrix, Vector]

_TRADING_DAYS = 252
_NO_MAGNITUDE = (
    "BlackLittermanOptimizationPortfolioConstructionModel does not accept 'null' as Insight.Magnitude. Please make "
    "sure your Alpha Model is generating Insights with the Magnitude property set."
)


@dotnet
class BlackLittermanOptimizationPortfolioConstructionModel(PortfolioConstructionModel):
    """An optimizer weighs equilibrium returns adjusted by the views of the alpha models.

    Algorithm.Framework/Portfolio/BlackLittermanOptimizationPortfolioConstructionModel.cs
    """

    def __init__(
        self,
        rebalance: Any = Resolution.DAILY,
        portfolio_bias: PortfolioBias = PortfolioBias.LONG_SHORT,
        lookback: int = 1,
        period: int = 63,
        resolution: Resolution = Resolution.DAILY,
        risk_free_rate: float = 0.0,
        delta: float = 2.5,
        tau: float = 0.05,
        optimizer: Any = None,
        **named: Any,
    ) -> None:
        super().__init__(rebalance_argument(rebalance, named))
        self._qc_bias = portfolio_bias
        self._qc_lookback = lookback
        self._qc_period = period
        self._qc_resolution = resolution
        self._qc_risk_free_rate = risk_free_rate
        self._qc_delta = delta
        self._qc_tau = tau
        lower, upper = bounds_of(portfolio_bias)
        self._qc_optimizer = optimizer or MaximumSharpeRatioPortfolioOptimizer(lower, upper, risk_free_rate)
        self._qc_data: dict[Symbol, ReturnsSymbolData] = {}

    def should_create_target_for_insight(self, insight: Insight) -> bool:
        """Whether its magnitude is within the settings."""
        return bool(self.filter_invalid_insight_magnitude(self._qc_algorithm, [insight]))

    def get_target_insights(self) -> list[Insight]:
        """The latest active insight of each symbol and source model, by symbol."""
        algorithm = self._qc_algorithm
        latest: dict[tuple[Symbol, str | None], Insight] = {}
        for insight in algorithm.insights.get_active_insights(algorithm._qc_utc_time):
            if not self.should_create_target_for_insight(insight):
                continue
            key = insight.symbol, insight.source_model
            if key not in latest or insight._generated_time_utc >= latest[key]._generated_time_utc:
                latest[key] = insight
        return sorted(latest.values(), key=lambda insight: insight.symbol.value)

    def determine_target_percent(self, active_insights: list[Insight]) -> dict[Insight, float]:
        """The optimizer's weight for the first insight of each symbol."""
        views = self.try_get_views(active_insights) if active_insights else None
        if views is None:
            return {}
        for insight in active_insights:
            data = self._qc_data.get(insight.symbol)
            if data is not None:
                if insight.magnitude is None:
                    self._qc_algorithm.set_run_time_error(ArgumentError(_NO_MAGNITUDE))
                    return {}
                data.add(insight._generated_time_utc, insight.magnitude)
        first: dict[Symbol, Insight] = {}
        for insight in active_insights:
            first.setdefault(insight.symbol, insight)
        returns = returns_matrix(self._qc_data, first)
        expected, spread = self._qc_posterior(*self.get_equilibrium_returns(returns), views)
        weights = optimize_by(self._qc_optimizer, returns, expected, spread)
        return {
            insight: within_bias(float(weight), self._qc_bias)
            for insight, weight in zip(first.values(), weights, strict=False)
        }

    def get_equilibrium_returns(self, returns: Matrix) -> tuple[Vector, Matrix]:
        """The returns an equally weighted market implies, and the yearly covariance."""
        size = returns.shape[1]
        market = np.full(size, 1.0 / size)
        spread = covariance_of(returns) * _TRADING_DAYS
        yearly = float(market @ ((returns.mean(axis=0) + 1.0) ** float(_TRADING_DAYS) - 1.0))
        variance = float(market @ (spread @ market))
        aversion = (yearly - self._qc_risk_free_rate) / variance
        return (spread @ market) * aversion, spread

    def try_get_views(self, insights: list[Insight]) -> Views | None:
        """One view per source model: the weight of each symbol in it, and its size; None when a model has no view."""
        symbols = dict.fromkeys(insight.symbol for insight in insights)
        groups: dict[str | None, list[Insight]] = {}
        for insight in insights:
            groups.setdefault(insight.source_model, []).append(insight)
        if any(insight.magnitude is None and insight.direction != InsightDirection.FLAT for insight in insights):
            return None
        rows, sizes = [], []
        for group in groups.values():
            size = max(_sum_of(group, InsightDirection.UP), _sum_of(group, InsightDirection.DOWN))
            if not size:
                return None
            results = {i.symbol: int(i.direction) * abs(i.magnitude or 0.0) / size for i in group}
            for symbol in symbols:
                results.setdefault(symbol, 0.0)
            rows.append(list(results.values()))
            sizes.append(size)
        return np.array(rows), np.array(sizes)

    def _qc_posterior(self, expected: Vector, spread: Matrix, views: Views) -> tuple[Vector, Matrix]:
        """The master formula of Black and Litterman."""
        links, sizes = views
        error = (links @ spread @ links.T) * self._qc_tau * np.eye(len(sizes))
        if not np.linalg.det(error):
            return expected, spread
        scaled = spread * self._qc_tau
        gain = (scaled @ links.T) @ np.linalg.inv(links @ scaled @ links.T + error)
        posterior = expected + gain @ (sizes - links @ expected)
        return posterior, (spread + (scaled - gain @ links @ scaled)) * self._qc_delta

    def on_securities_changed(self, algorithm: QCAlgorithm, changes: SecurityChanges) -> None:
        """Keeps the returns of the securities there are; new ones start with history, by UTC times."""
        super().on_securities_changed(algorithm, changes)
        for removed in changes.removed_securities:
            data = self._qc_data.pop(removed.symbol, None)
            if data is not None:
                data.reset()
        clocks = {added.symbol: zone_clock(added.exchange.time_zone) for added in changes.added_securities}
        for bar in push_through(algorithm, clocks, self._qc_lookback * self._qc_period, self._qc_resolution):
            data = self._qc_data.get(bar.symbol)
            if data is None:
                data = self._qc_data[bar.symbol] = ReturnsSymbolData(bar.symbol, self._qc_lookback, self._qc_period)
            data.update(clocks[bar.symbol].to_utc(bar.end_time), bar._value)


def _sum_of(group: list[Insight], direction: InsightDirection) -> float:
    return sum(abs(insight.magnitude or 0.0) for insight in group if insight.direction == direction)
