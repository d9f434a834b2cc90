"""The strategies re-run over columns come out as they were measured first: Sharpe ratios to three decimals."""

from __future__ import annotations

import functools

import numpy as np
import pandas as pd
import pytest

from research.toolbox import reference
from research.toolbox.market import MarketData
from research.toolbox.performance import EQUITY_PERIODS, by_period, figures, market_line, regression, sharpe_ratio
from research.toolbox.sessions import full_sessions, sessions
from research.toolbox.strategies import intraday, overnight, reversal
from research.toolbox.strategies.currency_hours import hour_returns
from research.toolbox.strategies.same_hour import lag_profile, relative_returns
from research.toolbox.strategies.selected import selected_records
from research.toolbox.walk_forward import grid_returns, surface, walk_forward
from tests.market_data import real_data

THREE_DECIMALS = 5.1e-4  # the reference itself is rounded
CSV_DIGITS = 2e-5  # prices there have eight digits
EQUITIES, CURRENCIES = "equity/usa/hour", "forex/oanda/hour/eurusd.zip"


@functools.cache
def data():
    return MarketData(real_data(EQUITIES, CURRENCIES))


@functools.cache
def table_of(ticker):
    return sessions(data().equity_bars(ticker), doubts_opens=ticker in ("SPY", "IBM"))


@functools.cache
def records():
    return selected_records(data())


@pytest.mark.parametrize("name", reference.facts("expected")["strategies"])
def test_a_selected_strategy_comes_out_as_measured_first(name):
    track, expected = records()[name], reference.selected(name)
    split = 2010 if track.days_a_year == 252 else 2013
    measured = {
        "sr_gross": sharpe_ratio(track.gross, track.days_a_year),
        "sr_net": sharpe_ratio(track.net, track.days_a_year),
        "sr_net_IS": sharpe_ratio(track.net[track.net.index.year < split], track.days_a_year),
        "sr_net_OOS": sharpe_ratio(track.net[track.net.index.year >= split], track.days_a_year),
    }
    tolerance = 5.1e-3 if name == "seasonality_fx_Jiang_oanda" else THREE_DECIMALS
    assert measured == pytest.approx({each: expected[each] for each in measured}, abs=tolerance)


@pytest.mark.parametrize("name", ["momentum_noise_spy", "seasonality_overnight_spy", "seasonality_fx_local_oanda"])
def test_its_other_figures_do_too(name):
    track, expected = records()[name], reference.selected(name)
    held = overnight.close_to_close(table_of("SPY")).gross
    line = market_line(track.net, held, track.days_a_year)
    assert line["beta_spy"] == pytest.approx(expected["beta_spy"], abs=1e-4)
    assert line["alpha_ann_pct"] == pytest.approx(expected["alpha_ann_pct"], abs=1e-3)
    measured = figures(track)
    assert measured["t_net"] == pytest.approx(expected["t_net"], abs=1e-3)
    assert measured["maxdd_net_pct"] == pytest.approx(expected["maxdd_pct"], abs=1e-2)
    assert measured["breakeven_bp_side"] == pytest.approx(expected["breakeven_bp"], abs=1e-3)


def check(track, rows, columns=("n", "sharpe_gross", "sharpe_net", "t_net", "turnover_x_yr", "maxdd_net_pct")):
    measured = by_period(track, EQUITY_PERIODS)
    rows = rows.set_index("period")
    for period in EQUITY_PERIODS:
        for column in columns:
            assert measured.loc[period, column] == pytest.approx(rows.loc[period, column], rel=2e-3), (period, column)


def test_a_noise_area_carried_out_an_hour_late_does_not_collapse():
    rows = reference.table("momentum_noise_area")
    rows = rows[(rows["asset"] == "spy") & (rows["rule"] == "N14 m1 one-bar delay")]
    check(intraday.noise_area(table_of("SPY"), delay=1), rows)


@pytest.mark.parametrize("ticker", ["SPY", "AAPL", "IBM"])
def test_a_gap_continues_as_measured_first(ticker):
    rows = reference.table("momentum_gap_continuation")
    rows = rows[(rows["asset"] == ticker.lower()) & rows["rule"].str.contains("z|>1,", regex=False)]
    check(intraday.opening_gap(table_of(ticker)), rows)


def test_gaps_of_three_stocks_pooled_too():
    pooled = intraday.pooled("gaps", [intraday.opening_gap(table_of(each)) for each in ("SPY", "AAPL", "IBM")])
    expected = reference.facts("expected")["gap_continuation_pooled_spy_aapl_ibm_z1"]
    measured = by_period(pooled, EQUITY_PERIODS)["sharpe_net"]
    for period, row in expected.items():
        assert measured[period] == pytest.approx(row["sr_net"], abs=THREE_DECIMALS)


@pytest.mark.parametrize(("execution", "name"), [("close", "close-to-close"), ("next_open", "MOO")])
def test_a_dip_is_bought_at_either_execution_as_measured_first(execution, name):
    rows = reference.table("meanreversion_rsi2_execution_variants")
    check(reversal.rsi_dip(table_of("SPY"), execution=execution), rows[rows["execution"].str.startswith(name)])


def test_the_noise_areas_checks_are_those_of_the_reference():
    expected = reference.table("signals_noise_area_spy_2018_2019")
    band = intraday.noise_band(table_of("SPY"))
    days = pd.DatetimeIndex(sorted(set(expected["date"])))
    shape = (len(days), len(intraday.CHECKS))
    for column, frame in (("sigma", band.usual), ("upper", band.upper), ("lower", band.lower), ("target", band.side)):
        wanted = expected[column].to_numpy().reshape(shape)
        np.testing.assert_allclose(frame.loc[days].to_numpy(), wanted, rtol=1e-6, atol=1e-9)


def test_the_last_hours_decisions_are_those_of_the_reference():
    expected = reference.table("signals_last_hour_spy_2018_2019").set_index("t")
    measured = intraday.last_hour_decisions(table_of("SPY")).loc[expected.index]
    for column, name in (("move", "rod"), ("threshold", "threshold"), ("side", "target")):
        np.testing.assert_allclose(measured[column], expected[name], atol=1e-6)


def test_the_dips_decisions_are_those_of_the_reference():
    expected = reference.table("signals_rsi2_spy_2018_2019").set_index("t")
    measured = reversal.dip_decisions(table_of("SPY")).loc[expected.index]
    for column, name in (("rsi", "rsi2"), ("trend", "sma200"), ("mean", "sma5"), ("position", "target")):
        np.testing.assert_allclose(measured[column], expected[name], rtol=1e-6)


def test_nights_are_those_of_the_reference():
    expected = reference.table("signals_overnight_spy_2018_2019").set_index("t")
    days = table_of("SPY").loc[expected.index]
    np.testing.assert_allclose(days["open"] / days["previous_close"] - 1, expected["overnight_ret"], atol=1e-6)


def test_hours_of_spy_are_those_of_the_reference():
    measured = overnight.mean_table(overnight.hour_returns(table_of("SPY")))
    for name, row in reference.facts("expected")["spy_hour_of_day"].items():
        assert measured.loc[name, "n"] == row["n"]
        assert measured.loc[name, "mean_bp"] == pytest.approx(row["mean_bp"], abs=0.05)
        assert measured.loc[name, "t"] == pytest.approx(row["t"], abs=0.01)


def test_hours_of_eurusd_are_those_of_the_reference():
    quotes = data().quote_bars("EURUSD")
    moves = hour_returns(quotes).dropna()
    by_hour = moves.groupby((moves.index - pd.Timedelta(hours=1)).hour)
    for hour, row in reference.facts("expected")["eurusd_hour_of_day_ny_bar_start"].items():
        assert by_hour.count()[int(hour)] == pytest.approx(row["n"], abs=5)
        assert 1e4 * by_hour.mean()[int(hour)] == pytest.approx(row["mean_bp"], abs=0.02)


def test_the_last_hour_follows_the_day_as_measured_first():
    full = full_sessions(table_of("SPY"))
    wanted = full["c16"] / full["c15"] - 1
    for row in reference.facts("expected")["spy_last_hour_regressions"]:
        if row["period"] == "all 1998-2021":
            given = full["c10" if row["model"] == "r1" else "c15"] / full["previous_close"] - 1
            line = regression(wanted, given)
            assert line["n"] == row["n"]
            assert line["slope"] == pytest.approx(row["slope"], abs=1e-4)
            assert line["t"] == pytest.approx(row["t"], abs=0.01)
            assert line["r2_pct"] == pytest.approx(row["R2_pct"], abs=1e-3)


def test_stocks_repeat_their_hours_at_whole_days():
    tables = {ticker: table_of(ticker) for ticker in ("AAPL", "AIG", "BAC")}
    tables["IBM"] = sessions(data().equity_bars("IBM"))
    profile = lag_profile(relative_returns(tables), (1, 7, 14, 21))
    expected = reference.facts("expected")["hks_lag_profile"]
    for lag in profile.index:
        assert profile.loc[lag, "slope"] == pytest.approx(expected[str(lag)]["slope"], abs=6e-4)
        assert profile.loc[lag, "t"] == pytest.approx(expected[str(lag)]["t"], abs=0.25)


def test_choosing_the_last_hours_cell_every_year_earns_what_it_did():
    spy = table_of("SPY")
    cells = {
        (move, window, quantile): intraday.last_hour(spy, move=move, window=window, quantile=quantile)
        if quantile
        else intraday.sign_of_move(spy, move=move)
        for move in intraday.MOVES
        for window in (21, 63, 126)
        for quantile in (0, 0.25, 0.5, 0.75)
    }
    expected = reference.table("summary_walkforward_pbo").set_index("grid").loc["momentum_lasthour_spy"]
    walked = walk_forward(grid_returns(cells), train_years=5, first_year=2003).figures()
    assert walked == pytest.approx({name: expected[name] for name in walked}, rel=1e-3)
    out_of_sample = surface(cells, "2010")["OOS"]
    assert float((out_of_sample > 0).mean()) == pytest.approx(expected["frac_OOS_positive"])
    assert float(out_of_sample.median()) == pytest.approx(expected["sr_OOS_median"], abs=1e-3)
