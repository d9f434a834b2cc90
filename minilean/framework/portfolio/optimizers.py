"""Portfolio optimizers: from a matrix of returns to weights."""

from __future__ import annotations

import sys
from typing import Any

import numpy as np

from minilean.errors import ArgumentError
from minilean.framework.portfolio.quadratic import Constraint, Matrix, Vector, minimize
from minilean.interop.names import dotnet, user_method
from minilean.interop.overrides import Overridable

_TOLERANCE = 1e-11
_MAXIMUM_ITERATIONS = 15_000
_MAXIMUM_ASSETS = 1000


def optimize_by(optimizer: object, *arguments: Any) -> Any:
    """Calls an optimizer's method in either spelling; raises ArgumentError when it has none."""
    method = user_method(optimizer, "optimize")
    if method is None:
        message = (
            f"{type(optimizer).__name__} must implement optimize(historical_returns, expected_returns, covariance)"
        )
        raise ArgumentError(message)
    return method(*arguments)


def covariance_of(returns: Matrix) -> Matrix:
    """The sample covariance of columns."""
    deviations = returns - returns.mean(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(deviations.T @ deviations / (len(returns) - 1))


def _equal_weights(size: int) -> Vector:
    return np.full(size, 1.0 / size) if size else np.zeros(0)


def _inputs(historical_returns: Any, expected_returns: Any, covariance: Any) -> tuple[Vector, Matrix]:
    returns = np.asarray(historical_returns, dtype=float)
    spread = covariance_of(returns) if covariance is None else np.asarray(covariance, dtype=float)
    expected = returns.mean(axis=0) if expected_returns is None else np.asarray(expected_returns, dtype=float)
    return expected, spread


@dotnet
class MinimumVariancePortfolioOptimizer(Overridable):
    """The least variance for a target return, weights within bounds and scaled to an absolute sum of one.

    Equal weights where there is no solution (Algorithm.Framework/Portfolio/MinimumVariancePortfolioOptimizer.cs).
    """

    def __init__(self, lower: float = -1, upper: float = 1, target_return: float = 0.02) -> None:
        self._qc_bounds = (lower, upper)
        self._qc_target = target_return

    def optimize(self, historical_returns: Any, expected_returns: Any = None, covariance: Any = None) -> Vector:
        """One weight per column of the returns."""
        expected, spread = _inputs(historical_returns, expected_returns, covariance)
        size = len(spread)
        constraints = [
            Constraint(expected, self._qc_target, is_equality=True),
            Constraint(np.ones(size), 1.0, is_equality=True),
        ]
        for column in np.eye(size):
            constraints += [Constraint(column, self._qc_bounds[0]), Constraint(-column, -self._qc_bounds[1])]
        solution = minimize(spread, constraints)
        if solution is None:
            return _equal_weights(size)
        weights = np.where(np.isfinite(solution), solution, 0.0)
        total = float(np.abs(weights).sum())
        return weights / total if total else _equal_weights(size)


@dotnet
class MaximumSharpeRatioPortfolioOptimizer(Overridable):
    """The best ratio of excess return to deviation, weights within bounds that sum to one.

    Equal weights where no return is positive (Algorithm.Framework/Portfolio/MaximumSharpeRatioPortfolioOptimizer.cs).
    """

    def __init__(self, lower: float = -1, upper: float = 1, risk_free_rate: float = 0.0) -> None:
        self._qc_bounds = (lower, upper)
        self._qc_risk_free_rate = risk_free_rate

    def optimize(self, historical_returns: Any, expected_returns: Any = None, covariance: Any = None) -> Vector:
        """One weight per column of the returns."""
        expected, spread = _inputs(historical_returns, expected_returns, covariance)
        excess, size = expected - self._qc_risk_free_rate, len(spread)
        lower, upper = self._qc_bounds
        if not ((excess > 0).any() if lower >= 0 else (excess != 0).any()):
            return _equal_weights(size)
        # y = k w, with k the sum of y, makes the ratio's maximum a quadratic program
        constraints = [Constraint(excess, 1.0, is_equality=True)]
        for column in np.eye(size):
            constraints += [Constraint(upper - column, 0.0), Constraint(column - lower, 0.0)]
        scaled = minimize(spread, constraints)
        if scaled is None:
            return _equal_weights(size)
        total = float(scaled.sum())
        return scaled / total if total > 0 else _equal_weights(size)


@dotnet
class UnconstrainedMeanVariancePortfolioOptimizer(Overridable):
    """Expected returns times the inverse covariance.

    Algorithm.Framework/Portfolio/UnconstrainedMeanVariancePortfolioOptimizer.cs
    """

    def optimize(self, historical_returns: Any, expected_returns: Any = None, covariance: Any = None) -> Vector:
        """One weight per column of the returns."""
        expected, spread = _inputs(historical_returns, expected_returns, covariance)
        return np.asarray(expected @ np.linalg.inv(spread))


@dotnet
class RiskParityPortfolioOptimizer(Overridable):
    """Weights with which every asset carries the same risk, by Newton's method.

    Algorithm.Framework/Portfolio/RiskParityPortfolioOptimizer.cs
    """

    def __init__(self, lower: float | None = None, upper: float | None = None) -> None:
        self._qc_lower = 1e-05 if lower is None else lower
        self._qc_upper = sys.float_info.max if upper is None else upper

    def optimize(self, historical_returns: Any, expected_returns: Any = None, covariance: Any = None) -> Vector:
        """One weight per column of the returns; expected returns are the budget of risk, equal unless given."""
        returns = np.asarray(historical_returns, dtype=float)
        spread = covariance_of(returns) if covariance is None else np.asarray(covariance, dtype=float)
        budget = _equal_weights(len(spread)) if expected_returns is None else np.asarray(expected_returns, dtype=float)
        weights = _risk_parity(spread, budget)
        return np.asarray(np.clip(weights / weights.sum(), self._qc_lower, self._qc_upper))


def _risk_parity(spread: Matrix, budget: Vector) -> Vector:
    size = len(spread)
    if not 1 <= size <= _MAXIMUM_ASSETS:
        message = 'Argument "numberOfVariables" must be a positive integer between 1 and 1000'
        raise ArgumentError(message)
    if size == 1:
        return np.ones(1)
    weights = _equal_weights(size)
    objective, previous, iteration = -sys.float_info.max, sys.float_info.max, 0
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        while abs(objective - previous) > _TOLERANCE and iteration < _MAXIMUM_ITERATIONS:
            previous = objective
            curvature = spread + np.diag(budget / (weights * weights))
            weights = weights - np.linalg.inv(curvature) @ (spread @ weights - budget / weights)
            objective = float(0.5 * (weights @ spread @ weights) - budget @ np.log(weights))
            iteration += 1
    return weights
