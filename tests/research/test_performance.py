"""Statistics of daily records, walk-forward choice and blends."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st

from research.toolbox import performance
from research.toolbox.blend import at_volatility, equal_risk, volatility_target
from research.toolbox.tracks import Track
from research.toolbox.walk_forward import grid_returns, surface, walk_forward
from tests.research.builders import a_track

RANDOM = np.random.default_rng(5)
NET = RANDOM.normal(0.0004, 0.01, 600)


def test_a_years_ratio_is_of_daily_returns():
    returns = pd.Series(NET)
    assert performance.sharpe_ratio(returns) == pytest.approx(NET.mean() / NET.std(ddof=1) * np.sqrt(252))
    assert performance.sharpe_ratio(pd.Series([0.0, 0.0])) == 0


def test_newey_wests_t_is_that_of_statsmodels():
    lags = performance.newey_west_lags(len(NET))
    fitted = sm.OLS(NET, np.ones(len(NET))).fit(cov_type="HAC", cov_kwds={"maxlags": lags})
    assert lags == 5
    assert performance.newey_west_t(pd.Series(NET)) == pytest.approx(fitted.tvalues[0])


def test_a_regression_is_that_of_statsmodels():
    given_, wanted = pd.Series(RANDOM.normal(size=500)), pd.Series(RANDOM.normal(size=500))
    wanted = wanted + 0.3 * given_
    lags = performance.newey_west_lags(500)
    fitted = sm.OLS(wanted, sm.add_constant(given_)).fit(cov_type="HAC", cov_kwds={"maxlags": lags})
    line = performance.regression(wanted, given_)
    assert line["slope"] == pytest.approx(fitted.params.iloc[1])
    assert line["t"] == pytest.approx(fitted.tvalues.iloc[1])
    assert line["r2_pct"] == pytest.approx(100 * fitted.rsquared)


@given(st.lists(st.floats(-0.1, 0.1), min_size=1, max_size=40))
def test_a_drawdown_is_at_least_the_worst_day_and_at_most_all_losses(returns):
    series = pd.Series(returns)
    deepest = performance.max_drawdown(series)
    assert deepest >= max(0.0, -series.min()) - 1e-12
    assert deepest <= -series[series < 0].sum() + 1e-12


def test_a_record_that_only_falls_has_its_fall_as_drawdown():
    assert performance.max_drawdown(pd.Series([-0.1, -0.2])) == pytest.approx(0.3)


def test_break_even_is_gross_return_over_what_was_traded():
    track = a_track([0.001] * 10, cost=0.0004, turnover=2.0)
    assert performance.figures(track)["breakeven_bp_side"] == pytest.approx(1e4 * 0.0014 / 2)


def test_costs_multiplied_by_zero_leave_the_gross_ratio():
    track = a_track(NET.tolist(), cost=0.0003, turnover=2.0)
    by_cost = performance.by_cost(track)
    assert by_cost[0] == pytest.approx(performance.sharpe_ratio(track.gross))
    assert by_cost.is_monotonic_decreasing


def test_periods_without_a_day_are_left_out():
    track = a_track(NET.tolist())
    assert list(performance.by_period(track, {"all": (None, None), "before": (None, "1999")}).index) == ["all"]


def test_years_add_up_to_the_whole():
    track = a_track(NET.tolist(), cost=0.0001)
    assert performance.by_year(track)["net_pct"].sum() == pytest.approx(100 * NET.sum())


def test_the_same_seed_draws_the_same_ratios():
    track = a_track(NET.tolist())
    first, second = (performance.bootstrapped(track, seed=seed, times=50) for seed in (1, 1))
    assert np.array_equal(first, second)
    assert not np.array_equal(first, performance.bootstrapped(track, seed=2, times=50))


def test_walking_forward_never_sees_the_year_it_chooses_for():
    days = pd.bdate_range("2010-01-01", "2013-12-31")
    rows = pd.DataFrame(RANDOM.normal(0, 0.01, size=(len(days), 3)), index=days, columns=["a", "b", "c"])
    changed = rows.copy()
    changed.loc["2013", "c"] += 1.0
    before, after = (walk_forward(each, train_years=2, first_year=2012) for each in (rows, changed))
    assert before.picks.to_dict() == after.picks.to_dict()
    assert list(before.picks.index) == [2012, 2013]


def test_walking_forward_takes_the_best_of_the_years_before():
    days = pd.bdate_range("2010-01-01", "2012-12-31")
    rows = pd.DataFrame({"bad": RANDOM.normal(-0.001, 0.01, len(days)), "good": RANDOM.normal(0.002, 0.01, len(days))})
    walk = walk_forward(rows.set_index(days), train_years=2, first_year=2012)
    assert walk.picks.to_dict() == {2012: "good"}
    assert len(walk.net) == len(days[days.year == 2012])


def test_a_grid_begins_where_all_its_cells_do():
    tracks = {"early": a_track(NET.tolist()), "late": a_track(NET[:500].tolist(), start="2015-03-02")}
    assert grid_returns(tracks).index[0] == pd.Timestamp("2015-03-02")


def test_a_surface_of_tuples_can_be_taken_apart():
    cells = {(window, "x"): a_track((NET * window).tolist()) for window in (1, 2)}
    ratios = surface(cells, "2016")
    assert ratios.index.nlevels == 2
    assert ratios.loc[(1, "x"), "all"] == pytest.approx(ratios.loc[(2, "x"), "all"])


def test_a_leg_is_sized_by_what_was_known_the_day_before():
    net = a_track(NET.tolist()).net
    changed = net.copy()
    changed.iloc[400] *= 50
    before, after = at_volatility(net, window=100), at_volatility(changed, window=100)
    day = net.index[400]
    assert np.allclose(before[:day].iloc[:-1], after[:day].iloc[:-1])
    assert after[day] == pytest.approx(50 * before[day])


def test_equal_risk_is_the_mean_on_days_that_all_legs_have():
    tracks = [a_track(NET.tolist()), a_track((2 * NET).tolist())]
    blend = equal_risk(tracks, window=100, most=100)
    assert np.allclose(blend, at_volatility(tracks[0].net, window=100, most=100))


def test_a_volatility_target_weighs_gross_returns_costs_and_turnover_alike():
    track = a_track(NET.tolist(), cost=0.0002, turnover=2.0)
    closes = pd.Series(100 * np.exp(NET.cumsum()), index=track.net.index)
    sized = volatility_target(track, closes, cap=2)
    weight = sized.turnover / 2
    assert (weight <= 2).all()
    assert np.allclose(sized.net, weight * track.net)


def test_a_record_between_two_years_is_cut_everywhere():
    part = a_track(NET.tolist(), turnover=1.0).between("2016", "2016")
    assert isinstance(part, Track)
    assert {*part.gross.index.year, *part.turnover.index.year} == {2016}
