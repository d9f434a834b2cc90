"""Securities get a first price before their first data: when the settings say so, and when an order adds them."""

from __future__ import annotations

from datetime import datetime

from tests.algorithm.running import run, run_source, said

_ORDER_FIRST = """
from AlgorithmImports import *


class OrderFirst(QCAlgorithm):
    def initialize(self):
        self.set_start_date(2013, 10, 4)
        self.set_end_date(2013, 10, 4)
        self.set_cash(1000000)
        self.add_equity("IBM")
        self._spy = Symbol.create("SPY", SecurityType.EQUITY, Market.USA)

    def on_data(self, data):
        if not self.portfolio.invested:
            self.buy(self._spy, 1)
            self.log(f"{self.securities[self._spy].is_tradable} {self.active_securities.contains_key(self._spy)}")
            self.quit()
"""
_FIGURES = {
    "Total Orders": "1",
    "End Equity": "999999",
    "Total Fees": "$1.00",
    "Lowest Capacity Asset": "SPY R735QTJ8XC9X",
    "Portfolio Turnover": "0.01%",
}
_SELECTED = """
from AlgorithmImports import *


class Selected(QCAlgorithm):
    def initialize(self):
        self.set_start_date(2014, 3, 25)
        self.set_end_date(2014, 3, 26)
        self.settings.seed_initial_prices = SEEDED
        self.universe_settings.resolution = Resolution.DAILY
        self.add_universe("two", lambda time: ["AAPL", "SPY"])

    def on_securities_changed(self, changes):
        for security in changes.added_securities:
            self.log(f"{security.symbol.value} {security.price > 0}")
"""


def test_an_order_in_a_security_never_added_adds_it_and_fills_at_its_last_price_as_in_lean(tmp_path):
    session = run_source(tmp_path, _ORDER_FIRST)
    result = session.results.finish(datetime(2025, 1, 1))
    assert {name: result.statistics.summary[name] for name in _FIGURES} == _FIGURES
    assert result.order_list_hash == "0bb919a1b4258ad8983506f2843f4db5"
    assert (session.data_points, session.algorithm._qc.feed.history_points) == (10, 7)
    assert "True False" in said(session)


def test_a_seeded_security_has_a_price_as_soon_as_it_is_added(tmp_path):
    lines = said(
        run(
            tmp_path,
            """
            self.log(str(self.securities[self.spy].price))
            self.settings.seed_initial_prices = True
            self.log(str(self.add_equity("IBM", Resolution.DAILY).price > 0))
            """,
        )
    )
    assert lines[:2] == ["0.0", "True"]


def test_the_initializer_finds_the_seeded_price(tmp_path):
    lines = said(
        run(
            tmp_path,
            """
            self.settings.seed_initial_prices = True
            self.set_security_initializer(lambda security: self.log(str(security.price > 0)))
            self.add_equity("IBM", Resolution.DAILY)
            """,
        )
    )
    assert lines[0] == "True"


def test_selected_securities_are_seeded_before_the_user_hears_of_them(tmp_path):
    lines = said(run_source(tmp_path, _SELECTED.replace("SEEDED", "True")))
    assert lines[:2] == ["AAPL True", "SPY True"]


def test_selected_securities_have_no_price_unless_the_settings_say_so(tmp_path):
    lines = said(run_source(tmp_path, _SELECTED.replace("SEEDED", "False")))
    assert lines[:2] == ["AAPL False", "SPY False"]
