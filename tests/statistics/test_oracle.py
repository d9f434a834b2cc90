"""Whole runs reproduce the figures that an independent rebuild of LEAN's statistics, free of LEAN's code, confirmed."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from tests.algorithm.running import run_source

EXPECTED = json.loads((Path(__file__).parents[1] / "conformance" / "oracle" / "expected.json").read_text("utf-8"))
_BUY_AND_HOLD = """
from AlgorithmImports import *


class BuyAndHold(QCAlgorithm):
    def initialize(self):
        self.set_start_date(2013, 10, {first})
        self.set_end_date(2013, 10, {last})
        self.add_equity("SPY", Resolution.{resolution})

    def on_data(self, data):
        if not self.portfolio.invested:
            self.set_holdings("SPY", 1)
"""
_CROSSINGS = """
from AlgorithmImports import *


class Crossings(QCAlgorithm):
    def initialize(self):
        self.set_start_date(2004, 1, 1)
        self.set_end_date(2015, 1, 1)
        self.add_equity("SPY", Resolution.DAILY)
        self._lines = self.macd("SPY", 12, 26, 9, MovingAverageType.EXPONENTIAL, Resolution.DAILY)
        self._decided = None

    def on_data(self, data):
        today = self.time.date()
        if not self._lines.is_ready or self._decided == today:
            return
        self._decided = today
        held = self.portfolio["SPY"].quantity
        lead = (self._lines.current.value - self._lines.signal.current.value) / self._lines.fast.current.value
        if held <= 0 and lead > 0.0025:
            self.set_holdings("SPY", 1)
        elif held >= 0 and lead < -0.0025:
            self.liquidate("SPY")
"""
_LATE_TAGS = """
from AlgorithmImports import *


class LateTags(QCAlgorithm):
    def initialize(self):
        self.set_start_date(2013, 10, 7)
        self.set_end_date(2013, 10, 11)
        self._spy = self.add_equity("SPY", Resolution.MINUTE).symbol
        self._far = None
        self._words = {OrderStatus.CANCELED: "canceled", OrderStatus.FILLED: "filled"}

    def on_data(self, data):
        if self._far is None:
            self._far = self.limit_order(self._spy, 100, self.securities[self._spy].price * 0.1)
            self._far.cancel()
        elif not self.portfolio.invested:
            self.buy(self._spy, 100)

    def on_order_event(self, event):
        word = self._words.get(event.status)
        if word is not None:
            fields = UpdateOrderFields()
            fields.tag = f"This is the tag set after order was {word}."
            self.transactions.get_order_ticket(event.order_id).update(fields)
"""
_ALGORITHMS = {
    "BasicTemplateAlgorithm": _BUY_AND_HOLD.format(first=7, last=11, resolution="MINUTE"),
    "BasicTemplateDailyAlgorithm": _BUY_AND_HOLD.format(first=8, last=17, resolution="DAILY"),
    "BasicTemplateHourlyAlgorithm": _BUY_AND_HOLD.format(first=7, last=11, resolution="HOUR"),
    "CompleteOrderTagUpdateAlgorithm": _LATE_TAGS,
    "MACDTrendAlgorithm": _CROSSINGS,
}


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_run_has_every_figure_and_the_order_hash_of_the_independent_rebuild(name: str, tmp_path: Path) -> None:
    session = run_source(tmp_path, _ALGORITHMS[name])
    result = session.results.finish(datetime(2025, 1, 1))
    figures = {**result.statistics.summary, "OrderListHash": result.order_list_hash}
    assert figures == EXPECTED[name]["expected_statistics"]
    assert session.data_points == int(EXPECTED[name]["data_points"])
