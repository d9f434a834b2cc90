from __future__ import annotations

import math
from datetime import datetime, timedelta
from decimal import Decimal

import numpy as np
import pytest

from minilean.errors import ArgumentError
from minilean.framework.portfolio.optimizers import (
    MaximumSharpeRatioPortfolioOptimizer,
    MinimumVariancePortfolioOptimizer,
    RiskParityPortfolioOptimizer,
    UnconstrainedMeanVariancePortfolioOptimizer,
    covariance_of,
    optimize_by,
)
from minilean.framework.portfolio.quadratic import Constraint, minimize
from minilean.framework.portfolio.returns import ReturnsSymbolData, returns_matrix
from tests.framework.desk import Desk

DAY = datetime(2021, 3, 3)


def some_returns(seed=7, rows=63, columns=4):
    return np.random.default_rng(seed).normal(0.001, 0.02, (rows, columns))


def test_a_quadratic_program_meets_its_equalities_and_bounds():
    matrix = np.diag([1.0, 2.0, 4.0])
    ones = np.ones(3)
    bounds = [Constraint(-column, -0.5) for column in np.eye(3)]
    solution = minimize(matrix, [Constraint(ones, 1.0, is_equality=True), *bounds])
    assert solution == pytest.approx([0.5, 1 / 3, 1 / 6])


def test_a_program_without_solution_or_with_a_singular_matrix_has_none():
    ones = np.ones(2)
    impossible = [Constraint(ones, 1.0, is_equality=True), Constraint(-ones, 0.0)]
    assert minimize(np.eye(2), impossible) is None
    assert minimize(np.zeros((2, 2)), [Constraint(ones, 1.0)]) is None


def test_no_other_weights_of_the_same_return_have_less_variance():
    returns = some_returns()
    spread, mean = covariance_of(returns), returns.mean(axis=0)
    target = float(mean @ [0.3, 0.3, 0.2, 0.2])
    weights = MinimumVariancePortfolioOptimizer(0, 1, target).optimize(returns)
    assert weights.sum() == pytest.approx(1)
    assert float(mean @ weights) == pytest.approx(target)
    rows = np.vstack([np.ones(4), mean])
    sideways = np.linalg.svd(rows)[2][2:]
    for step in (*sideways, *-sideways):
        moved = weights + 1e-3 * step
        assert moved @ spread @ moved > weights @ spread @ weights or (moved < 0).any()


def test_a_target_out_of_reach_gives_equal_weights():
    assert MinimumVariancePortfolioOptimizer(0, 1, 5.0).optimize(some_returns()) == pytest.approx([0.25] * 4)


def test_no_neighbour_has_a_better_sharpe_ratio():
    returns = some_returns(3)
    spread, mean = covariance_of(returns), returns.mean(axis=0)
    weights = MaximumSharpeRatioPortfolioOptimizer(0, 1).optimize(returns)

    def sharpe(candidate):
        return float(mean @ candidate) / math.sqrt(candidate @ spread @ candidate)

    for first in range(4):
        for second in range(4):
            moved = weights.copy()
            moved[first] += 1e-3
            moved[second] -= 1e-3
            if (moved >= 0).all():
                assert sharpe(moved) <= sharpe(weights) + 1e-12


def test_without_a_positive_return_a_long_portfolio_is_equal():
    falling = -abs(some_returns())
    assert MaximumSharpeRatioPortfolioOptimizer(0, 1).optimize(falling) == pytest.approx([0.25] * 4)


def test_risk_parity_gives_every_asset_the_same_risk():
    returns = some_returns(5)
    weights = RiskParityPortfolioOptimizer().optimize(returns)
    shares = weights * (covariance_of(returns) @ weights)
    assert shares == pytest.approx([shares[0]] * 4)
    assert RiskParityPortfolioOptimizer().optimize(returns[:, :1]) == pytest.approx([1.0])


def test_unconstrained_weights_are_returns_times_the_inverse_covariance():
    spread = np.diag([0.5, 0.25])
    weights = UnconstrainedMeanVariancePortfolioOptimizer().optimize(None, [0.1, 0.2], spread)
    assert weights == pytest.approx([0.2, 0.8])


def test_a_users_optimizer_may_use_either_spelling():
    class Mine:
        def Optimize(self, returns, expected=None, covariance=None):
            return [1.0]

    assert optimize_by(Mine(), None, None, None) == [1.0]
    with pytest.raises(ArgumentError, match="must implement optimize"):
        optimize_by(object())


def filled(symbol, *returns, start=DAY):
    data = ReturnsSymbolData(symbol, 1, 10)
    for number, value in enumerate(returns):
        data.add(start + timedelta(days=number), value)
    return data


def test_returns_are_lined_up_by_date_newest_first():
    desk = Desk()
    spy, ibm = desk.add("SPY").symbol, desk.add("IBM").symbol
    data = {spy: filled(spy, 0.1, 0.2, 0.0), ibm: filled(ibm, 0.3, 0.4, 0.0)}
    assert returns_matrix(data, [spy, ibm]).tolist() == [[0.2, 0.4], [0.1, 0.3]]


def test_returns_of_different_dates_are_lined_up_by_place():
    desk = Desk()
    spy, ibm = desk.add("SPY").symbol, desk.add("IBM").symbol
    data = {spy: filled(spy, 0.1, 0.2), ibm: filled(ibm, 0.3, 0.4, start=DAY + timedelta(days=1))}
    assert returns_matrix(data, [ibm, spy]).tolist() == [[0.4, 0.2], [0.3, 0.1]]


def test_a_return_of_the_same_time_is_not_added_twice():
    symbol = Desk().add("SPY").symbol
    data = filled(symbol, 0.1)
    data.add(DAY, 0.5)
    for day, price in enumerate((100, 110)):
        data.update(DAY + timedelta(days=5 + day), Decimal(price))
    assert list(data.returns.values()) == [0.1, 0.1]
