"""The rule over columns of daily closes against the reference's rows, market by market."""

from __future__ import annotations

import csv
import functools
import math

import numpy as np
import pandas as pd
import pytest

from research.toolbox.market import MarketData
from research.toolbox.performance import sharpe_ratio
from signals.trend import Trend
from signals.volatility import DailyVolatility
from tests.command_line import ROOT
from tests.market_data import real_data

SINCE = {"eem": "2003-04-14", "uso": "2006-04-10"}  # before these days the tickers were others'
STOCKS = ("spy", "aapl", "aig", "bac", "ibm", "qqq", "iwm", "eem", "uso")
CURRENCIES = ("eurusd", "nzdusd", "gbpusd", "eurgbp")
PERIODS = {"<=2009": slice(None, "2009"), "2010+": slice("2010", None)}
DAILY_TARGET = 0.10 / math.sqrt(252)
SETTLING = 254  # sessions that the reference leaves out


@functools.cache
def closes(name):
    data = MarketData(real_data())
    found = data.quote_bars(name, "daily")["mid"] if name in CURRENCIES else data.equity_bars(name, "daily")["close"]
    found.index = pd.DatetimeIndex(found.index).tz_localize(None).normalize()
    return found[SINCE.get(name) :][lambda series: series.index.dayofweek < 5]


@functools.cache
def weights(name):
    """Weights decided at every 21st close, from that close on."""
    trend, volatility = Trend(lookbacks=(252,)), DailyVolatility(center_of_mass=60)
    decided, before = [], None
    for session, close in enumerate(closes(name)):
        if before is not None:
            volatility.update(close / before - 1)
        trend.update(close)
        side, before = trend.side(), close
        is_decided = side is not None and session % 21 == 0
        decided.append(side * min(2.0, DAILY_TARGET / volatility.value) if is_decided else np.nan)
    return pd.Series(decided, index=closes(name).index).ffill()


def returns(name, held):
    return (held.shift(1) * closes(name).pct_change()).iloc[SETTLING:]


@functools.cache
def rows():
    file = ROOT / "research/reference/momentum_tsmom_daily.csv"
    with file.open(encoding="utf-8") as lines:
        return {(row["asset"], row["period"]): row for row in csv.DictReader(lines) if row["lookback"] == "252"}


@pytest.mark.parametrize("name", STOCKS + CURRENCIES)
@pytest.mark.parametrize("period", PERIODS)
def test_a_market_comes_out_as_measured_first(name, period):
    part, row = returns(name, weights(name))[PERIODS[period]], rows()[name, period]
    # at which hour the reference's days of currencies end it does not say
    tolerance = 0.025 if name in CURRENCIES else 5e-4
    assert len(part) == int(row["n"])
    assert sharpe_ratio(part) == pytest.approx(float(row["sharpe_gross"]), abs=tolerance)


def test_decisions_carried_out_a_session_late_earn_about_as_much():
    on_time, late = (sharpe_ratio(returns("spy", weights("spy").shift(delay).bfill())) for delay in (0, 1))
    assert late == pytest.approx(on_time, abs=0.05)


def test_sides_dealt_to_other_months_earn_what_their_mean_side_does():
    held, moves = weights("spy").iloc[252:-1], closes("spy").pct_change().shift(-1).iloc[252:-1]
    month = np.arange(len(held)) // 21
    sides = np.sign(held).groupby(month).first().to_numpy()
    sized = (held.abs() * moves).groupby(month).sum().to_numpy()
    random = np.random.default_rng(7)
    dealt = [float((random.permutation(sides) * sized).mean()) for _ in range(400)]
    assert np.mean(dealt) == pytest.approx(sides.mean() * sized.mean(), abs=3 * np.std(dealt) / math.sqrt(len(dealt)))
    assert float((sides * sized).mean()) > np.mean(dealt)
