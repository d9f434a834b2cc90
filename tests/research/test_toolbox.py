"""Sessions, costs, positions, figures and runs of the research toolbox."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from research.toolbox import backtests, plots
from research.toolbox.costs import equity_cost, tight_cost
from research.toolbox.market import MarketData, NoMarketDataError, data_folder
from research.toolbox.sessions import full_sessions, sessions
from research.toolbox.strategies import intraday, overnight, reversal
from research.toolbox.strategies.currency_hours import Leg, legs_track
from research.toolbox.strategies.rejected import band_fade, contrarian, hour_fade
from tests.market_data import real_data
from tests.research.builders import hour_bars, some_sessions

WHOLE = [100.0, 101, 102, 103, 104, 105, 106]


def test_a_session_has_its_closes_by_the_hour_and_yesterdays_close():
    table = sessions(hour_bars({"2015-01-05": WHOLE, "2015-01-06": [107.0, 106, 105, 104, 103, 102, 101]}))
    assert table.loc["2015-01-06", "previous_close"] == 106
    assert table.loc["2015-01-06", ["open", "c10", "c16", "close"]].tolist() == [106, 107, 101, 101]
    assert np.isnan(table.loc["2015-01-05", "previous_close"])
    assert list(full_sessions(table).index) == [pd.Timestamp("2015-01-06")]


def test_a_day_that_stops_early_is_not_full_and_ends_at_one():
    table = sessions(hour_bars({"2015-01-05": WHOLE, "2015-01-06": [107.0, 108, 109, 110, 111]}))
    assert not table.loc["2015-01-06", "is_full"]
    assert table.loc["2015-01-06", "close"] == 110


def test_a_bad_opening_print_is_replaced_where_prints_are_doubted():
    bars = some_sessions(80)
    day = bars.index[-7].normalize()
    bars.loc[day + pd.Timedelta(hours=10), "open"] *= 0.8
    printed, sound = sessions(bars), sessions(bars, doubts_opens=True)
    assert printed.loc[day, "open"] < 0.85 * printed.loc[day, "c10"]
    assert sound.loc[day, "open"] == sound.loc[day, "c10"]
    assert (sound["open"] != printed["open"]).sum() == 1


def test_a_raw_price_is_the_adjusted_one_over_the_factor():
    table = sessions(hour_bars({"2015-01-05": WHOLE}, factor=0.5))
    assert table["raw_close"].iloc[0] == 212


def test_a_share_costs_a_fee_and_half_a_spread_of_its_time():
    prices = pd.Series([100.0, 100.0], index=pd.to_datetime(["2001-04-06", "2001-04-09"]))
    assert equity_cost(prices).tolist() == pytest.approx([(0.005 + 1 / 32) / 100, 0.01 / 100])


def test_a_pair_nobody_priced_has_no_tight_cost():
    with pytest.raises(KeyError):
        tight_cost("EURNOK", pd.DataFrame(index=pd.RangeIndex(3)))


def test_positions_pay_for_every_change_and_for_leaving():
    table = sessions(hour_bars({"2015-01-05": WHOLE, "2015-01-06": WHOLE}))
    day = pd.DatetimeIndex(["2015-01-06"])
    positions = pd.DataFrame([[1.0, 1, -1, 0, 0, 1]], index=day, columns=list(intraday.CHECKS))
    track = intraday.intraday_track("some", table, positions)
    assert track.turnover.iloc[0] == 1 + 2 + 1 + 1 + 1
    moves = [101 / 100 - 1, 102 / 101 - 1, -(103 / 102 - 1), 106 / 105 - 1]
    assert track.gross.iloc[0] == pytest.approx(sum(moves))


@pytest.mark.parametrize("cut", [90, 120])
def test_what_is_decided_before_a_day_does_not_change_with_the_days_after(cut):
    bars = some_sessions(150)
    whole, part = sessions(bars), sessions(bars.iloc[: 7 * cut])
    for of_rule in (
        lambda table: intraday.noise_positions(intraday.noise_band(table)),
        intraday.last_hour_decisions,
        intraday.gap_decisions,
        lambda table: reversal.dip_decisions(table, trend=30),
        reversal.fade_decisions,
    ):
        later, earlier = of_rule(whole), of_rule(part)
        assert len(earlier)
        pd.testing.assert_frame_equal(later.loc[earlier.index], earlier, check_freq=False)


def test_a_night_is_booked_on_the_day_it_is_sold():
    bars = hour_bars({"2015-01-05": WHOLE, "2015-01-06": WHOLE}, opens={"2015-01-06": 110})
    track = overnight.overnight(sessions(bars))
    assert track.gross.to_dict() == {pd.Timestamp("2015-01-06"): pytest.approx(110 / 106 - 1)}


def test_signals_of_a_price_before_the_close_do_not_become_signals_of_the_close():
    table = sessions(some_sessions(60))
    early = reversal.dip_decisions(table, trend=30, at="c15")
    late = reversal.dip_decisions(table.assign(c15=table["close"]), trend=30, at="c15")
    pd.testing.assert_frame_equal(late, reversal.dip_decisions(table, trend=30))
    assert not np.allclose(early["rsi"].dropna(), late["rsi"].dropna())


def quotes_of(mids: list[float], start: str) -> pd.DataFrame:
    index = pd.date_range(start, periods=len(mids), freq="h", tz="America/New_York")
    return pd.DataFrame({"mid": mids, "half_spread": 1e-4}, index=index)


def test_a_leg_earns_from_the_bar_that_ends_at_its_hour():
    quotes = quotes_of([1.0, 1.0, 1.0, 1.1, 1.2, 1.2, 1.2], "2015-01-06 01:00")
    track = legs_track("some", quotes, (Leg(side=1, enters=3, leaves=5),), pd.Series(1e-4, index=quotes.index))
    assert track.gross.sum() == pytest.approx(np.log(1.2))
    assert track.turnover.sum() == 2
    assert track.cost.sum() == pytest.approx(2e-4)


def test_nothing_is_earned_over_hours_that_are_missing():
    quotes = quotes_of([1.0, 1.0, 1.0, 1.1, 1.2, 1.2, 1.2], "2015-01-06 01:00").drop(index="2015-01-06 04:00-05:00")
    track = legs_track("some", quotes, (Leg(side=1, enters=3, leaves=5),), pd.Series(0.0, index=quotes.index))
    assert track.gross.sum() == 0


def test_rejected_fades_trade_and_pay():
    bars = some_sessions(60)
    tables = {name: sessions(some_sessions(60, seed)) for seed, name in enumerate("abc")}
    quotes = quotes_of(np.exp(np.random.default_rng(0).normal(0, 0.001, 700).cumsum()).tolist(), "2015-01-06 01:00")
    faded = hour_fade(quotes, pd.Series(1e-4, index=quotes.index))
    for track in (band_fade(bars, window=20), contrarian(tables), faded):
        assert track.turnover.sum() > 0
        assert (track.cost >= 0).all()
        assert track.net.sum() < track.gross.sum()


def test_figures_are_the_same_bytes_each_time(tmp_path, monkeypatch):
    monkeypatch.setenv("RESEARCH_FIGURES", str(tmp_path))
    files = []
    for _ in range(2):
        drawn, axes = plots.figure()
        plots.cumulative(axes, {"some": pd.Series([0.1, -0.1], index=pd.bdate_range("2015-01-01", periods=2))})
        files.append(plots.export(drawn, "some").read_bytes())
    assert files[0] == files[1]
    assert b"<dc:date>" not in files[0]


def test_a_folder_without_prices_is_no_market_data(tmp_path, monkeypatch):
    monkeypatch.setenv("MINILEAN_SAMPLE_DATA", str(tmp_path))
    monkeypatch.setattr("research.toolbox.market.ROOT", tmp_path)
    (tmp_path / "lean.json").write_text('{"data-folder": "data"}', encoding="utf-8")
    with pytest.raises(NoMarketDataError, match="minilean data ensure"):
        data_folder()


def test_a_missing_file_is_named():
    data = MarketData(real_data())
    with pytest.raises(NoMarketDataError, match=r"equity/usa/hour/nosuch\.zip"):
        data.equity_bars("NOSUCH")
    assert data.missing("equity/usa/hour/nosuch.zip", "equity/usa/hour/spy.zip") == ["equity/usa/hour/nosuch.zip"]


def test_minutes_are_in_dollars_at_the_end_of_each():
    data = MarketData(real_data("equity/usa/minute/spy"))
    day = data.days("SPY")[0]
    trades, quotes = data.minute_bars("SPY", day), data.minute_bars("SPY", day, quotes=True)
    assert trades.between_time("09:31", "16:00").index[0].time().isoformat() == "09:31:00"
    assert 50 < trades["close"].median() < 500
    assert (quotes["half_spread"].dropna() >= 0).mean() > 0.99


@pytest.fixture
def real_folder(monkeypatch):
    monkeypatch.setenv("MINILEAN_SAMPLE_DATA", str(real_data()))


def test_a_project_runs_as_a_function(real_folder):
    parameters = {**backtests.UNIT_WEIGHT, "mode": "last_hour"}
    run = backtests.back_test("intraday_momentum", start="2018-01-01", end="2018-03-31", parameters=parameters)
    assert run.statistics["Total Orders"] == str(len(run.fills))
    assert run.decisions["signal"].abs().sum() * 2 == len(run.fills)
    assert (1 + run.returns).prod() == pytest.approx(run.equity.iloc[-1] / 100_000, rel=1e-3)


def test_the_engine_decides_what_the_toolbox_does(real_folder):
    parameters = {**backtests.UNIT_WEIGHT, "mode": "last_hour"}
    run = backtests.back_test("intraday_momentum", start="2018-01-01", end="2018-06-30", parameters=parameters)
    spy = sessions(MarketData(real_data()).equity_bars("SPY"), doubts_opens=True)
    ours = intraday.last_hour_decisions(spy)["side"]["2018-01":"2018-06"]
    theirs = run.decisions.set_index(pd.to_datetime(run.decisions["time"]).dt.normalize())["signal"]
    assert theirs.reindex(ours.index).tolist() == ours.tolist()


def test_a_sweep_gives_a_row_and_a_column_a_run(real_folder):
    statistics, returns = backtests.sweep(
        "intraday_momentum", {"noise_window": ("7", "14", "7")}, start="2018-01-01", end="2018-02-28", jobs=2
    )
    assert statistics["noise_window"].tolist() == ["7", "14"]
    assert returns.shape[1] == 2


def test_a_project_that_refuses_its_parameters_says_so(real_folder):
    with pytest.raises(backtests.BacktestError, match="noise_window"):
        backtests.back_test("intraday_momentum", start="2018-01-01", end="2018-01-31", parameters={"noise_window": "1"})
