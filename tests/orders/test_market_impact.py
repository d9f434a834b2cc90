"""The slippage an order causes itself is LEAN's, noise included."""

from __future__ import annotations

from datetime import datetime

import pytest

from minilean.errors import AlgorithmError
from tests.algorithm.running import run, run_source

_HALF_AND_HALF = """
from AlgorithmImports import *


class OfKnownCompanies(MarketImpactSlippageModel):
    # the numbers that LEAN makes up for its regression runs

    def _shares_outstanding(self, asset):
        return {"SPY": 1331000000, "AAPL": 22337000000000}[asset.symbol.value]


class HalfAndHalf(QCAlgorithm):
    def initialize(self):
        self.set_start_date(2013, 10, 7)
        self.set_end_date(2013, 10, 13)
        self.set_cash(10000000)
        for ticker in ("SPY", "AAPL"):
            self.add_equity(ticker, Resolution.DAILY).set_slippage_model(OfKnownCompanies(self))

    def on_data(self, data):
        self.set_holdings("SPY", 0.5)
        self.set_holdings("AAPL", -0.5)
"""
_FIGURES = {
    "Total Orders": "9",
    "Compounding Annual Return": "-93.847%",
    "End Equity": "9649801.20",
    "Sharpe Ratio": "-2.93",
    "Total Fees": "$1859.00",
    "Estimated Strategy Capacity": "$470000000.00",
    "Portfolio Turnover": "21.04%",
}


def test_a_run_with_market_impact_has_leans_figures_and_orders(tmp_path):
    session = run_source(tmp_path, _HALF_AND_HALF)
    result = session.results.finish(datetime(2025, 1, 1))
    assert {name: result.statistics.summary[name] for name in _FIGURES} == _FIGURES
    assert result.order_list_hash == "fc0626f660981cb698f6a9a5d5d1389a"
    assert (session.data_points, session.algorithm._qc.feed.history_points) == (53, 506)


@pytest.mark.parametrize(
    ("argument", "message"),
    [
        ("latency=0", "Latency cannot be less than or equal to 0"),
        ("impact_time=-1", "impactTime cannot be less than or equal to 0"),
    ],
)
def test_times_of_market_impact_are_positive(tmp_path, argument, message):
    with pytest.raises(AlgorithmError, match=message):
        run(tmp_path, f"MarketImpactSlippageModel(self, {argument})")


def test_market_impact_needs_volumes(tmp_path):
    with pytest.raises(AlgorithmError, match="Asset of Forex is not supported"):
        run(
            tmp_path,
            """
            euro = self.add_forex("EURUSD", Resolution.HOUR, Market.OANDA)
            MarketImpactSlippageModel(self).get_slippage_approximation(euro, None)
            """,
        )
