"""Time series momentum in minilean: sides, sizes, calendar, and the riskless rate as data."""

from __future__ import annotations

import pytest

from tests.algorithms.project_runs import refusal, run_project

AT_TEN_PERCENT = {"target_daily_vol": "0.0063", "daily_stocks": "none", "currencies": "none"}


@pytest.fixture(scope="module")
def spy_and_ibm(tmp_path_factory):
    return run_project(
        "time_series_momentum",
        tmp_path_factory.mktemp("momentum"),
        start="2008-01-02",
        end="2009-12-31",
        stocks="SPY,IBM",
        long_only="no",
        **AT_TEN_PERCENT,
    )


def test_it_decides_every_twenty_first_session_at_the_close(spy_and_ibm):
    moments = [fact["id"].split("/")[-1] for fact in spy_and_ibm.decisions if "/SPY/" in fact["id"]]
    assert 22 <= len(moments) <= 24
    assert {moment[-5:] for moment in moments} == {"16:00"}


def test_the_side_turned_in_the_crisis_and_back_a_year_later(spy_and_ibm):
    sides = {fact["id"].split("/")[-1][:7]: fact["side"] for fact in spy_and_ibm.decisions if "/SPY/" in fact["id"]}
    assert sides["2008-10"] == -1
    assert sides["2009-03"] == -1
    assert sides["2009-12"] == 1


def test_an_asset_is_held_so_that_it_moves_the_portfolio_by_its_share(spy_and_ibm):
    for fact in spy_and_ibm.decisions:
        assert fact["signal"] == pytest.approx(fact["side"] / 2)
        assert abs(fact["weight"]) <= 2 / 2


def test_orders_are_filled_in_the_next_opening_auction(spy_and_ibm):
    decided = {fact["id"] for fact in spy_and_ibm.decisions if fact["quantity"]}
    assert spy_and_ibm.fills
    assert {fill["id"] for fill in spy_and_ibm.fills} <= decided


def test_stocks_are_never_short_when_long_only(tmp_path):
    run = run_project(
        "time_series_momentum", tmp_path, start="2008-09-02", end="2009-06-30", stocks="SPY", **AT_TEN_PERCENT
    )
    assert {fact["side"] for fact in run.decisions} == {-1.0}
    assert {fact["signal"] for fact in run.decisions} == {0.0}


def test_a_rising_price_below_the_riskless_rate_is_no_trend(tmp_path):
    def sides(way: str) -> dict[str, float]:
        run = run_project(
            "time_series_momentum",
            tmp_path / way,
            start="2006-01-03",
            end="2007-12-31",
            stocks="SPY,IBM,BAC,AIG",
            excess_return=way,
            long_only="no",
            **AT_TEN_PERCENT,
        )
        return {fact["id"]: fact["side"] for fact in run.decisions}

    plain, excess = sides("no"), sides("yes")
    assert plain.keys() == excess.keys()
    changed = [moment for moment in plain if plain[moment] != excess[moment]]
    assert changed
    assert all(plain[moment] == 1 and excess[moment] == -1 for moment in changed)


def test_a_ticker_is_not_read_while_it_stands_for_another_company(tmp_path):
    run = run_project(
        "time_series_momentum",
        tmp_path,
        start="2006-06-01",
        end="2007-08-31",
        stocks="SPY",
        daily_stocks="USO",
        currencies="none",
        target_daily_vol="0.0063",
    )
    first = min(fact["id"].split("/")[-1] for fact in run.decisions if "/USO/" in fact["id"])
    assert first > "2007-04"


def test_it_decides_on_the_same_days_whenever_it_was_started(tmp_path):
    def decided(start: str) -> list[tuple]:
        run = run_project(
            "time_series_momentum",
            tmp_path / start,
            start=start,
            end="2014-06-30",
            stocks="SPY",
            excess_return="yes",
            **AT_TEN_PERCENT,
        )
        return [(fact["id"], fact["side"]) for fact in run.decisions if fact["id"].split("/")[-1] > "2014-02"]

    early = decided("2013-06-03")
    assert early
    assert early == decided("2014-01-15")


def test_a_market_whose_data_ended_is_not_counted(tmp_path):
    run = run_project(
        "time_series_momentum",
        tmp_path,
        start="2018-09-04",
        end="2019-06-28",
        stocks="SPY",
        daily_stocks="none",
        currencies="EURUSD",
        target_daily_vol="0.0063",
    )
    ids = [fact["id"] for fact in run.decisions]
    assert len(ids) == len(set(ids))
    assert {fact["assets"] for fact in run.decisions if "/SPY/2018-1" in fact["id"]} == {2}
    assert {fact["assets"] for fact in run.decisions if "/SPY/2019-0" in fact["id"]} == {1}


def test_currencies_alone_are_traded_a_bar_after_their_close(tmp_path):
    run = run_project(
        "time_series_momentum",
        tmp_path,
        start="2010-01-04",
        end="2010-06-30",
        stocks="none",
        daily_stocks="none",
        currencies="EURUSD",
        target_daily_vol="0.0063",
    )
    assert {fact["id"][-5:] for fact in run.decisions} == {"18:00"}
    assert run.fills


@pytest.mark.parametrize(
    ("parameters", "sentence"),
    [
        ({"lookback": "10"}, "parameter lookback is 10, outside 63 to 378"),
        ({"stocks": "none", "daily_stocks": "none", "currencies": "none"}, "there is nothing to trade"),
        ({"currencies": "XXXYYY"}, "XXXYYY"),
    ],
)
def test_a_bad_parameter_stops_before_trading(tmp_path, parameters, sentence):
    assert sentence in refusal("time_series_momentum", tmp_path, **parameters)


def test_sessions_of_daily_bars_begin_and_let_go_of_the_days_limits(tmp_path):
    run = run_project(
        "time_series_momentum",
        tmp_path,
        start="2010-01-04",
        end="2010-12-31",
        stocks="none",
        daily_stocks="IWM,USO",
        currencies="none",
        rebalance_sessions="5",
        target_daily_vol="0.0063",
        risk_overlay="yes",
    )
    assert len(run.states) == 1
    assert len(run.fills) > 12
    assert all("changes of position" not in fact["reason"] for fact in run.decisions)
